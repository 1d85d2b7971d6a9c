import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pearsonInterval } from '../correlation/intervals.ts'
import { boxStatistics } from '../statistics/box-statistics.ts'
import { testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { association } from './contingency.ts'
import { groupMean } from './group-mean.ts'
import { groupTests } from './group-tests.ts'
import { leastSquares } from './pair-lines.ts'
import { pairCounts } from './pair-counts.ts'
import { pairMoments, pearson } from '../statistics/pair-moments.ts'
import { contextOf } from '../questions/testing.ts'
import { theilSen } from './theil-sen.ts'

interface Line {
  readonly slope: number
  readonly intercept: number
  readonly slopeLow: number
  readonly slopeHigh: number
}

/** What scripts/golden/pairs.py wrote; its `meta` says versions, seed and shape. */
interface Golden {
  readonly fits: readonly (Line & {
    readonly name: string
    readonly x: readonly number[]
    readonly y: readonly number[]
    readonly r: number
    readonly rLow: number
    readonly rHigh: number
    readonly theilSen: Line
  })[]
  readonly groups: readonly {
    readonly groups: readonly (readonly number[])[]
    readonly eta: number
    readonly f: number
    readonly fP: number
    readonly h: number
    readonly hP: number
    readonly boxes: readonly Readonly<Record<string, number | null>>[]
  }[]
  readonly tables: readonly {
    readonly counts: readonly (readonly number[])[]
    readonly chiSquared: number
    readonly degreesOfFreedom: number
    readonly p: number
    readonly cramersV: number
    readonly leastExpected: number
    readonly residuals: readonly (readonly number[])[]
  }[]
}

/** What scripts/golden/pairs.R wrote. */
interface Residuals {
  readonly tables: readonly {
    readonly columns: number
    readonly counts: readonly number[]
    readonly residuals: readonly number[]
    readonly chiSquared: number
  }[]
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
const golden = read('pairs') as Golden
const residuals = read('residuals') as Residuals

const close = (actual: number | null, expected: number, what: string, tolerance = 1e-9) => {
  const size = Math.max(Math.abs(expected), 1e-300)
  expect(Math.abs((actual ?? NaN) - expected) / size, `${what}: ${actual} for ${expected}`).toBeLessThan(
    tolerance,
  )
}

describe('lines against scipy', () => {
  it.each(golden.fits.map((fit) => [fit.name, fit] as const))('%s', (_, fit) => {
    const x = Float64Array.from(fit.x)
    const y = Float64Array.from(fit.y)
    const moments = finish(pairMoments(x, y))
    const line = leastSquares(moments)
    const robust = finish(theilSen(x, y))
    // An intercept at an offset of 1e9 is the difference of two large numbers, in scipy as well.
    const loose = fit.name === 'large offsets' ? 1e-6 : 1e-9
    for (const key of ['slope', 'slopeLow', 'slopeHigh'] as const) {
      close(line?.[key] ?? null, fit[key], key, loose)
      close(robust?.[key] ?? null, fit.theilSen[key], `Theil–Sen ${key}`)
    }
    close(line?.intercept ?? null, fit.intercept, 'intercept', loose)
    close(robust?.intercept ?? null, fit.theilSen.intercept, 'Theil–Sen intercept', loose)
    const r = pearson(moments)
    close(r, fit.r, 'r')
    const interval = pearsonInterval(r ?? NaN, moments.n)
    if (moments.n < 4) expect(interval[0]).toBeNaN()
    else {
      close(interval[0], fit.rLow, 'low end of r')
      close(interval[1], fit.rHigh, 'high end of r')
    }
  })
})

/** One group's figures under the names of the golden file. */
const figures = (sorted: Float64Array): Record<string, number | undefined> => {
  const box = boxStatistics(sorted)
  const mean = groupMean(sorted)
  return {
    n: box?.count,
    q1: box?.q1,
    median: box?.median,
    q3: box?.q3,
    whiskerLow: box?.whiskers[0],
    whiskerHigh: box?.whiskers[1],
    outside: box ? box.outside[0] + box.outside[1] : undefined,
    mean: mean?.mean,
    meanLow: mean?.low,
    meanHigh: mean?.high,
  }
}

describe('groups against scipy', () => {
  it.each(golden.groups.map((set, i) => [i, set] as const))('set %i', (_, set) => {
    const sorted = set.groups.map((group) => Float64Array.from(group).sort())
    const means = sorted.map(groupMean)
    const tests = finish(groupTests(sorted, means))
    for (const key of ['eta', 'f', 'fP', 'h', 'hP'] as const) close(tests[key], set[key], key)
    for (const [g, expected] of set.boxes.entries()) {
      for (const [key, value] of Object.entries(expected)) {
        const actual = figures(sorted[g] ?? new Float64Array())[key]
        if (value === null) expect(actual).toBeNaN()
        else close(actual ?? null, value, `${key} of group ${g}`)
      }
    }
  })
})

describe('tables of counts', () => {
  it.each([0, 1] as const)(
    'V of all values is the one of table %i, also where values are folded away',
    (i) => {
      const table = golden.tables[i]!
      const rows = table.counts.flatMap((line, y) =>
        line.flatMap((count, x) => Array.from({ length: count }, () => [`x${x}`, `y${y}`] as const)),
      )
      const context = contextOf(testTable({ x: rows.map(([x]) => x), y: rows.map(([, y]) => y) }))
      for (const most of [9, 2]) {
        const { cramersV } = finish(pairCounts(context, { x: 0, y: 1, mostX: most, mostY: most }))
        close(cramersV, table.cramersV, `V with ${most} values shown`)
      }
    },
  )

  it.each(golden.tables.map((table, i) => [i, table] as const))('as scipy has table %i', (_, table) => {
    const figures = association(Uint32Array.from(table.counts.flat()), table.counts[0]?.length ?? 0)
    expect(figures.degreesOfFreedom).toBe(table.degreesOfFreedom)
    for (const key of ['chiSquared', 'p', 'leastExpected'] as const) close(figures[key], table[key], key)
    for (const [cell, value] of table.residuals.flat().entries())
      close(figures.residuals[cell] ?? NaN, value, `residual ${cell}`)
  })

  it.each(residuals.tables.map((table, i) => [i, table] as const))('as R has table %i', (_, table) => {
    const figures = association(Uint32Array.from(table.counts), table.columns)
    close(figures.chiSquared, table.chiSquared, 'chi-squared')
    for (const [cell, value] of table.residuals.entries())
      close(figures.residuals[cell] ?? NaN, value, `residual ${cell}`)
  })
})
