import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanh } from './tanh.ts'

/** What scripts/golden/autoencoder.py wrote: arguments and mpmath's values. */
const golden = JSON.parse(readFileSync(new URL('./golden/tanh.json', import.meta.url), 'utf8')) as {
  readonly tanh: readonly (readonly [number, number])[]
}

describe('tanh', () => {
  it('is within 2 ulp of the true value', () => {
    for (const [x, truth] of golden.tanh) {
      const ulp = Math.max(Number.MIN_VALUE, 2 ** (Math.floor(Math.log2(Math.abs(truth))) - 52))
      expect(Math.abs(tanh(x) - truth) / ulp, `tanh(${x})`).toBeLessThanOrEqual(2)
    }
  })

  it('is odd, never falls, and stays within ±1', () => {
    const any = fc.double({ min: -30, max: 30, noNaN: true })
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(tanh(-a)).toBe(-tanh(a) + 0)
        expect(Math.abs(tanh(a))).toBeLessThanOrEqual(1)
        // Neighbours may be two roundings apart.
        if (a < b) expect(tanh(b) - tanh(a)).toBeGreaterThanOrEqual(-4e-16)
      }),
    )
  })

  it('follows 0, infinity and NaN', () => {
    expect([0, -0, Infinity, -Infinity, NaN, 1e-310].map(tanh)).toEqual([0, 0, 1, -1, NaN, 1e-310])
  })
})
