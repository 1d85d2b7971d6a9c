import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderByValue } from './order-by-value.ts'

function orderOf(values: readonly number[]): Promise<number[]> {
  return new Promise((resolve) => {
    orderByValue(
      values.length,
      (k) => values[k]!,
      (order) => resolve([...order]),
    )
  })
}

describe('orderByValue', () => {
  it('orders like a comparison sort, NaN last, ties by position, beyond single precision', async () => {
    const value = fc.oneof(
      fc.double({ min: -1e6, max: 1e6 }),
      fc.integer({ min: -2, max: 2 }),
      fc.integer({ min: 0, max: 40 }).map((k) => 1 + k * 1e-12),
      fc.constant(NaN),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 60 }), async (values) => {
        const last = (v: number) => (v === v ? v : -Infinity)
        const expected = [...values.keys()].sort((a, b) => {
          const [x, y] = [last(values[a]!), last(values[b]!)]
          return x === y ? a - b : y - x
        })
        expect(await orderOf(values)).toEqual(expected)
      }),
    )
  })

  it('is not told of once it was stopped', async () => {
    let told = false
    const stop = orderByValue(
      400_000,
      (k) => k,
      () => (told = true),
    )
    stop()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(told).toBe(false)
  })
})
