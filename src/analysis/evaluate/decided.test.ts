import { describe, expect, it } from 'vitest'
import { lineMark } from '../decisions/line-mark.ts'
import { hypergeometricInterval } from '../statistics/hypergeometric-interval.ts'
import { drawBelow } from './decided-draw.ts'
import { estimateDecided, estimateRecall } from './decided-quality.ts'

const counts = (anomalies: number, falseAlarms: number, unsure = 0) => ({ anomalies, falseAlarms, unsure })

describe('anomalies among rows of which some are decided', () => {
  it('are estimated with the interval of a draw without putting back; unsure counts as not drawn', () => {
    const estimate = estimateDecided(counts(24, 6, 3), 40)
    const { low, high } = hypergeometricInterval(24, 30, 40, 0.95)
    expect(estimate).toMatchObject({ known: 30, exact: false, anomalies: { value: 32, low, high } })
    expect(estimate.share).toEqual({ value: 0.8, low: low / 40, high: high / 40 })
  })

  it('are known when every row is decided, and not when one is unsure', () => {
    expect(estimateDecided(counts(7, 3), 10)).toMatchObject({
      exact: true,
      share: { value: 0.7, low: 0.7, high: 0.7 },
    })
    const estimate = estimateDecided(counts(7, 2, 1), 10)
    expect(estimate.exact).toBe(false)
    expect(estimate.anomalies).toMatchObject({ low: 7, high: 8 })
  })

  it('are not guessed from nothing', () => {
    expect(estimateDecided(counts(0, 0, 4), 10)).toMatchObject({ share: null, anomalies: null })
  })
})

describe('recall', () => {
  it('is the anomalies above the line out of those above and below', () => {
    const recall = estimateRecall(counts(30, 10), 40, counts(1, 99), 1000)!
    const { low, high } = hypergeometricInterval(1, 100, 1000, 0.95)
    expect(recall.value).toBeCloseTo(30 / 40, 12)
    expect(recall.low).toBe(30 / (30 + high))
    expect(recall.high).toBe(30 / (30 + low))
    expect(recall.anomalies).toEqual({ value: 40, low: 30 + low, high: 30 + high })
  })

  it('shares the error between the sides when both are estimated', () => {
    const recall = estimateRecall(counts(16, 4), 40, counts(1, 99), 1000)!
    const above = hypergeometricInterval(16, 20, 40, 0.975)
    const below = hypergeometricInterval(1, 100, 1000, 0.975)
    expect(recall.low).toBe(above.low / (above.low + below.high))
    expect(recall.high).toBe(above.high / (above.high + below.low))
  })

  it('does not estimate away what is known to be missed', () => {
    const recall = estimateRecall(counts(30, 10), 40, counts(0, 100), 1000, 3)!
    expect(recall.high).toBe(30 / 33)
    expect(recall.anomalies.low).toBe(33)
  })

  it('is unknown without decisions on both sides, or without any anomaly', () => {
    expect(estimateRecall(counts(3, 1), 40, counts(0, 0), 1000)).toBeNull()
    expect(estimateRecall(counts(0, 0), 40, counts(1, 3), 1000)).toBeNull()
    expect(estimateRecall(counts(0, 40), 40, counts(0, 20), 1000)).toBeNull()
    expect(estimateRecall(counts(0, 0), 0, counts(1, 3), 1000)?.value).toBe(0)
  })
})

describe('rows drawn from below the line', () => {
  const order = Uint32Array.from({ length: 500 }, (_, k) => (k * 7) % 500)

  it.each([20, 460, 1000])('are below it, none twice, the same for a seed (%d wanted)', (wanted) => {
    const drawn = drawBelow(order, 30, wanted, 5)
    expect(drawn).toEqual(drawBelow(order, 30, wanted, 5))
    expect(drawn).not.toEqual(drawBelow(order, 30, wanted, 6))
    expect(new Set(drawn).size).toBe(Math.min(wanted, 470))
    const flagged = new Set(order.subarray(0, 30))
    expect(drawn.some((row) => flagged.has(row))).toBe(false)
  })

  it('are others than before', () => {
    const before = new Set(drawBelow(order, 30, 100, 1))
    for (const wanted of [20, 400]) {
      const drawn = drawBelow(order, 30, wanted, 2, before)
      expect(drawn.some((row) => before.has(row))).toBe(false)
      expect(drawn.length).toBe(Math.min(wanted, 370))
    }
  })

  it('are each as likely', () => {
    const times = new Uint32Array(500)
    for (let seed = 0; seed < 2000; seed++) for (const row of drawBelow(order, 400, 10, seed)) times[row]!++
    // 200 expected of each of 100 rows, with a standard deviation of 13.4.
    for (const row of order.subarray(400)) expect(Math.abs(times[row]! - 200)).toBeLessThan(60)
  })
})

describe('the mark of a line', () => {
  it('tells which rows are above it, not their order', () => {
    const mark = lineMark(Uint32Array.of(5, 300, 2, 9), 3)
    expect(mark).toBe(lineMark(Uint32Array.of(2, 5, 300, 9), 3))
    expect(mark).not.toBe(lineMark(Uint32Array.of(5, 300, 9, 2), 3))
    expect(mark).not.toBe(lineMark(Uint32Array.of(5, 300, 2, 9), 2))
  })
})
