import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matrixOf, quietRun } from '../test-data.ts'
import { cluster, coreDistances } from './dbscan-fit.ts'
import { dbscan } from './dbscan.ts'
import { ballsAround } from './inne-balls.ts'
import { inne } from './inne.ts'
import { knn } from './knn.ts'
import { lof } from './lof.ts'
import { scaledRows, takeReference } from './reference-rows.ts'
import { rowIndexFor } from './row-index.ts'

type Columns = readonly (readonly number[])[]

/** What scripts/golden/neighbours.py wrote; its `meta` says versions, seed and tolerance. */
interface Golden {
  readonly rows: Columns
  readonly both: Columns
  readonly neighbours: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  readonly duplicates: {
    readonly columns: Columns
    readonly kth3: readonly number[]
    readonly lof5: readonly number[]
  }
  readonly dbscan: {
    readonly columns: Columns
    readonly runs: readonly {
      readonly epsilon: number
      readonly minPoints: number
      readonly labels: readonly number[]
      readonly core: readonly number[]
      readonly score: readonly number[] | null
    }[]
  }
  readonly inne: {
    readonly subsets: number
    readonly size: number
    readonly samples: readonly number[]
    readonly rows: Columns
    readonly plain: readonly number[]
    readonly squared: readonly number[]
  }
}

// Written by the generator named above.
const golden = JSON.parse(
  readFileSync(new URL('./golden/neighbours.json', import.meta.url), 'utf8'),
) as Golden
const matrix = (columns: Columns) => matrixOf(columns.map((column) => Float32Array.from(column)))

describe.each(Object.entries(golden.neighbours))('scikit-learn with %s neighbours', (key, expected) => {
  const [scaling, k] = [key.split('/')[0]!, Number(key.split('/')[1])]
  const rows = matrix(golden.rows)
  const both = matrix(golden.both)

  it.each([
    ['kth', 'kth', 'bothKth'],
    ['mean', 'mean', 'bothMean'],
  ])('has the same distances: %s', (distance, own, others) => {
    const model = knn.fit(rows, { k, distance, scaling }, quietRun(1))
    close(knn.score(model, rows, quietRun(1)), expected[own]!)
    close(knn.score(model, both, quietRun(1)), expected[others]!)
  })

  it('has the same local outlier factors', () => {
    const model = lof.fit(rows, { k, scaling }, quietRun(1))
    close(lof.score(model, rows, quietRun(1)), expected['lof']!)
    close(lof.score(model, both, quietRun(1)), expected['bothLof']!)
  })
})

describe('scikit-learn with duplicates', () => {
  const x = matrix(golden.duplicates.columns)

  it('leaves a row itself out once', () => {
    const model = knn.fit(x, { ...knn.defaults, k: 3 }, quietRun(1))
    close(knn.score(model, x, quietRun(1)), golden.duplicates.kth3)
  })

  it('has the same local outlier factors', () => {
    const model = lof.fit(x, { ...lof.defaults, k: 5 }, quietRun(1))
    close(lof.score(model, x, quietRun(1)), golden.duplicates.lof5)
  })
})

describe('scikit-learn DBSCAN', () => {
  const x = matrix(golden.dbscan.columns)

  it.each(golden.dbscan.runs)('has the same labels for ε = $epsilon and $minPoints rows', (run) => {
    const taken = takeReference(x, 'standard', x.rowCount, quietRun(1))
    const distances = coreDistances(taken.reference, run.minPoints, quietRun(1))
    const limit = Math.fround(run.epsilon * run.epsilon)
    const { labels, core, clusters } = cluster(taken, distances, run.minPoints, limit, quietRun(1))
    const queries = scaledRows(x, taken.reference.scaling, 0, x.rowCount)
    const places = run.labels.map((_, row) => rowIndexFor(taken.reference).find(queries, row))
    expect(places.map((place) => labels[place])).toEqual(run.labels)
    expect(places.map((place) => core[place])).toEqual(run.core)
    expect(clusters).toBe(Math.max(...run.labels) + 1)
  })

  it.each(golden.dbscan.runs)('is above 1 for noise and for nothing else: ε = $epsilon', (run) => {
    const { epsilon, minPoints } = run
    const model = dbscan.fit(x, { ...dbscan.defaults, epsilon, minPoints }, quietRun(1))
    const scores = dbscan.score(model, x, quietRun(1))
    expect(Array.from(scores, (score) => score > 1)).toEqual(run.labels.map((label) => label < 0))
    if (run.score !== null) close(scores, run.score)
    const noise = run.labels.filter((label) => label < 0).length
    const core = run.core.reduce((sum, one) => sum + one, 0)
    const figures = dbscan.diagnostics!(model, x).find(({ kind }) => kind === 'figures')!
    expect(figures).toMatchObject({
      rows: expect.arrayContaining([
        { name: 'Clusters', value: Math.max(...run.labels) + 1 },
        { name: 'Core rows', value: core },
        { name: 'Border rows', value: x.rowCount - core - noise },
        { name: 'Noise rows', value: noise },
      ]) as unknown,
    })
    expect(dbscan.notes!(model, x).length).toBe(core === 0 ? 1 : 0)
  })
})

describe('iNNE by its definition', () => {
  const { subsets, size, samples } = golden.inne
  const x = matrix(golden.inne.rows)
  const scaling = { shift: new Float64Array(3), factor: new Float64Array(3).fill(1) }

  it.each(['plain', 'squared'] as const)('has the same scores with %s radii', (ratio) => {
    const balls = ballsAround(Float32Array.from(samples), 3, subsets, size, ratio)
    close(inne.score({ scaling, balls }, x, quietRun(1)), golden.inne[ratio])
  })
})

/** Within the rounding of Float32 distances. */
function close(values: Float32Array, expected: readonly number[]): void {
  expect(values.length).toBe(expected.length)
  for (const [i, value] of expected.entries())
    expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(1e-5 * Math.max(1e-3, Math.abs(value)))
}
