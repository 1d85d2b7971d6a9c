import { describe, expect, it } from 'vitest'
import { fitScaling, scaleRows } from './scaling.ts'
import { matrixOf } from './test-data.ts'

const rowsOf = (...columns: number[][]) => matrixOf(columns.map((column) => Float32Array.from(column)))

describe('fitScaling', () => {
  it('brings columns to mean 0 and standard deviation 1, or to 0 … 1', () => {
    const x = rowsOf([1, 2, 3, 4], [10, 10, 10, 30])
    const standard = fitScaling(x, 'standard')
    expect(standard.shift).toEqual(Float64Array.of(2.5, 15))
    expect(1 / standard.factor[0]!).toBeCloseTo(Math.sqrt(1.25), 12)
    const out = new Float64Array(8)
    scaleRows(x, fitScaling(x, 'min-max'), 0, 4, out)
    expect([...out]).toEqual([0, 0, 1 / 3, 0, 2 / 3, 0, 1, 1])
  })

  it('counts a source column once, however many matrix columns it has', () => {
    const x = { ...rowsOf([0, 1], [0, 1], [0, 1]), sourceOf: Int32Array.of(0, 1, 1) }
    const { factor } = fitScaling(x, 'min-max')
    expect(factor[0]).toBe(1)
    expect(factor[1]! ** 2 + factor[2]! ** 2).toBeCloseTo(1, 12)
  })

  it('keeps a scale that the user chose, and only weighs it', () => {
    const x = { ...rowsOf([1, 2, 3], [0, 1, 0], [1, 0, 1]), sourceOf: Int32Array.of(0, 1, 1), scaled: true }
    const { shift, factor } = fitScaling(x, 'standard')
    expect(shift).toEqual(new Float64Array(3))
    expect(factor[0]).toBe(1)
    expect(factor[1]).toBeCloseTo(Math.sqrt(0.5), 12)
  })

  it('learns nothing from stand-ins, and nothing from a constant column', () => {
    const x = { ...rowsOf([1, 99, 3], [4, 4, 4]), standIns: [Uint8Array.of(0, 1, 0), null] }
    const { shift, factor } = fitScaling(x, 'standard')
    expect(shift[0]).toBe(2)
    expect(factor).toEqual(Float64Array.of(1, 0))
  })
})

describe('scaleRows', () => {
  it('keeps NaN, infinite and enormous values finite', () => {
    const scaling = { shift: Float64Array.of(0), factor: Float64Array.of(1) }
    const out = new Float32Array(4)
    scaleRows(rowsOf([NaN, Infinity, -Infinity, 3e38]), scaling, 0, 4, out)
    expect(out[0]).toBe(0)
    expect([...out.slice(1)].map(Math.abs)).toEqual(new Array(3).fill(Math.fround(1e15)))
  })
})
