import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, normalColumn, quietRun } from '../detectors/test-data.ts'
import { robustMahalanobis } from '../detectors/statistical/robust-mahalanobis.ts'
import { chiSquaredQuantile } from '../math/chi-squared.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { fastMcd } from './fast-mcd.ts'
import { coreSize, robustScatter, type RobustScatter } from './robust-scatter.ts'
import { cholesky, momentsOf } from './scaled-rows.ts'
import { rowsOfSmallest, valueOfRank } from './smallest.ts'

/** What scripts/golden/robust-scatter.py wrote; its `meta` says versions, seed and what is not asserted. */
interface Golden {
  readonly exact: readonly {
    readonly values: readonly (readonly number[])[]
    readonly h: number
    readonly determinant: number
    readonly rows: readonly number[]
  }[]
  readonly sklearn: Readonly<
    Record<
      string,
      {
        readonly values: readonly (readonly number[])[]
        /** Of the core that scikit-learn's search ended in. */
        readonly logDeterminant: number
        readonly coreRows: number
        readonly location: readonly number[]
        readonly covariance: readonly (readonly number[])[]
        readonly beyond: readonly number[]
        readonly distances: readonly number[]
      }
    >
  >
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/robust-scatter.json', import.meta.url), 'utf8'),
) as Golden

const columnsOf = (values: readonly (readonly number[])[]) =>
  values.map((column) => Float32Array.from(column))
const scatterOf = (columns: readonly Float32Array[], seed = 1, standIns?: readonly (Uint8Array | null)[]) =>
  finish(robustScatter(columns, standIns, 0.5, createRng(seed)))
const distancesOf = (columns: readonly Float32Array[], seed = 1) => {
  const x = matrixOf(columns)
  const model = robustMahalanobis.fit(x, robustMahalanobis.defaults, quietRun(seed))
  return robustMahalanobis.score(model, x, quietRun(1))
}

/** Centre and covariance in the columns' own units. */
function inUnits({ shift, scale, centre, lower }: RobustScatter) {
  const d = shift.length
  const covariance = Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_, j) => {
      let sum = 0
      for (let k = 0; k < d; k++) sum += lower[i * d + k]! * lower[j * d + k]!
      return sum * scale[i]! * scale[j]!
    }),
  )
  return { location: Array.from(centre, (c, j) => shift[j]! + c * scale[j]!), covariance }
}

const CLOSE = 0.03

describe('minimum covariance determinant', () => {
  it.each(golden.exact)(
    'finds the smallest determinant of all subsets',
    ({ values, h, determinant, rows }) => {
      const columns = columnsOf(values)
      const d = columns.length
      const x = { columns, shift: new Float64Array(d), scale: new Float64Array(d).fill(1) }
      const all = Uint32Array.from(columns[0]!.keys())
      const found = finish(fastMcd(x, all, h, createRng(3)))
      if ('dependent' in found) throw new Error('no core was found')
      expect(Math.exp(found.logDeterminant) / determinant).toBeCloseTo(1, 9)
      const { centre } = finish(momentsOf(x, Uint32Array.from(rows), null))
      for (let j = 0; j < d; j++) expect(found.centre[j]).toBeCloseTo(centre[j]!, 9)
    },
  )

  it.each(Object.entries(golden.sklearn))('does as well as scikit-learn on %s', (_, set) => {
    const columns = columnsOf(set.values)
    const d = columns.length
    const x = { columns, shift: new Float64Array(d), scale: new Float64Array(d).fill(1) }
    const all = Uint32Array.from(columns[0]!.keys())
    for (const seed of [1, 2, 3]) {
      const found = finish(fastMcd(x, all, set.coreRows, createRng(seed)))
      if ('dependent' in found) throw new Error('no core was found')
      expect(found.logDeterminant).toBeLessThan(set.logDeterminant + 1e-9)
    }
    // The searches end in cores that differ by a few rows on the edge: the estimates differ by their noise.
    const { location, covariance } = inUnits(scatterOf(columns))
    const sd = set.covariance.map((row, i) => Math.sqrt(row[i]!))
    for (const [j, centre] of location.entries())
      expect(Math.abs(centre - set.location[j]!) / sd[j]!).toBeLessThan(CLOSE)
    for (const [i, row] of covariance.entries())
      for (const [j, value] of row.entries())
        expect(Math.abs(value - set.covariance[i]![j]!) / (sd[i]! * sd[j]!)).toBeLessThan(CLOSE)
    const scores = distancesOf(columns)
    const limit = Math.sqrt(chiSquaredQuantile(0.975, d))
    const beyond = new Set([...scores.keys()].filter((row) => scores[row]! > limit))
    const differing = set.beyond.filter((row) => !beyond.delete(row)).length + beyond.size
    expect(differing).toBeLessThanOrEqual(Math.ceil(0.005 * scores.length))
  })

  it('is the same in other units, and nearly for any order of the rows', () => {
    const { values } = golden.sklearn['400 rows, 4 columns, 20 % moved']!
    const before = distancesOf(columnsOf(values))
    const units = columnsOf(values).map((column, j) => column.map((v) => v * [0.25, -8, 1, 1024][j]!))
    const reversed = columnsOf(values).map((column) => column.slice().reverse())
    const backwards = distancesOf(reversed).reverse()
    for (const [row, score] of distancesOf(units).entries()) {
      expect(Math.abs(score / before[row]! - 1)).toBeLessThan(1e-4)
      // Other starts: the core may differ by a row on its edge.
      expect(Math.abs(backwards[row]! / before[row]! - 1)).toBeLessThan(CLOSE)
    }
  })

  it('is not spoilt by as many outliers as the core leaves out, and finds them through five subsets', () => {
    const clean = [1, 2, 3].map((seed) => normalColumn(4000, seed))
    const columns = clean.map((column) => column.map((v, row) => (row < 1600 ? 40 + v * 0.01 : v)))
    const scores = distancesOf(columns)
    expect(scores.subarray(0, 1600).every((score) => score > 20)).toBe(true)
    const beyond = scores.subarray(1600).filter((score) => score > Math.sqrt(chiSquaredQuantile(0.975, 3)))
    expect(beyond.length / 2400).toBeGreaterThan(0.01)
    expect(beyond.length / 2400).toBeLessThan(0.045)
  })

  it('leaves out what has no spread, what follows from others and what is mostly missing', () => {
    const a = normalColumn(300, 1)
    const b = normalColumn(300, 2)
    const mostlyZero = normalColumn(300, 3).map((v, row) => (row % 5 < 3 ? 0 : v))
    const sum = a.map((v, row) => v + b[row]!)
    const standIns = [null, null, null, null, Uint8Array.from(a, (_, row) => (row % 3 > 0 ? 1 : 0))]
    const { columns, leftOut } = scatterOf([a, mostlyZero, b, sum, normalColumn(300, 4)], 1, standIns)
    expect([...columns]).toEqual([0, 2])
    expect(leftOut).toEqual([
      { column: 1, reason: 'mostly-equal' },
      { column: 3, reason: 'follows' },
      { column: 4, reason: 'mostly-missing' },
    ])
    const x = matrixOf([a, mostlyZero])
    const params = { ...robustMahalanobis.defaults, mostlyEqual: 'leave-out' }
    const model = robustMahalanobis.fit(x, params, quietRun(1))
    expect(robustMahalanobis.notes!(model, x).join()).toMatch(/column 2: left out.*half of the values/)
  })

  it('learns nothing from stand-ins', () => {
    const a = normalColumn(200, 1)
    const b = normalColumn(200, 2)
    const standIn = Uint8Array.from(a, (_, row) => (row < 30 ? 1 : 0))
    const filled = a.map((v, row) => (row < 30 ? 1e6 : v))
    const { rows, kept, columns } = scatterOf([filled, b], 1, [standIn, null])
    expect(rows).toBe(170)
    expect([...columns]).toEqual([0, 1])
    expect(kept).toBeGreaterThan(150)
    const { covariance, location } = inUnits(scatterOf([filled, b], 1, [standIn, null]))
    expect(Math.abs(location[0]!)).toBeLessThan(0.3)
    expect(covariance[0]![0]).toBeLessThan(1.5)
  })

  it('takes what rows there are', () => {
    for (const rows of [0, 1, 2, 3, 4, 5, 9]) {
      const { columns, leftOut } = scatterOf([1, 2, 3].map((seed) => normalColumn(rows, seed)))
      expect(columns.length + leftOut.length).toBe(3)
      expect(columns.length).toBeLessThanOrEqual(Math.max(0, rows - 2))
    }
    expect(scatterOf([])).toMatchObject({ rows: 0, core: 0 })
  })

  it('has a core of half of the rows and a bit, as in the paper, up to all', () => {
    expect(coreSize(100, 3, 0.5)).toBe(52)
    expect(coreSize(100, 3, 1)).toBe(100)
    expect(coreSize(100, 3, 0.75)).toBe(76)
    expect(coreSize(7, 3, 0.5)).toBe(7)
  })
})

describe('the parts', () => {
  it('selects by rank', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 }), (list) => {
        const sorted = Float64Array.from(list).sort()
        for (let rank = 0; rank < list.length; rank++)
          expect(finish(valueOfRank(Float64Array.from(list), rank))).toBe(sorted[rank])
        const rows = Uint32Array.from(list, (_, i) => 10 + i)
        const some = finish(rowsOfSmallest(Float64Array.from(list), rows, Math.ceil(list.length / 2)))
        const picked = Float64Array.from(some, (row) => list[row - 10]!).sort()
        expect(picked).toEqual(sorted.slice(0, some.length))
        expect([...some]).toEqual([...new Set(some)].sort((a, b) => a - b))
      }),
    )
  })

  it('says which column follows from those before it', () => {
    expect(cholesky(Float64Array.of(4, 2, 2, 1), 2)).toEqual({ dependent: 1 })
    expect(cholesky(Float64Array.of(4, 2, 2, 5), 2)).toMatchObject({ lower: Float64Array.of(2, 0, 1, 2) })
  })
})
