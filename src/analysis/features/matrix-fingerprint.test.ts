import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import type { FeatureMatrix } from './feature-matrix.ts'
import { bytesFingerprint, matrixFingerprint } from './matrix-fingerprint.ts'

const of = (x: FeatureMatrix, rows: Uint32Array | null = null) => finish(matrixFingerprint(x, rows))

function matrix(columns: readonly Float32Array[]): FeatureMatrix {
  return {
    rowCount: columns[0]!.length,
    columns,
    names: columns.map((_, c) => `c${c}`),
    sourceOf: Int32Array.from(columns.keys()),
    sources: columns.map((_, column) => ({ column, name: `c${column}`, weight: 1 })),
  }
}

describe('the fingerprint of a matrix', () => {
  const values = fc.array(fc.float({ noNaN: true }), { minLength: 2, maxLength: 40 })

  it('is the same for the same values, wherever they stand in memory', () => {
    fc.assert(
      fc.property(values, (list) => {
        const own = Float32Array.from(list)
        const view = Float32Array.from([7, ...list, 9]).subarray(1, list.length + 1)
        expect(of(matrix([own, own]))).toBe(of(matrix([view, view])))
        expect(of(matrix([own]))).toMatch(/^[0-9a-f]{32}$/)
      }),
    )
  })

  it('is another one after any bit of any value has changed, or two values have changed places', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.nat({ max: 31 }), (list, at, bit) => {
        const before = Float32Array.from(list)
        const after = before.slice()
        new Uint32Array(after.buffer)[at % list.length]! ^= 1 << bit
        expect(of(matrix([after]))).not.toBe(of(matrix([before])))
        const swapped = before.slice().reverse()
        const same = swapped.every((value, i) => Object.is(value, before[i]))
        if (!same) expect(of(matrix([swapped]))).not.toBe(of(matrix([before])))
      }),
    )
  })

  it('knows the names, the rows to fit on, the stand-ins and the scale', () => {
    const x = matrix([Float32Array.of(1, 2, 3)])
    const all = [
      of(x),
      of({ ...x, names: ['other'] }),
      of({ ...x, scaled: true }),
      of({ ...x, standIns: [null] }),
      of({ ...x, standIns: [Uint8Array.of(0, 1, 0)] }),
      of({ ...x, standIns: [Uint8Array.of(0, 0, 1)] }),
      of(x, Uint32Array.of(0, 1)),
      of(x, Uint32Array.of(0, 2)),
    ]
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('the fingerprint of bytes', () => {
  it('is another one after any bit has changed or a byte is missing, and does not ask where they stand', () => {
    const check = (bytes: Uint8Array) => finish(bytesFingerprint(bytes))
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 30 }), fc.nat(), (bytes, at) => {
        const other = bytes.slice()
        other[at % bytes.length]! ^= 1 << (at % 8)
        expect(check(other)).not.toBe(check(bytes))
        expect(check(bytes.subarray(1))).not.toBe(check(bytes))
        expect(check(Uint8Array.of(9, ...bytes).subarray(1))).toBe(check(bytes))
      }),
    )
  })
})
