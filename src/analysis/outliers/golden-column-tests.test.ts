import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import { columnTests, DEFAULT_TEST_SETTINGS, type TestId } from './column-tests.ts'
import { columnValues } from './column-values.ts'
import { generalisedEsd } from './generalised-esd.ts'
import { grubbsCritical, grubbsP } from './grubbs.ts'
import { normality } from './normality.ts'

interface GoldenSet {
  readonly values: readonly number[]
  readonly mean: number
  readonly sd: number
  readonly median: number
  readonly mad: number
  readonly q1: number
  readonly q3: number
  readonly z: readonly number[]
  readonly modifiedZ: readonly number[]
  readonly found: Readonly<Partial<Record<TestId, readonly [number, number]>>>
  readonly jarqueBera: number
  readonly p: number
  readonly esd: { readonly steps: readonly (readonly [number, number, number])[]; readonly outliers: number }
}

/** What scripts/golden/outlier-tests.py wrote; its `meta` says versions, seed and sources. */
interface Golden {
  readonly nistGrubbs: {
    readonly values: readonly number[]
    readonly G: number
    readonly oneSidedCritical: number
  }
  readonly nistRosner: {
    readonly values: readonly number[]
    readonly R: readonly number[]
    readonly lambda: readonly number[]
    readonly outliers: number
  }
  readonly grubbsCritical: readonly (readonly [number, number, number])[]
  readonly sets: Readonly<Record<string, GoldenSet>>
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/column-tests.json', import.meta.url), 'utf8'),
) as Golden

const sortedOf = (values: readonly number[]) => Float64Array.from(values).sort()
const valuesOf = (values: readonly number[]) => finish(columnValues(sortedOf(values), 'none'))
const testsOf = (values: readonly number[], most = 20) =>
  finish(columnTests(valuesOf(values), { ...DEFAULT_TEST_SETTINGS, most }))

describe('against the NIST handbook', () => {
  it("gives Grubbs' G and critical value", () => {
    const { values, G, oneSidedCritical } = golden.nistGrubbs
    const grubbs = testsOf(values).find(({ id }) => id === 'grubbs')!
    expect(grubbs.largest).toBeCloseTo(G, 5)
    expect(grubbs).toMatchObject({ below: 0, above: 1 })
    // The handbook's example is one-sided: all of alpha on one side.
    expect(grubbsCritical(values.length, 0.1)).toBeCloseTo(oneSidedCritical, 3)
    expect(grubbsP(grubbs.critical, values.length)).toBeCloseTo(0.05, 10)
  })

  it("gives Rosner's table and his three outliers", () => {
    const { values, R, lambda, outliers } = golden.nistRosner
    const result = finish(generalisedEsd(sortedOf(values), 10, 0.05))
    expect(result.steps.length).toBe(R.length)
    // The handbook cuts the third decimal off rather than rounding it.
    for (const [i, { statistic, critical }] of result.steps.entries()) {
      expect(Math.abs(statistic - R[i]!)).toBeLessThan(0.001)
      expect(Math.abs(critical - lambda[i]!)).toBeLessThan(0.001)
    }
    expect(result.steps.slice(0, 3).map(({ value }) => value)).toEqual([6.01, 5.42, 5.34])
    expect(result).toMatchObject({ outliers, below: 0, above: 3 })
  })
})

describe('against numpy and scipy', () => {
  it("has Grubbs' critical values", () => {
    for (const [n, alpha, critical] of golden.grubbsCritical)
      expect(Math.abs(grubbsCritical(n, alpha) / critical - 1)).toBeLessThan(1e-10)
  })

  it.each(Object.entries(golden.sets))('%s', (_, set) => {
    const values = valuesOf(set.values)
    expect(values.moments.mean / set.mean).toBeCloseTo(1, 13)
    expect(values.moments.sd / set.sd).toBeCloseTo(1, 9)
    expect(values.median).toBe(set.median)
    expect(values.mad).toBeCloseTo(set.mad, 8)
    expect([values.q1, values.q3]).toEqual([set.q1, set.q3])

    const tests = new Map(testsOf(set.values).map((test) => [test.id, test]))
    for (const id of ['mean-sd', 'modified-z', 'iqr'] as const)
      expect([tests.get(id)!.below, tests.get(id)!.above]).toEqual(set.found[id])
    const largest = (z: readonly number[]) => Math.max(...z.map(Math.abs))
    expect(tests.get('mean-sd')!.largest).toBeCloseTo(largest(set.z), 6)
    expect(tests.get('modified-z')!.largest).toBeCloseTo(largest(set.modifiedZ), 6)

    const { steps, outliers } = tests.get('esd')!
    expect(outliers).toBe(set.esd.outliers)
    expect(steps!.length).toBe(set.esd.steps.length)
    for (const [i, [value, statistic, critical]] of set.esd.steps.entries()) {
      expect(steps![i]!.value).toBe(value)
      expect(steps![i]!.statistic / statistic).toBeCloseTo(1, 6)
      // scipy's own quantiles of t are right to some 1e-9 for few degrees of freedom.
      expect(steps![i]!.critical / critical).toBeCloseTo(1, 8)
    }

    const check = normality(values)
    expect(check.jarqueBera / set.jarqueBera).toBeCloseTo(1, 5)
    expect(check.p).toBeCloseTo(set.p, 6)
  })
})
