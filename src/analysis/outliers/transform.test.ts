import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inDomain, restored, transformed, TRANSFORMS } from './transform.ts'

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-14 * Math.max(1e-300, Math.abs(b))

describe('transforms', () => {
  it('agree with the engine’s own functions, near 0 and far out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -300, max: 300 }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        (power, m) => {
          const x = m * 10 ** power
          expect(close(transformed(x, 'log'), Math.log(x)) || Math.abs(Math.log(x)) < 1e-10).toBe(true)
          expect(close(transformed(x, 'log1p'), Math.log1p(x))).toBe(true)
          expect(close(transformed(x, 'asinh'), Math.asinh(x))).toBe(true)
          expect(transformed(-x, 'asinh')).toBe(-transformed(x, 'asinh'))
          expect(transformed(x, 'none')).toBe(x)
        },
      ),
    )
  })

  it('rise with x, and are taken back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
        (a, b) => {
          for (const { value } of TRANSFORMS) {
            if (a < b) expect(transformed(a, value)).toBeLessThanOrEqual(transformed(b, value))
            expect(Math.abs(restored(transformed(a, value), value) - a)).toBeLessThanOrEqual(
              1e-9 * Math.max(1, a),
            )
          }
        },
      ),
    )
  })

  it('have no place for some values, and pass infinite and missing ones on', () => {
    expect([transformed(0, 'log'), transformed(-3, 'log'), transformed(-1, 'log1p')]).toEqual([
      -Infinity,
      -Infinity,
      -Infinity,
    ])
    for (const { value } of TRANSFORMS) {
      expect(transformed(Infinity, value)).toBe(Infinity)
      expect(transformed(NaN, value)).toBeNaN()
    }
    expect(transformed(-Infinity, 'asinh')).toBe(-Infinity)
    expect([inDomain(0, 'log'), inDomain(0, 'log1p'), inDomain(-1, 'log1p'), inDomain(-9, 'asinh')]).toEqual([
      false,
      true,
      false,
      true,
    ])
  })
})
