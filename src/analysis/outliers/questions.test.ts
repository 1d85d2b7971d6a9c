import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDetector } from '../detectors/registry.ts'
import { validateParams } from '../detectors/params.ts'
import { buildMatrix } from '../features/build-matrix.ts'
import { chooseFeatures } from '../features/choose-features.ts'
import { inferRoles, tableStatistics } from '../features/infer-roles.ts'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { fitRng } from '../pipeline/detector-jobs.ts'
import { createKeeper } from '../questions/keeper.ts'
import type { QuestionContext } from '../questions/question.ts'
import { resolveCut } from '../ranking/resolve-cut.ts'
import { rankScores } from '../ranking/rank-scores.ts'
import type { Table } from '../table/table.ts'
import { chiSquaredQuantile } from '../math/chi-squared.ts'
import { finish } from '../work.ts'
import type { Transform } from './transform.ts'
import { DEFAULT_TEST_SETTINGS, type TestRanking } from './column-tests.ts'
import { outlierTests, type OutlierTestsRequest } from './outlier-tests.ts'
import { robustDistances } from './robust-distances.ts'

const contextOf = (table: Table): QuestionContext => {
  const statistics = finish(tableStatistics(table))
  const roles = finish(inferRoles(table, statistics))
  return {
    table,
    statistics,
    roles,
    scores: null,
    order: null,
    lineOf: (row) => row + 2,
    kept: createKeeper().kept,
  }
}

const ask = (table: Table, request: Partial<OutlierTestsRequest> = {}) =>
  finish(
    outlierTests(contextOf(table), { column: 0, transform: 'none', ...DEFAULT_TEST_SETTINGS, ...request }),
  )

const rowsFound = (found: Uint8Array, test: number) =>
  [...found.keys()].filter((row) => ((found[row]! >> test) & 1) === 1)

const defaultCut = { cut: 0, standsOut: false }

/** The rows that a door flags when it is told a test's ranking. */
function flaggedBy(
  table: Table,
  { detector, params, cut }: TestRanking,
  features: readonly string[],
): number[] {
  const { statistics, roles } = contextOf(table)
  const { matrix } = finish(buildMatrix(table, chooseFeatures(table, statistics, roles, features)))
  const { info, defaults, fit, score } = findDetector(detector)
  const run = { rng: fitRng(1), progress: () => undefined, checkpoint: () => undefined }
  const model = fit(matrix, validateParams(info, defaults, params), run)
  const scores = score(model, matrix, run)
  const order = rankScores(scores)
  // As saved settings carry it.
  const choice = JSON.parse(JSON.stringify(cut)) as typeof cut
  return [
    ...order.subarray(0, resolveCut(choice, { scores, order, amountAlong: null, defaultCut }).cut),
  ].sort((a, b) => a - b)
}

const rng = createRng(8)
const amounts = cellsOf(800, (row) => {
  const spread = rng.next() + rng.next() + rng.next() + rng.next() - 2
  if (row % 97 === 0) return null
  return row % 150 === 7 ? 900 + row : Math.round(1000 * Math.exp(2 + spread * 1.5)) / 1000
})

describe('tests on one column', () => {
  it('marks the rows that each finds, between limits in the data’s unit', () => {
    const table = testTable({ Amount: [...cellsOf(60, (row) => 10 + (row % 7)), 500, -400, null, Infinity] })
    const { tests, found, count, missing, infinite } = ask(table)
    expect([count, missing, infinite]).toEqual([62, 1, 1])
    for (const [t, test] of tests.entries()) {
      expect(rowsFound(found, t)).toEqual(test.id === 'grubbs' ? [60, 63] : [60, 61, 63])
      expect(test.above).toBe(1)
      expect(test.low).toBeGreaterThan(-400)
      expect(test.high).toBeLessThan(500)
    }
  })

  it('flags the same rows when it is made the ranking, for any transform and with cells missing', () => {
    const table = testTable({ Amount: amounts, Other: cellsOf(800, (row) => (row * 7919) % 1000) })
    for (const transform of ['none', 'log', 'log1p', 'asinh'] as const) {
      const { tests, found } = ask(table, { transform })
      for (const [t, test] of tests.entries())
        expect([test.id, flaggedBy(table, test.ranking, ['Amount', 'Other'])]).toEqual([
          test.id,
          rowsFound(found, t),
        ])
    }
  })

  it('flags the same rows where values are equal or lie exactly on a limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 12, maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        (values, most) => {
          const table = testTable({ Amount: values.map((v) => (v > 6 ? v * v : v)) })
          if (new Set(values).size < 3) return
          const { tests, found } = ask(table, { most, k: 2, modifiedZ: 2 })
          for (const [t, test] of tests.entries()) {
            // When the last step of the ESD test takes one of two values that are far to either side, no limit parts them.
            if (test.id === 'esd') continue
            expect([test.id, flaggedBy(table, test.ranking, ['Amount'])]).toEqual([
              test.id,
              rowsFound(found, t),
            ])
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('calls few values that are spread evenly flat, not skewed by where the octiles fall', () => {
    const weeks = Array.from({ length: 500 }, (_, row) => [1, 2, 3, 4, 5, 1, 2, 3, 4][row % 9]!)
    const { normality, suggested } = ask(testTable({ Amount: weeks }))
    expect(Math.abs(normality.octileSkewness)).toBeGreaterThan(0.15)
    expect(normality.shape).toBe('flat')
    expect(suggested).toBe('none')
  })

  it('suggests a logarithm for amounts with a long right tail, and says what a transform needs', () => {
    const table = testTable({ Amount: amounts })
    const { suggested, transforms, normality } = ask(table)
    expect(suggested).toBe('log')
    expect(normality.shape).toBe('skewed')
    expect(transforms).toEqual(['none', 'log', 'log1p', 'asinh'])
    const logged = ask(table, { transform: 'log' })
    expect(Math.abs(logged.normality.octileSkewness)).toBeLessThan(0.1)
    const below = (answer: typeof logged) => answer.tests.reduce((sum, test) => sum + test.above, 0)
    expect(below(logged)).toBeLessThan(below(ask(table)))
    const mixed = testTable({ Amount: [...amounts, -3] })
    expect(ask(mixed).transforms).toEqual(['none', 'asinh'])
    expect(() => ask(mixed, { transform: 'log' })).toThrow(/down to -3.*asinh/)
  })

  it('says so when a test has nothing to say', () => {
    const notices = (values: readonly (number | null)[]) =>
      ask(testTable({ Amount: values })).tests.map(({ notice, below, above }) => [notice, below + above])
    expect(new Set(notices([null, null]).map(String))).toEqual(new Set(['no-values,0']))
    expect(notices([4]).map(String)).toEqual(Array.from({ length: 5 }, () => 'equal,0'))
    expect(notices([4, 4, 4, 4, 4]).map(String)).toEqual(Array.from({ length: 5 }, () => 'equal,0'))
    expect(notices([1, 2]).map(([notice]) => notice)).toEqual([null, null, null, 'too-few', 'too-few'])
    const mostlySame = [...cellsOf(30, () => 5), ...cellsOf(8, (row) => row)]
    expect(notices(mostlySame).map(([notice]) => notice)).toContain('mean-deviation')
    expect(
      ask(testTable({ Amount: [...cellsOf(40, (row) => row % 5), 900, 950, 990] }), { most: 2 }).tests[4],
    ).toMatchObject({ notice: 'reached-most', above: 2 })
  })

  it('refuses what is not a quantity', () => {
    expect(() => ask(testTable({ Kind: ['a', 'b'] }))).toThrow(/Kind is read as category/)
    expect(() => ask(testTable({ When: { times: [1, 2] } }))).toThrow(/When holds times/)
  })

  it('follows scale and shift of the column, and no order of the rows', () => {
    const values = amounts.map((v) => v ?? 3)
    const plain = ask(testTable({ Amount: values })).tests
    const moved = ask(testTable({ Amount: values.map((v) => 1000 - 4 * v) })).tests
    const reversed = ask(testTable({ Amount: [...values].reverse() })).tests
    for (const [t, test] of plain.entries()) {
      expect([moved[t]!.above, moved[t]!.below]).toEqual([test.below, test.above])
      expect(moved[t]!.low).toBeCloseTo(1000 - 4 * test.high, 6)
      expect(moved[t]!.largest).toBeCloseTo(test.largest, 9)
      expect(reversed[t]).toEqual(test)
    }
  })
})

describe('robust distances of several columns', () => {
  const rows = 500
  const base = cellsOf(rows, () => rng.next() + rng.next() + rng.next() + rng.next())
  const table = testTable({
    a: base.map((v, row) => (row === 40 ? 1 : 100 * v)),
    zeros: cellsOf(rows, (row) => (row % 4 === 0 ? row : 0)),
    b: base.map((v, row) => (row % 50 === 3 ? null : row === 40 ? 400 : 100 * v + 20 * rng.next())),
    kind: cellsOf(rows, (row) => (row % 2 ? 'x' : 'y')),
  })
  const askFor = (columns: readonly number[], alpha = 0.025, transform: Transform = 'none', of = table) =>
    finish(robustDistances(contextOf(of), { columns, alpha, support: 0.5, transform, seed: 1 }))

  it('finds a row that breaks the pattern, and flags the same rows when it is made the ranking', () => {
    const answer = askFor([2, 0])
    expect(answer.columns.map(({ column }) => column)).toEqual([0, 2])
    expect(answer.complete).toBe(490)
    const beyond = [...answer.bins.keys()].filter((row) => answer.bins[row]! >= answer.firstBeyond)
    expect(beyond).toContain(40)
    expect(beyond.length).toBe(answer.beyond)
    expect(flaggedBy(table, answer.ranking, answer.ranking.features)).toEqual(beyond)
    expect(answer.counts.reduce((a, b) => a + b, 0)).toBe(rows)
    expect([...answer.edges]).toEqual([...answer.edges].sort((a, b) => a - b))
    expect(answer.edges[answer.edges.length - 1]).toBeCloseTo(answer.largest, 5)
    // The robust sd is the usual one but for the row that was moved.
    expect(answer.columns[0]!.sd / answer.columns[0]!.usualSd).toBeCloseTo(1, 0)
  })

  it('leaves out what cannot take part and says why, and refuses when nothing is left', () => {
    const { columns, notes } = askFor([0, 1, 2])
    expect(columns.length).toBe(2)
    expect(notes.join()).toMatch(/zeros: left out.*half of the values or more are the same/)
    expect(() => askFor([1])).toThrow(/no robust covariance.*zeros.*half of the values/)
    expect(() => askFor([0, 3])).toThrow(/kind is read as category/)
  })

  it('are those of the transformed values, and repeat as a ranking', () => {
    // Logs of a and b are as in the table: e to their power is skewed.
    const powers = testTable({
      a: base.map((v, row) => Math.exp(row === 40 ? 0.01 : v)),
      b: base.map((v, row) => Math.exp(row === 40 ? 4 : v + 0.2 * ((row * 7) % 11) * 0.1)),
      signed: base.map((v, row) => v - 2 + ((row * 13) % 17) / 9),
    })
    const logs = testTable({
      a: base.map((v, row) => (row === 40 ? 0.01 : v)),
      b: base.map((v, row) => (row === 40 ? 4 : v + 0.2 * ((row * 7) % 11) * 0.1)),
      signed: base.map((v, row) => v - 2 + ((row * 13) % 17) / 9),
    })
    const logged = askFor([0, 1, 2], 0.025, 'log', powers)
    const plain = askFor([0, 1, 2], 0.025, 'none', logs)
    const beyond = (answer: typeof plain) =>
      [...answer.bins.keys()].filter((row) => answer.bins[row]! >= answer.firstBeyond)
    expect(beyond(logged)).toEqual(beyond(plain))
    expect(logged.largest / plain.largest).toBeCloseTo(1, 3)
    expect(logged.columns.map(({ transform }) => transform)).toEqual(['log', 'log', 'none'])
    for (const [k, column] of logged.columns.entries()) {
      const { centre } = plain.columns[k]!
      expect(column.centre).toBeCloseTo(k < 2 ? Math.exp(centre) : centre, 3)
      expect(column.usualSd).toBeCloseTo(plain.columns[k]!.usualSd, 5)
    }
    expect(logged.notes.join()).toMatch(
      /^signed: taken without the transform, because ln x needs values above 0/,
    )
    expect(askFor([0, 1, 2], 0.025, 'asinh', powers).notes).toEqual([])
    expect(logged.ranking.params).toEqual({ support: 0.5, transform: 'log', mostlyEqual: 'leave-out' })
    expect(flaggedBy(powers, logged.ranking, logged.ranking.features)).toEqual(beyond(logged))
    expect(beyond(askFor([0, 1, 2], 0.025, 'none', powers))).not.toEqual(beyond(logged))
  })

  it('have a quantile plot of all rows, with the rows beyond the limit above it', () => {
    const { plot, limit, beyond, largest } = askFor([0, 2])
    expect(plot.points.length).toBe(rows)
    expect(plot.squares.at(-1)).toBeCloseTo(largest * largest, 4)
    let above = 0
    for (const [k, square] of plot.squares.entries()) if (square >= limit * limit) above += plot.counts[k]!
    expect(above).toBe(beyond)
    expect(plot.theoretical[0]).toBeCloseTo(chiSquaredQuantile(0.5 / rows, 2), 12)
  })

  it('finds fewer rows behind a farther limit', () => {
    expect(askFor([0, 2], 0.001).beyond).toBeLessThan(askFor([0, 2], 0.1).beyond)
  })
})
