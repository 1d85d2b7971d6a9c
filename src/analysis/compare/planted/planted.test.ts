import { describe, expect, it } from 'vitest'
import { normalColumn } from '../../detectors/test-data.ts'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { createRng } from '../../math/rng.ts'
import { finish } from '../../work.ts'
import { plantRows, PLANTED_KINDS, whyNotPlanted, type PlantedKind } from './plant-rows.ts'
import { preparePlanting, type PlantSpace } from './plant-space.ts'
import { plantedRecall, type PlantedRanks } from './planted-recall.ts'
import { withPlanted } from './with-planted.ts'

const ROWS = 3000
const COUNT = 2000
/** Matrix columns of the data below. */
const [A, B, UNITS, RED, GREEN, BLUE] = [0, 1, 2, 3, 4, 5]

/** Two numbers that go together, a count that is never below 0, and a colour that follows the first. */
function data(): FeatureMatrix {
  const a = normalColumn(ROWS, 1)
  const noise = normalColumn(ROWS, 2)
  const b = a.map((value, row) => 100 - 20 * value + 4 * noise[row]!)
  const units = a.map((value) => Math.round(40 + 8 * value))
  const colour = (of: (value: number) => boolean) => a.map((value) => (of(value) ? 1 : 0))
  return {
    rowCount: ROWS,
    columns: [a, b, units, colour((v) => v < -1), colour((v) => v >= -1 && v < 2), colour((v) => v >= 2)],
    names: ['a', 'b', 'units', 'red', 'green', 'blue'],
    sourceOf: Int32Array.of(0, 1, 2, 3, 3, 3),
    sources: ['a', 'b', 'units', 'colour'].map((name, column) => ({ column, name, weight: 1 })),
    standIns: [null, new Uint8Array(ROWS), null, null, null, null],
  }
}

const x = data()
const isNumber = (source: number) => source < 3
const spaceOf = (matrix: FeatureMatrix): PlantSpace => finish(preparePlanting(matrix, isNumber, createRng(1)))
const space = spaceOf(x)
const plant = (kind: PlantedKind, seed = 3, count = COUNT) => plantRows(space, kind, count, createRng(seed))

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length
const sd = (values: Float32Array) => {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) * (v - middle), 0) / values.length)
}
function correlation(a: Float32Array, b: Float32Array): number {
  const [ma, mb] = [mean(a), mean(b)]
  return a.reduce((sum, v, i) => sum + (v - ma) * (b[i]! - mb), 0) / (a.length * sd(a) * sd(b))
}
const valuesOf = (column: number) => new Set(x.columns[column])

describe('planted rows of every kind', () => {
  it.each(PLANTED_KINDS)('%s: are finite, have one colour, whole units and none below 0', (kind) => {
    const { columns, clumps } = plant(kind)
    expect(clumps.length).toBe(COUNT)
    for (const column of columns) {
      expect(column.length).toBe(COUNT)
      expect(column.every((value) => Number.isFinite(value))).toBe(true)
    }
    for (let i = 0; i < COUNT; i++) {
      expect(columns[RED]![i]! + columns[GREEN]![i]! + columns[BLUE]![i]!).toBe(1)
      expect(columns[UNITS]![i]).toBe(Math.round(columns[UNITS]![i]!))
      expect(columns[UNITS]![i]).toBeGreaterThanOrEqual(0)
    }
  })

  it.each(PLANTED_KINDS)(
    '%s: are the same from the same seed, others from another, and change nothing',
    (kind) => {
      const before = data()
      expect(plant(kind)).toEqual(plant(kind))
      expect(plant(kind, 4).columns).not.toEqual(plant(kind).columns)
      expect(x).toEqual(before)
    },
  )
})

describe('global anomalies', () => {
  it('lie evenly over the range, widened by a tenth, each column on its own', () => {
    const { columns } = plant('global')
    for (const c of [A, B]) {
      const [low, high] = [Math.min(...x.columns[c]!), Math.max(...x.columns[c]!)]
      const margin = 0.05 * (high - low)
      expect(Math.min(...columns[c]!)).toBeGreaterThanOrEqual(Math.fround(low - margin) - 1e-4)
      expect(Math.max(...columns[c]!)).toBeLessThanOrEqual(Math.fround(high + margin) + 1e-4)
      expect(Math.min(...columns[c]!)).toBeLessThan(low)
      expect(Math.max(...columns[c]!)).toBeGreaterThan(high)
      // A uniform distribution has a standard deviation of its width / √12.
      expect(sd(columns[c]!) / ((1.1 * (high - low)) / Math.sqrt(12))).toBeCloseTo(1, 1)
    }
    expect(Math.abs(correlation(columns[A]!, columns[B]!))).toBeLessThan(0.08)
  })

  it('take every category with the same chance, however rare it is', () => {
    const { columns } = plant('global')
    expect(mean(x.columns[BLUE]!)).toBeLessThan(0.05)
    for (const c of [RED, GREEN, BLUE]) expect(Math.abs(mean(columns[c]!) - 1 / 3)).toBeLessThan(0.05)
  })
})

describe('local anomalies', () => {
  it('have five times the covariance of the cluster, about its mean', () => {
    expect(space.clusters.count).toBe(1)
    const { columns } = plant('local')
    for (const c of [A, B]) {
      expect(sd(columns[c]!) / sd(x.columns[c]!)).toBeGreaterThan(2.236 * 0.94)
      expect(sd(columns[c]!) / sd(x.columns[c]!)).toBeLessThan(2.236 * 1.06)
      expect(Math.abs(mean(columns[c]!) - mean(x.columns[c]!)) / sd(x.columns[c]!)).toBeLessThan(0.15)
    }
    expect(correlation(columns[A]!, columns[B]!)).toBeCloseTo(correlation(x.columns[A]!, x.columns[B]!), 1)
  })

  it('lie about the cluster of the row they come from, not about the middle of all', () => {
    const apart = [normalColumn(600, 5), normalColumn(600, 6)].map((column) =>
      column.map((value, row) => value + (row % 2 === 0 ? 60 : -60)),
    )
    const two = finish(preparePlanting({ ...x, ...twoColumns(apart) }, () => true, createRng(1)))
    expect(two.clusters.count).toBe(2)
    const { columns } = plantRows(two, 'local', 500, createRng(2))
    for (const column of columns) {
      for (const value of column) expect(Math.abs(Math.abs(value) - 60)).toBeLessThan(12)
    }
  })
})

describe('dependency-breaking anomalies', () => {
  it('keep each column’s values and their distribution, and nothing goes with anything', () => {
    const { columns } = plant('dependency')
    expect(correlation(x.columns[A]!, x.columns[B]!)).toBeLessThan(-0.95)
    for (const c of [A, B, UNITS]) {
      const values = valuesOf(c)
      expect(columns[c]!.every((value) => values.has(value))).toBe(true)
      expect(Math.abs(mean(columns[c]!) - mean(x.columns[c]!)) / sd(x.columns[c]!)).toBeLessThan(0.08)
      expect(sd(columns[c]!) / sd(x.columns[c]!)).toBeCloseTo(1, 1)
    }
    for (const [a, b] of [
      [A, B],
      [A, UNITS],
      [A, RED],
      [B, UNITS],
    ] as const)
      expect(Math.abs(correlation(columns[a]!, columns[b]!))).toBeLessThan(0.08)
    for (const c of [RED, GREEN, BLUE])
      expect(Math.abs(mean(columns[c]!) - mean(x.columns[c]!))).toBeLessThan(0.04)
  })
})

describe('clustered anomalies', () => {
  it('are tight clumps of one colour, farther out than nearly every row', () => {
    const { columns, clumps } = plant('clustered', 3, 200)
    expect(new Set(clumps).size).toBe(20)
    const distance = (column: (c: number) => number) =>
      Math.sqrt(
        [A, B, UNITS].reduce(
          (sum, c) => sum + square((column(c) - mean(x.columns[c]!)) / sd(x.columns[c]!)),
          0,
        ),
      )
    const own = Array.from({ length: ROWS }, (_, row) => distance((c) => x.columns[c]![row]!)).sort(
      (a, b) => a - b,
    )
    const farthest = own[Math.floor(0.99 * ROWS)]!
    for (const clump of new Set(clumps)) {
      const rows = [...clumps.keys()].filter((i) => clumps[i] === clump)
      expect(rows.length).toBe(10)
      for (const c of [A, B]) {
        const part = Float32Array.from(rows, (i) => columns[c]![i]!)
        expect(sd(part)).toBeLessThan(0.2 * sd(x.columns[c]!))
      }
      for (const i of rows) expect(distance((c) => columns[c]![i]!)).toBeGreaterThan(1.4 * farthest)
      expect(new Set(rows.map((i) => columns[RED]![i]! + 2 * columns[GREEN]![i]!)).size).toBe(1)
    }
  })
})

describe('what cannot be planted', () => {
  it('is said, with the reason', () => {
    const flags = { ...x, ...twoColumns([x.columns[RED]!, x.columns[GREEN]!]) }
    const few = spaceOf(flags)
    expect(few.free).toEqual([])
    expect(whyNotPlanted(few, 'local')).toContain('20 different values')
    expect(whyNotPlanted(few, 'clustered')).toContain('20 different values')
    expect(whyNotPlanted(few, 'global')).toBeNull()
    expect(whyNotPlanted(few, 'dependency')).toBeNull()
    const one = spaceOf({
      ...flags,
      columns: [x.columns[A]!],
      sources: [x.sources[0]!],
      sourceOf: Int32Array.of(0),
    })
    expect(whyNotPlanted(one, 'dependency')).toContain('Only one column')
    expect(whyNotPlanted(one, 'local')).toBeNull()
  })
})

describe('a matrix with planted rows', () => {
  it('has the table’s rows first, untouched, and the planted ones after', () => {
    const planted = [plant('global', 1, 5), plant('clustered', 1, 3)]
    const longer = finish(withPlanted(x, planted))
    expect(longer.rowCount).toBe(ROWS + 8)
    for (const [c, column] of longer.columns.entries()) {
      expect(column.subarray(0, ROWS)).toEqual(x.columns[c])
      expect([...column.subarray(ROWS)]).toEqual([...planted[0]!.columns[c]!, ...planted[1]!.columns[c]!])
    }
    expect(longer.standIns?.[B]?.length).toBe(ROWS + 8)
    expect(longer.standIns?.[A]).toBeNull()
  })
})

describe('recall of planted rows', () => {
  const ranks = (above: number[], groups = above.map((_, i) => i)): PlantedRanks => ({
    kind: 'local',
    above: Uint32Array.from(above),
    groups: Uint32Array.from(groups),
  })

  it('counts those that fewer rows are above than are flagged', () => {
    const result = ranks([0, 4, 5, 9, 100])
    expect(plantedRecall(result, 0)).toMatchObject({ planted: 5, found: 0, recall: 0 })
    expect(plantedRecall(result, 5)).toMatchObject({ found: 2, recall: 0.4 })
    expect(plantedRecall(result, 101).recall).toBe(1)
  })

  it('never falls when more rows are flagged', () => {
    const result = ranks([3, 1, 4, 1, 5, 9, 2, 6])
    const found = Array.from({ length: 12 }, (_, cut) => plantedRecall(result, cut).found)
    expect(found).toEqual([...found].sort((a, b) => a - b))
  })

  it('has Wilson’s interval for rows on their own, and a wider one for clumps', () => {
    const above = Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 50))
    const single = plantedRecall(ranks(above), 10).interval
    // Wilson's interval of 20 of 40, worked out in Python from its formula.
    expect(single.low).toBeCloseTo(0.3519953, 6)
    expect(single.high).toBeCloseTo(0.6480047, 6)
    const clumped = plantedRecall(
      ranks(
        above,
        above.map((_, i) => Math.floor(i / 10)),
      ),
      10,
    ).interval
    expect(clumped.low).toBeLessThan(single.low - 0.1)
    expect(clumped.high).toBeGreaterThan(single.high + 0.1)
  })

  it('does not take one clump that was found for certainty', () => {
    const { recall, interval } = plantedRecall(
      ranks(new Array<number>(12).fill(0), new Array<number>(12).fill(0)),
      5,
    )
    expect(recall).toBe(1)
    expect(interval.low).toBeLessThan(0.25)
    expect(plantedRecall(ranks([]), 5).recall).toBeNaN()
  })
})

function square(value: number): number {
  return value * value
}

function twoColumns(
  columns: readonly Float32Array[],
): Partial<FeatureMatrix> & Pick<FeatureMatrix, 'columns'> {
  return {
    rowCount: columns[0]!.length,
    columns,
    names: columns.map((_, c) => `c${c}`),
    sourceOf: Int32Array.from(columns, (_, c) => c),
    sources: columns.map((_, column) => ({ column, name: `c${column}`, weight: 1 })),
    standIns: columns.map(() => null),
  }
}
