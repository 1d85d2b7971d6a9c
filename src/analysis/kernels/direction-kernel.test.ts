import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRng } from '../math/rng.ts'
import { kernelDirections } from './direction-kernel.ts'
import { plainDirections, type Directions, type DirectionSizes } from './directions.ts'

/** All that comes out for random rows along random directions, with values that are missing, infinite, far and −0. */
function figuresOf(directions: Directions, { rows, columns, entries, bins }: DirectionSizes): number[] {
  const rng = createRng(rows * 100 + columns)
  const odd = [NaN, Infinity, -Infinity, 1e38, -0]
  for (let c = 0; c < columns; c++)
    for (let i = 0; i < rows; i++)
      directions.rows[c * directions.stride + i] =
        rng.next() < 0.03 ? odd[rng.below(odd.length)]! : rng.next() - 0.5
  for (let entry = 0; entry < entries; entry++) {
    directions.columns[entry] = rng.below(columns)
    directions.weights[entry] = rng.next() - 0.5
  }
  for (let bin = 0; bin < bins; bin++) directions.scores[bin] = rng.next()
  const out: number[] = []
  for (let from = 0; from < entries; from++) {
    directions.project(from, Math.min(entries, from + (from % 4)), from % 2 ? 0.1 : -0, rows)
    directions.measure(rows)
    const even = { low: -0.4, perUnit: bins / 0.7, even: bins - 1 }
    const counted = directions.count(even, 1, rows)
    out.push(counted, ...directions.rest.subarray(0, counted))
    const added = directions.addScores(even, 1, rows)
    out.push(added, ...directions.values.subarray(0, rows), ...directions.extent)
  }
  return [...out, ...directions.sums.subarray(0, rows), ...directions.counts]
}

describe('the kernel for rows along directions', () => {
  it.each([
    { rows: 1, columns: 1, entries: 1, bins: 2 },
    { rows: 7, columns: 2, entries: 5, bins: 3 },
    { rows: 8, columns: 3, entries: 6, bins: 4 },
    { rows: 333, columns: 10, entries: 20, bins: 31 },
  ])('gives the bits of its plain twin for %o', (sizes) => {
    const kernel = kernelDirections(sizes)
    expect(kernel).not.toBeNull()
    expect(figuresOf(kernel!, sizes)).toEqual(figuresOf(plainDirections(sizes), sizes))
  })

  it('gives what the definition says', () => {
    const along = kernelDirections({ rows: 5, columns: 2, entries: 2, bins: 3 })!
    along.rows.set([0, 1, 2, 3, NaN])
    along.rows.set([0, 0, 0, 1, 0], along.stride)
    along.columns.set([0, 1])
    along.weights.set([1, 10])
    along.project(0, 2, 0.5, 5)
    expect([...along.values.subarray(0, 5)]).toEqual([0.5, 1.5, 2.5, 13.5, NaN])
    along.measure(5)
    expect([...along.extent]).toEqual([0.5, 13.5, 4])
    along.scores.set([0, 7, 9])
    expect(along.count({ low: 1, perUnit: 1, even: 2 }, 1, 5)).toBe(3)
    expect([...along.counts]).toEqual([0, 1, 1])
    expect(along.addScores({ low: 1, perUnit: 1, even: 2 }, 1, 5)).toBe(3)
    expect([...along.rest.subarray(0, 3)]).toEqual([0, 3, 4])
    expect([...along.sums.subarray(0, 5)]).toEqual([0, 7, 9, 0, 0])
  })

  it('is not had for more than memory can address', () => {
    expect(kernelDirections({ rows: 1024, columns: 1 << 20, entries: 1, bins: 1 })).toBeNull()
  })
})

describe('where WebAssembly is refused', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('there is no kernel, and the plain twin does', async () => {
    vi.resetModules()
    vi.stubGlobal('WebAssembly', {
      Module: function Module() {
        throw new Error('refused')
      },
    })
    const { createDirections, kernelDirections: again } = await import('./direction-kernel.ts')
    const sizes = { rows: 100, columns: 1, entries: 1, bins: 1 }
    expect(again(sizes)).toBeNull()
    expect(createDirections(sizes).rows).toHaveLength(104)
  })
})
