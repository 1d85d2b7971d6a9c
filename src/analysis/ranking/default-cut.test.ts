import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { proposeCut } from './default-cut.ts'
import { rankScores } from './rank-scores.ts'

const propose = (scores: Float32Array) => proposeCut(scores, rankScores(scores))

function draw(rows: number, seed: number, value: (uniform: () => number) => number): Float32Array {
  const rng = createRng(seed)
  return Float32Array.from({ length: rows }, () => value(() => rng.next()))
}

const uniform = (next: () => number) => next()
const normal = (next: () => number) => Array.from({ length: 12 }, next).reduce((a, b) => a + b) - 6
const exponential = (next: () => number) => -Math.log(1 - next())
const lognormal = (next: () => number) => Math.exp(normal(next))
const pareto = (next: () => number) => (1 - next()) ** -0.5

describe('the default cut', () => {
  it.each([
    ['uniform', uniform],
    ['normal', normal],
    ['exponential', exponential],
    ['lognormal', lognormal],
    ['Pareto', pareto],
  ])('says that nothing stands out from %s scores', (_, value) => {
    for (const rows of [200, 1000, 20_000]) {
      for (let seed = 1; seed <= 10; seed++) {
        const proposed = propose(draw(rows, seed, value))
        expect(proposed.standsOut).toBe(false)
        expect(proposed.cut).toBe(Math.min(20, rows / 100))
        expect(proposed.explanation).toContain('Nothing stands out')
      }
    }
  })

  it('finds the planted scores, and them alone', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const scores = draw(2000, seed, normal)
      for (let k = 0; k < 30; k++) scores[k * 50] = 12 + k / 10
      const { cut, standsOut, explanation } = propose(scores)
      expect({ cut, standsOut }).toEqual({ cut: 30, standsOut: true })
      expect(explanation).toMatch(/^30 rows score at least 12, .* lets expect .*2\.5 times/u)
    }
  })

  it('cuts at a gap that the tail would not leave, even where the rows above it are not too many', () => {
    // An exponential tail to its quantiles; the top 20 are moved up by 0.6, which leaves 1.8 times the expected rows.
    const scores = Float32Array.from(
      { length: 1000 },
      (_, i) => 10 - Math.log((i + 0.5) / 1000) + (i < 20 ? 0.6 : 0),
    )
    const proposed = propose(scores)
    expect(proposed).toMatchObject({ cut: 20, standsOut: true })
    expect(proposed.explanation).toContain('gap')
    expect(propose(scores.map((score, i) => (i < 20 ? score - 0.5 : score))).standsOut).toBe(false)
  })

  it('finds a single far score', () => {
    const scores = draw(500, 3, normal)
    scores[77] = 10_000
    expect(propose(scores)).toMatchObject({ cut: 1, standsOut: true })
  })

  it('never flags more than 5 %', () => {
    const scores = draw(1000, 3, normal)
    for (let k = 0; k < 200; k++) scores[k * 5] = 100 + k
    expect(propose(scores).cut).toBeLessThanOrEqual(50)
  })

  it('never cuts between equal scores when something stands out', () => {
    const scores = draw(1000, 3, normal)
    for (let k = 0; k < 16; k++) scores[k * 50] = k < 8 ? 30 : 25
    expect(propose(scores)).toMatchObject({ cut: 16, standsOut: true })
  })

  it('does not depend on the unit of the scores', () => {
    const scores = draw(2000, 5, normal)
    for (let k = 0; k < 30; k++) scores[k * 50] = 12 + k / 10
    expect(propose(scores.map((s) => s * 1024)).cut).toBe(30)
  })

  it('has an answer for constant scores and for scores that most rows share', () => {
    expect(propose(new Float32Array(500).fill(0.5))).toMatchObject({ cut: 5, standsOut: false })
    const few = new Float32Array(500).fill(0.5)
    few.fill(0.9, 10, 17)
    expect(propose(few)).toMatchObject({ cut: 7, standsOut: true })
  })

  it('has an answer for any few rows', () => {
    expect(propose(new Float32Array(0)).cut).toBe(0)
    for (let rows = 1; rows <= 30; rows++) {
      expect(propose(draw(rows, rows, uniform))).toMatchObject({ cut: 1, standsOut: false })
    }
  })
})
