import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { proposeCut } from './default-cut.ts'
import { fitGeneralizedPareto, paretoQuantile, paretoSurvival } from './generalized-pareto.ts'
import golden from './golden/extreme-values.json' with { type: 'json' }
import { findKnee } from './knee.ts'
import { cutAtRisk, fitPeaks, scoreAtRisk } from './peaks-over-threshold.ts'
import { rankScores } from './rank-scores.ts'
import { isTelling, peaksOf } from './resolve-cut.ts'
import { suggestByTail } from './tail-suggestion.ts'

function draw(rows: number, seed: number, value: (next: () => number) => number): Float32Array {
  const rng = createRng(seed)
  return Float32Array.from({ length: rows }, () => value(() => rng.next()))
}
const uniform = (next: () => number) => next()
const normal = (next: () => number) => Array.from({ length: 12 }, next).reduce((a, b) => a + b) - 6
const exponential = (next: () => number) => -Math.log(1 - next())
const heavy = (next: () => number) => (1 - next()) ** -0.5

const subjectOf = (scores: Float32Array) => {
  const order = rankScores(scores)
  return { scores, order, amountAlong: null, defaultCut: proposeCut(scores, order) }
}

describe('the generalized Pareto distribution', () => {
  it.each(golden.cases)('is fitted as scipy fits it: shape $shape', (given) => {
    const { excesses, shape, scale, survival, rows, risk, line } = given
    const fit = fitGeneralizedPareto(Float64Array.from(excesses))
    expect(fit.shape).toBeCloseTo(shape, 5)
    expect(fit.scale / scale).toBeCloseTo(1, 5)
    for (const [y, share] of survival) expect(paretoSurvival({ shape, scale }, y!)).toBeCloseTo(share!, 10)
    expect(paretoQuantile(fit, (risk * rows) / excesses.length) / line).toBeCloseTo(1, 4)
  })

  it('is exponential where the shape is 0, without a step beside it', () => {
    for (const shape of [0, 1e-12, -1e-12, 1e-6, -1e-6]) {
      expect(paretoSurvival({ shape, scale: 2 }, 3)).toBeCloseTo(Math.exp(-1.5), 5)
      expect(paretoQuantile({ shape, scale: 2 }, 0.01)).toBeCloseTo(2 * Math.log(100), 3)
    }
    expect(paretoSurvival({ shape: -0.5, scale: 1 }, 2.5)).toBe(0) // it ends at 2
  })

  it('does not depend on the unit', () => {
    const y = Float64Array.from(golden.cases[0]!.excesses)
    const one = fitGeneralizedPareto(y)
    const other = fitGeneralizedPareto(y.map((v) => v * 1024))
    expect(other.shape).toBeCloseTo(one.shape, 6)
    expect(other.scale / one.scale).toBeCloseTo(1024, 2)
  })
})

describe('peaks over the threshold', () => {
  it('give a line that ordinary rows exceed about as often as the risk says', () => {
    for (const value of [normal, exponential, heavy, uniform]) {
      let above = 0
      for (let seed = 1; seed <= 10; seed++) {
        const scores = draw(20_000, seed, value)
        const order = rankScores(scores)
        above += cutAtRisk(fitPeaks(scores, order, 0)!, scores, order, 1e-3)
      }
      // 200 of 200,000 are expected; the quantile is inside the peaks, so it hardly varies.
      expect(above).toBeGreaterThan(150)
      expect(above).toBeLessThan(250)
    }
  })

  it('move the line up as the risk falls', () => {
    const scores = draw(5000, 3, exponential)
    const order = rankScores(scores)
    const peaks = fitPeaks(scores, order, 0)!
    const lines = [1e-2, 1e-3, 1e-4, 1e-5].map((risk) => scoreAtRisk(peaks, risk))
    expect([...lines].sort((a, b) => a - b)).toEqual(lines)
  })

  it('keep bounded scores within their bounds', () => {
    const scores = draw(5000, 3, (next) => 0.4 + 0.1 * next() + 0.2 * next() * next())
    const order = rankScores(scores)
    const peaks = fitPeaks(scores, order, 0)!
    expect(peaks.bounded).toBe(true)
    expect(scoreAtRisk(peaks, 1e-9)).toBeLessThanOrEqual(1)
  })

  it('are not told from few rows, nor from scores that many share', () => {
    const few = draw(499, 1, normal)
    expect(fitPeaks(few, rankScores(few), 0)).toBeNull()
    const shared = draw(5000, 1, normal).map((score) => (score > 0 ? 1 : 0))
    expect(fitPeaks(shared, rankScores(shared), 0)).toBeNull()
  })

  it('find what was planted, because it is no part of the tail', () => {
    const scores = draw(5000, 5, normal)
    for (let k = 0; k < 60; k++) scores[k * 50] = 12 + k / 10
    const subject = subjectOf(scores)
    const found = suggestByTail(peaksOf(subject)!, subject, 1e-4)!
    expect(found.standsOut).toBe(true)
    expect(found.cut).toBeGreaterThanOrEqual(60)
    expect(found.cut).toBeLessThan(65)
  })
})

describe('the knee', () => {
  it('is where the curve is farthest from its chord, by brute force', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 50 }), (values) => {
        const scores = Float32Array.from(values)
        const order = rankScores(scores)
        const sorted = Array.from(order, (row) => scores[row]!)
        const last = sorted.length - 1
        const range = sorted[0]! - sorted[last]!
        const below = sorted.map((score, k) => (range > 0 ? (sorted[0]! - score) / range - k / last : 0))
        const most = Math.max(...below)
        const knee = findKnee(scores, order)
        if (most <= 0) expect(knee).toBeNull()
        else expect(knee).toMatchObject({ cut: below.indexOf(most), bend: most })
      }),
    )
  })

  it('parts the planted rows from the rest, in few rows and in many', () => {
    for (const rows of [1000, 200_000]) {
      const scores = draw(rows, 7, normal)
      for (let k = 0; k < 15; k++) scores[k * 50] = 30 + k / 100
      const subject = subjectOf(scores)
      const knee = findKnee(subject.scores, subject.order)
      expect(isTelling(knee, subject)).toBe(true)
      expect(knee?.cut).toBeGreaterThanOrEqual(15)
      expect(knee?.cut).toBeLessThan(Math.max(60, rows / 500))
    }
  })
})

describe('rankings without anomalies', () => {
  it('are hardly ever said to have any', () => {
    const claims = { proposed: 0, tail: 0, knee: 0 }
    let rankings = 0
    for (const value of [uniform, normal, exponential, heavy]) {
      for (const rows of [1000, 5000]) {
        for (let seed = 1; seed <= 10; seed++) {
          const subject = subjectOf(draw(rows, seed, value))
          const peaks = peaksOf(subject)
          rankings++
          claims.proposed += Number(subject.defaultCut.standsOut)
          claims.tail += Number(peaks !== null && (suggestByTail(peaks, subject, 1e-3)?.standsOut ?? false))
          claims.knee += Number(isTelling(findKnee(subject.scores, subject.order), subject))
        }
      }
    }
    expect(rankings).toBe(80)
    expect(claims.tail).toBeLessThanOrEqual(claims.proposed)
    expect(claims.knee).toBeLessThanOrEqual(claims.proposed)
    expect(claims.proposed).toBeLessThanOrEqual(2)
  })
})
