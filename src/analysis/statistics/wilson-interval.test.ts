import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../categories/golden/categories.json' with { type: 'json' }
import { wilsonInterval } from './wilson-interval.ts'

describe('Wilson interval', () => {
  it.each(golden.wilson)('$hits of $total as scipy has it', ({ hits, total, low, high }) => {
    const interval = wilsonInterval(hits, total)
    expect(interval.low).toBeCloseTo(low, 12)
    expect(interval.high).toBeCloseTo(high, 12)
  })

  it('lies in 0 … 1 around the share, and mirrors', () => {
    const cases = fc.integer({ min: 1, max: 2_000_000 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)))
    fc.assert(
      fc.property(cases, ([hits, total]) => {
        const { low, high } = wilsonInterval(hits, total)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(hits / total)
        expect(high).toBeGreaterThanOrEqual(hits / total)
        expect(high).toBeLessThanOrEqual(1)
        const mirrored = wilsonInterval(total - hits, total)
        expect(mirrored.low).toBeCloseTo(1 - high, 12)
        expect(mirrored.high).toBeCloseTo(1 - low, 12)
      }),
    )
  })

  it('puts 1 of 1 below 50 of 60, and knows nothing of no rows', () => {
    expect(wilsonInterval(1, 1).low).toBeLessThan(wilsonInterval(50, 60).low)
    expect(wilsonInterval(0, 0)).toEqual({ low: NaN, high: NaN })
  })
})
