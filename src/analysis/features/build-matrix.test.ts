import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FlagstoneError, UsageError } from '../errors.ts'
import { createRng } from '../math/rng.ts'
import type { Table } from '../table/table.ts'
import { finish } from '../work.ts'
import { buildMatrix } from './build-matrix.ts'
import { chooseFeatures } from './choose-features.ts'
import { inferRoles, tableStatistics } from './infer-roles.ts'
import { cellsOf, testTable } from './testing/test-tables.ts'

function choose(table: Table, explicit?: readonly string[]) {
  const statistics = finish(tableStatistics(table))
  return chooseFeatures(table, statistics, finish(inferRoles(table, statistics)), explicit)
}

const build = (table: Table, explicit?: readonly string[]) =>
  finish(buildMatrix(table, choose(table, explicit), {}, null, createRng(1)))
const usedNames = (table: Table, explicit?: readonly string[]) =>
  choose(table, explicit)
    .filter((choice) => choice.used)
    .map((choice) => choice.name)

const ROWS = 1000
const rng = createRng(2)
const amounts = cellsOf(ROWS, () => Math.round(100 * (rng.next() + rng.next() + rng.next()) ** 3) / 100)

describe('the default choice of features', () => {
  it('leaves out columns in which nothing is rare, and says why', () => {
    const table = testTable({
      Amount: amounts,
      Weekday: cellsOf(ROWS, (row) => row % 7),
      Gender: cellsOf(ROWS, (row) => (row % 2 ? 'F' : 'M')),
      Even: cellsOf(ROWS, () => rng.next()),
      Kind: cellsOf(ROWS, (row) => (row % 100 === 0 ? 'rare' : 'usual')),
    })
    expect(usedNames(table)).toEqual(['Amount', 'Kind'])
    const reasons = Object.fromEntries(choose(table).map(({ name, reason }) => [name, reason]))
    expect(reasons['Weekday']).toContain('each of its 7 values is common (the rarest has 14 % of rows)')
    expect(reasons['Even']).toContain('spread evenly')
  })

  it('does not call values common that a handful of rows have', () => {
    const table = testTable({ a: cellsOf(40, (row) => row % 20), b: amounts.slice(0, 40) })
    expect(usedNames(table)).toEqual(['a', 'b'])
  })

  it('uses what is common when there is nothing else', () => {
    const table = testTable({ Gender: cellsOf(ROWS, (row) => (row % 2 ? 'F' : 'M')) })
    expect(usedNames(table)).toEqual(['Gender'])
  })

  it('says why no column can be used', () => {
    const table = testTable({ id: cellsOf(ROWS, (row) => row), same: cellsOf(ROWS, () => 1) })
    expect(() => choose(table)).toThrow(FlagstoneError)
    expect(() => choose(table)).toThrow(
      /id was left out: an id.* same was left out: every row has the same value\./u,
    )
  })

  it('tells a reason once for all columns that it holds for', () => {
    const counters: Record<string, number[]> = {}
    for (let i = 0; i < 12; i++) counters[`id ${i}`] = Array.from({ length: ROWS }, (_, row) => row + i)
    const table = testTable(counters)
    expect(() => choose(table)).toThrow(
      /compare the rows\. id 0, id 1, id 2 and 9 more columns were left out: an id [^.]*\. Choose/u,
    )
  })

  it('uses a constant column that only a handful of rows have a value in', () => {
    const table = testTable({ a: amounts, k: cellsOf(ROWS, (row) => (row < 4 ? 9 : null)) })
    expect(usedNames(table)).toEqual(['a', 'k'])
  })

  it('says of a constant column with missing cells that there is nothing else in it', () => {
    const table = testTable({ a: amounts, k: cellsOf(ROWS, (row) => (row % 9 === 0 ? null : 'EUR')) })
    expect(choose(table)[1]!.reason).toBe('left out: every row has the same value or none')
  })
})

describe('features chosen by name', () => {
  it('are used whatever their role, and only they', () => {
    const table = testTable({
      id: cellsOf(ROWS, (row) => row),
      Amount: amounts,
      code: { texts: cellsOf(ROWS, (row) => `c${row % 3}`) },
    })
    expect(usedNames(table, ['id', 'code'])).toEqual(['id', 'code'])
    const { matrix } = build(table, ['id', 'code'])
    expect(matrix.columns[0]![999]).toBe(999)
    expect(matrix.columns[1]![0]).toBeCloseTo(0.334, 6)
  })

  it('must exist', () => {
    expect(() => choose(testTable({ a: amounts }), ['a', 'nope'])).toThrow(UsageError)
    expect(() => choose(testTable({ a: amounts }), ['nope'])).toThrow(
      'no column “nope”. The columns are “a”.',
    )
  })
})

describe('the feature matrix', () => {
  it('fills missing numbers with the median, and tells so once it matters', () => {
    const few = testTable({ a: [...amounts.slice(1), null] })
    expect(build(few).matrix.names).toEqual(['a'])
    const many = testTable({ a: cellsOf(100, (row) => (row < 4 ? null : row)) })
    const { matrix, choices, notes } = build(many, ['a'])
    expect(matrix.names).toEqual(['a', 'a is missing'])
    expect(matrix.columns[0]!.slice(0, 5)).toEqual(Float32Array.of(51.5, 51.5, 51.5, 51.5, 4))
    expect(matrix.columns[1]!.slice(0, 5)).toEqual(Float32Array.of(1, 1, 1, 1, 0))
    expect([...matrix.sourceOf]).toEqual([0, 0])
    expect(matrix.sources).toEqual([{ column: 0, name: 'a', weight: 1 }])
    expect(choices[0]!.imputed).toBe(4)
    expect(notes).toEqual([
      'a: 4 cells without a value were given the median; being missing counts as a property of the row.',
    ])
  })

  it('sets ±∞ beyond all other values and clamps what Float32 cannot hold', () => {
    const { matrix, notes } = build(
      testTable({ a: [1, 2, Infinity, -Infinity, 3], b: [1e300, -1e300, 0, 1, 2] }),
      ['a', 'b'],
    )
    const [a, b] = matrix.columns
    expect(a![2]).toBeGreaterThan(3)
    expect(a![3]).toBeLessThan(1)
    expect(b!.every(Number.isFinite)).toBe(true)
    expect(notes.join(' ')).toContain('2 cells with ±∞')
    expect(notes.join(' ')).toContain('b: 2 cells beyond')
  })

  it('tells once what was done to the cells of several columns', () => {
    const gaps = cellsOf(ROWS, (row) => (row % 10 === 0 ? null : row / 7))
    const table = testTable({ a: gaps, b: gaps, c: gaps, d: gaps, e: amounts })
    const { notes } = build(table, ['a', 'b', 'c', 'd', 'e'])
    expect(notes).toEqual([
      `a, b, c and 1 more column: ${(4 * ROWS) / 10} cells without a value were given the median; being missing counts as a property of the row.`,
    ])
  })

  it('gives few categories a column each, two one column, many their frequency', () => {
    const table = testTable({
      three: cellsOf(ROWS, (row) => (row % 100 === 0 ? 'x' : row % 2 ? 'y' : 'z')),
      two: cellsOf(ROWS, (row) => (row % 100 === 0 ? 'x' : 'y')),
      many: cellsOf(ROWS, (row) => (row % 2 ? 'most' : `v${row % 40}`)),
    })
    const { matrix } = build(table, ['three', 'two', 'many'])
    expect(matrix.names).toEqual(['three = x', 'three = y', 'three = z', 'two = x', 'many'])
    expect([...matrix.sourceOf]).toEqual([0, 0, 0, 1, 2])
    expect(matrix.columns[4]!.slice(0, 2)).toEqual(Float32Array.of(0.025, 0.5))
  })

  it('puts hours and weekdays on a circle', () => {
    const midnight = Date.UTC(2024, 0, 1) // a Monday
    const hour = 3_600_000
    const { matrix } = build(
      testTable({ t: { times: [midnight, midnight + 6 * hour, midnight + 7 * 24 * hour, null] } }),
      ['t'],
    )
    expect(matrix.names).toEqual([
      't (hour, sine)',
      't (hour, cosine)',
      't (weekday, sine)',
      't (weekday, cosine)',
    ])
    expect(matrix.columns.map((column) => column[0])).toEqual([0, 1, 0, 1])
    expect(matrix.columns[0]![1]).toBe(1)
    expect(matrix.columns.map((column) => column[2])).toEqual([0, 1, 0, 1])
    expect(matrix.columns.map((column) => column[3])).toEqual([0, 0, 0, 0])
  })

  it('is finite for any numbers', () => {
    const cell = fc.option(fc.double(), { nil: null })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 50 }), (cells) => {
        if (!cells.some((value) => value !== null && Number.isFinite(value))) return
        const { matrix } = build(testTable({ a: cells }), ['a'])
        for (const column of matrix.columns) expect(column.every(Number.isFinite)).toBe(true)
      }),
    )
  })
})
