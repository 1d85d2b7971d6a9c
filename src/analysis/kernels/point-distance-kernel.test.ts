import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRng } from '../math/rng.ts'
import { kernelPointDistances } from './point-distance-kernel.ts'
import { placeOf, placeRows, plainPointDistances, type PointDistances } from './point-distances.ts'

/** All that comes out for random rows and points, among them equal, near and far ones. */
function figuresOf(distances: PointDistances, rows: number, points: number, width: number): Float64Array {
  const rng = createRng(rows * 1000 + points * 10 + width)
  const values = Float64Array.from({ length: rows * width }, () => (rng.next() - 0.5) * 8)
  placeRows(values, 0, rows, width, distances.rows)
  for (let j = 0; j < points; j++) {
    distances.weights[j] = rng.next() - 0.3
    for (let c = 0; c < width; c++) {
      const scale = [0, 1, 40, 1e15][j % 4]!
      distances.points[j * width + c] = values[(j % rows) * width + c]! + (rng.next() - 0.5) * scale
    }
  }
  distances.nearestTwo(rows, points)
  distances.kernelSums(rows, points, 0.37)
  const { nearest, second, which } = distances
  const sums = distances.sums.slice()
  distances.squaredLengths(rows, points)
  return Float64Array.of(...nearest, ...second, ...which, ...sums, ...distances.sums)
}

describe('the kernel for distances between rows and points', () => {
  it.each([
    [1, 1, 1],
    [2, 2, 3],
    [8, 3, 2],
    [9, 7, 5],
    [100, 40, 10],
  ])('gives the bits of its plain twin for %i rows, %i points, %i columns', (rows, points, width) => {
    const kernel = kernelPointDistances(rows, points, width)
    expect(kernel).not.toBeNull()
    const plain = plainPointDistances(rows, points, width)
    expect(figuresOf(kernel!, rows, points, width)).toEqual(figuresOf(plain, rows, points, width))
  })

  it('gives what the definition says', () => {
    const distances = kernelPointDistances(3, 2, 2)!
    placeRows(Float64Array.of(0, 0, 3, 4, 1, 0), 0, 3, 2, distances.rows)
    expect(distances.rows[placeOf(1, 1, 2)]).toBe(4)
    distances.points.set([0, 0, 3, 0])
    distances.weights.set([2, -1])
    distances.nearestTwo(3, 2)
    expect([...distances.nearest]).toEqual([0, 16, 1])
    expect([...distances.second]).toEqual([9, 25, 4])
    expect([...distances.which]).toEqual([0, 1, 0])
    distances.kernelSums(3, 2, 0.5)
    for (const [i, [a, b]] of [[0, 9] as const, [25, 16] as const, [1, 4] as const].entries()) {
      expect(distances.sums[i]).toBeCloseTo(2 * Math.exp(-a / 2) - Math.exp(-b / 2), 15)
    }
    distances.points.set([1, -1, 0, 2])
    distances.squaredLengths(3, 2)
    expect([...distances.sums]).toEqual([0, 65, 1])
  })

  it('is not had for more than memory can address', () => {
    expect(kernelPointDistances(1 << 20, 1 << 20, 1000)).toBeNull()
  })
})

describe('where WebAssembly is refused', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('the plain twin takes over', async () => {
    vi.resetModules()
    vi.stubGlobal('WebAssembly', {
      Module: () => {
        throw new Error('refused by policy')
      },
    })
    const fresh = await import('./point-distance-kernel.ts')
    expect(fresh.kernelPointDistances(3, 9, 1)).toBeNull()
    const distances = fresh.createPointDistances(1, 1, 1)
    distances.rows[0] = 3
    distances.points[0] = 1
    distances.nearestTwo(1, 1)
    expect(distances.nearest[0]).toBe(4)
  })
})
