import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { normalCdf, normalQuantile } from '../math/normal.ts'
import { rankScores } from '../ranking/rank-scores.ts'
import { finish } from '../work.ts'
import { areaIntervals, figureIntervals } from './bootstrap.ts'
import { figuresOf } from './figures.ts'
import { areaUnderRoc, averagePrecisionOf, labelSteps, type LabelSteps } from './label-steps.ts'
import { PoissonDraws } from './poisson.ts'
import { confusionAt, rankLabels } from './ranked-labels.ts'

const APART = 1.3

/** Normal scores, those of anomalies higher; a row is an anomaly with the given chance. */
function drawFile(rows: number, share: number, seed: number) {
  const rng = createRng(seed)
  const labels = Uint8Array.from({ length: rows }, () => Number(rng.next() < share))
  const scores = Float32Array.from(labels, (label) => normalQuantile(rng.next() || 0.5) + APART * label)
  return { labels, scores, order: rankScores(scores) }
}

describe('Poisson draws', () => {
  it.each([0.3, 1, 4, 9.9, 10, 37.5, 400, 1e6])('of mean %d have its mean, variance and skew', (mean) => {
    const draws = new PoissonDraws([mean, 0])
    const rng = createRng(5)
    const many = 40_000
    const values = Array.from({ length: many }, () => draws.draw(0, rng))
    const average = values.reduce((a, b) => a + b, 0) / many
    const moment = (power: number) => values.reduce((sum, v) => sum + (v - average) ** power, 0) / many
    expect(Math.abs(average - mean) / Math.sqrt(mean / many)).toBeLessThan(4)
    expect(Math.abs(moment(2) / mean - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / many))
    expect(Math.abs(moment(3) / mean ** 1.5 - 1 / Math.sqrt(mean))).toBeLessThan(0.08 + 0.2 / mean)
    expect(draws.draw(1, rng)).toBe(0)
    expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true)
  })
})

describe('bootstrap intervals', () => {
  it('hold the true figure about as often as they say', () => {
    const trueArea = normalCdf(APART / Math.SQRT2)
    const threshold = 1
    const large = drawFile(200_000, 0.2, 99)
    const truth = averagePrecisionOf(finish(labelSteps(large.scores, large.order, large.labels)))
    const [tpr, fpr] = [normalCdf(APART - threshold), normalCdf(-threshold)]
    const trueF1 = (2 * 0.2 * tpr) / (0.2 * tpr + 0.8 * fpr + 0.2)
    const trueRecall = tpr
    const held = { auroc: 0, averagePrecision: 0, f1: 0, recall: 0 }
    const files = 300
    for (let seed = 1; seed <= files; seed++) {
      const { labels, scores, order } = drawFile(200, 0.2, seed)
      const areas = finish(areaIntervals(finish(labelSteps(scores, order, labels)), seed, 200))
      const cut = scores.filter((score) => score >= threshold).length
      const { f1, recall } = figureIntervals(
        confusionAt(finish(rankLabels(labels, order)), cut),
        1,
        seed,
        300,
      )
      const holds = (interval: { low: number; high: number } | null, value: number) =>
        Number(interval !== null && interval.low <= value && value <= interval.high)
      held.auroc += holds(areas.auroc, trueArea)
      held.averagePrecision += holds(areas.averagePrecision, truth)
      held.f1 += holds(f1, trueF1)
      held.recall += holds(recall, trueRecall)
    }
    for (const [figure, count] of Object.entries(held)) {
      expect(count / files, figure).toBeGreaterThan(0.89)
      expect(count / files, figure).toBeLessThan(0.99)
    }
  })

  it('of many steps drawn together are those of each step drawn alone', () => {
    const { labels, scores, order } = drawFile(24_000, 0.3, 3)
    const steps = finish(labelSteps(scores, order, labels))
    const together = finish(areaIntervals(steps, 4, 1000))
    const area = areaUnderRoc(steps)
    const alone = plainIntervals(steps, 4, 250)
    for (const key of ['auroc', 'averagePrecision'] as const) {
      const width = alone[key].high - alone[key].low
      expect(Math.abs(together[key]!.low - alone[key].low) / width).toBeLessThan(0.15)
      expect(Math.abs(together[key]!.high - alone[key].high) / width).toBeLessThan(0.2)
    }
    expect(together.auroc!.low).toBeLessThan(area)
    expect(together.auroc!.high).toBeGreaterThan(area)
  })

  it('are the same for the same seed', () => {
    const { labels, scores, order } = drawFile(500, 0.1, 8)
    const steps = finish(labelSteps(scores, order, labels))
    expect(finish(areaIntervals(steps, 1))).toEqual(finish(areaIntervals(steps, 1)))
    expect(finish(areaIntervals(steps, 1))).not.toEqual(finish(areaIntervals(steps, 2)))
  })

  it('are not given where rows of a kind are too few, or no resample differs', () => {
    const scores = Float32Array.from({ length: 40 }, (_, i) => i)
    const order = rankScores(scores)
    const steps = (anomalies: number) =>
      finish(
        labelSteps(
          scores,
          order,
          Uint8Array.from(scores, (_, i) => Number(i >= 40 - anomalies)),
        ),
      )
    expect(finish(areaIntervals(steps(4), 1))).toMatchObject({ auroc: null, averagePrecision: null })
    expect(finish(areaIntervals(steps(10), 1))).toMatchObject({ auroc: null, averagePrecision: null })
    const perfect = { truePositives: 20, falsePositives: 0, falseNegatives: 0, trueNegatives: 980 }
    const intervals = figureIntervals(perfect, 2, 1)
    expect(intervals).toMatchObject({ f1: null, fBeta: null, mcc: null, balancedAccuracy: null })
    expect(intervals.precision?.low).toBeCloseTo(0.8389, 4)
    expect(intervals.precision?.high).toBe(1)
    const nothing = { truePositives: 0, falsePositives: 0, falseNegatives: 20, trueNegatives: 980 }
    expect(figureIntervals(nothing, 2, 1)).toMatchObject({ precision: null, mcc: null, lift: null })
    expect(figuresOf(nothing, 2)).toMatchObject({ precision: NaN, mcc: NaN, lift: NaN, f1: 0, recall: 0 })
  })
})

/** The same without drawing steps together, the long way. */
function plainIntervals(steps: LabelSteps, seed: number, resamples: number) {
  const rng = createRng(seed)
  const one = new PoissonDraws([1])
  const areas: number[] = []
  const precisions: number[] = []
  for (let b = 0; b < resamples; b++) {
    const weighed = (counts: Uint32Array) =>
      counts.map((count) => {
        let sum = 0
        for (let i = 0; i < count; i++) sum += one.draw(0, rng)
        return sum
      })
    const positives = weighed(steps.positives)
    const negatives = weighed(steps.negatives)
    const sum = (counts: Uint32Array) => counts.reduce((a, c) => a + c, 0)
    const drawn = { ...steps, positives, negatives, anomalies: sum(positives), normals: sum(negatives) }
    // A step that nothing was drawn for would divide by 0.
    const kept = [...positives.keys()].filter((s) => positives[s]! + negatives[s]! > 0)
    const pick = (counts: Uint32Array) => Uint32Array.from(kept, (s) => counts[s]!)
    const whole = { ...drawn, count: kept.length, positives: pick(positives), negatives: pick(negatives) }
    areas.push(areaUnderRoc(whole))
    precisions.push(averagePrecisionOf(whole))
  }
  const middle = (values: number[]) => {
    values.sort((a, b) => a - b)
    return { low: values[Math.round(0.025 * resamples)]!, high: values[Math.round(0.975 * resamples)]! }
  }
  return { auroc: middle(areas), averagePrecision: middle(precisions) }
}
