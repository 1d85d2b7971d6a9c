import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { quietRun } from '../test-data.ts'
import { squareTo } from './lloyd-state.ts'
import { lloyd } from './lloyd.ts'

/** What scripts/golden/clusters.py wrote; its `meta` says versions and seed. */
interface Golden {
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly rows: readonly (readonly number[])[]
        readonly tolerance: number
        readonly start: readonly (readonly number[])[]
        readonly centres: readonly (readonly number[])[]
        readonly sizes: readonly number[]
        readonly iterations: number
        readonly inertia: number
        readonly distances: readonly number[]
      }
    >
  >
}

const golden = JSON.parse(readFileSync(new URL('./golden/k-means.json', import.meta.url), 'utf8')) as Golden

describe('against scikit-learn, from the same start', () => {
  it.each(Object.entries(golden.cases))('%s', (_, { rows, start, tolerance, ...expected }) => {
    const width = rows[0]!.length
    const values = Float32Array.from(rows.flat())
    const options = { mostIterations: 300, tolerance }
    const found = lloyd(
      { count: rows.length, width, values },
      Float64Array.from(start.flat()),
      options,
      quietRun(1),
    )
    expect(found.iterations).toBe(expected.iterations)
    expect(Array.from(found.sizes)).toEqual(expected.sizes)
    for (const [i, value] of expected.centres.flat().entries()) expect(found.centres[i]).toBeCloseTo(value, 9)
    expect(Math.abs(found.inertia / expected.inertia - 1)).toBeLessThan(1e-9)
    for (const [i, distance] of expected.distances.entries()) {
      const squares = start.map((__, j) => squareTo(values, i * width, found.centres, j * width, width))
      expect(Math.sqrt(Math.min(...squares))).toBeCloseTo(distance, 6)
    }
  })
})
