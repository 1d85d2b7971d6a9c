import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctOfSorted, madOfSorted, quantilesOfSorted } from './order-statistics.ts'
import { quantileOfSorted } from './sorted-values.ts'

const finite = fc.array(
  fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
  {
    minLength: 1,
    maxLength: 60,
  },
)
const ascending = (values: readonly number[]) => Float64Array.from(values).sort()

describe('figures of sorted values', () => {
  it('have the median absolute deviation that sorting the deviations gives', () => {
    fc.assert(
      fc.property(
        finite.filter((values) => values.every((v) => Math.abs(v) < 1e300)),
        (values) => {
          const sorted = ascending(values)
          const median = quantileOfSorted(sorted, 0.5)
          const deviations = sorted.map((value) => Math.abs(value - median)).sort()
          const half = (deviations.length - 1) / 2
          const [low, high] = [deviations[Math.floor(half)]!, deviations[Math.ceil(half)]!]
          expect(madOfSorted(sorted)).toBe(low + (high - low) / 2)
        },
      ),
    )
  })

  it('have a median absolute deviation of 0 when more than half are equal, and none without values', () => {
    expect(madOfSorted(Float64Array.of(1, 2, 2, 2, 50))).toBe(0)
    expect(madOfSorted(Float64Array.of(4))).toBe(0)
    expect(madOfSorted(new Float64Array(0))).toBeNaN()
  })

  it('count different values, with −0 as 0', () => {
    fc.assert(
      fc.property(finite, (values) => {
        expect(distinctOfSorted(ascending(values))).toBe(new Set(values.map((v) => v + 0)).size)
      }),
    )
    expect(distinctOfSorted(Float64Array.of(-1, -0, 0, 1))).toBe(3)
    expect(distinctOfSorted(new Float64Array(0))).toBe(0)
  })

  it('have quantiles between the neighbours, and none without values', () => {
    expect([...quantilesOfSorted(Float64Array.of(1, 2, 4, 8), [0, 0.25, 0.5, 0.9, 1])]).toEqual([
      1, 1.75, 3, 6.800000000000001, 8,
    ])
    expect([...quantilesOfSorted(new Float64Array(0), [0.5])]).toEqual([NaN])
    expect([...quantilesOfSorted(Float64Array.of(3), [0, 0.5, 1])]).toEqual([3, 3, 3])
  })
})
