import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { read } from '../table/testing.ts'
import { highMissing } from './high-missing.ts'
import { infiniteValues } from './infinite-values.ts'
import { missingTogether } from './missing-together.ts'
import { mixedFormats } from './mixed-formats.ts'
import { find } from './testing.ts'
import { unreadableCells } from './unreadable-cells.ts'

const gaps = (missing: (row: number) => boolean, rows = 100) =>
  cellsOf(rows, (r) => (missing(r) ? null : (r * 37) % 101))

describe('many missing values', () => {
  it('are told from a fifth of the rows on, with the rows', () => {
    expect(find(highMissing, testTable({ x: gaps((r) => r % 5 === 0) }))).toMatchObject([
      { count: 20, severity: 'note', rowsFound: { kind: 'missing', column: 0 } },
    ])
    expect(find(highMissing, testTable({ x: gaps((r) => r % 5 !== 0) }))[0]).toMatchObject({
      count: 80,
      severity: 'notable',
      text: 'x has no value in 80 rows (80 % of all rows). Being filled in may be what is unusual: 20 rows have a value.',
    })
  })

  it('are told of an empty column, which can be left out', () => {
    expect(find(highMissing, testTable({ x: gaps(() => true), y: gaps(() => false) }))).toMatchObject([
      { text: 'x holds no value in any row.', rows: null, remedies: [{ kind: 'leave-out', column: 0 }] },
    ])
  })

  it('are not told of a few', () => {
    expect(find(highMissing, testTable({ x: gaps((r) => r % 6 === 0) }))).toEqual([])
    expect(find(highMissing, testTable({ x: [] }))).toEqual([])
  })
})

describe('columns missing together', () => {
  it('are told as one group, though a row or two differ', () => {
    const table = testTable({
      a: gaps((r) => r % 4 === 0, 400),
      b: gaps((r) => r % 4 === 0, 400),
      c: gaps((r) => r % 4 === 0 && r > 0, 400),
      d: gaps((r) => r % 5 === 0, 400),
    })
    const [found, ...more] = find(missingTogether, table)
    expect(more).toEqual([])
    expect(found).toMatchObject({ names: ['a', 'b', 'c'], count: 99 })
    expect(found?.rowsFound).toEqual(cellsOf(99, (k) => (k + 1) * 4))
  })

  it('are not columns that are nearly always empty, each by itself', () => {
    const table = testTable({ a: gaps((r) => r % 50 !== 0, 1000), b: gaps((r) => r % 50 !== 1, 1000) })
    expect(find(missingTogether, table)).toEqual([])
  })

  it('are not told of empty columns, full ones, or a handful of gaps', () => {
    const table = testTable({
      a: gaps(() => true),
      b: gaps(() => true),
      c: gaps(() => false),
      d: gaps((r) => r < 3),
      e: gaps((r) => r < 3),
    })
    expect(find(missingTogether, table)).toEqual([])
  })
})

describe('infinite values', () => {
  it('are counted apart from missing ones', () => {
    const table = testTable({ x: [1, Infinity, null, -Infinity, 2], y: [1, 2, null, 4, 5] })
    expect(find(infiniteValues, table)).toMatchObject([{ names: ['x'], count: 2, rowsFound: [1, 3] }])
  })
})

const file = (cells: readonly string[]) =>
  read(`x,y\n${cells.map((cell, r) => `"${cell}",${r}`).join('\n')}\n`)
const plain = (count: number, cell: (r: number) => string) => Array.from({ length: count }, (_, r) => cell(r))

describe('cells as they are written', () => {
  it('unreadable ones are told with their rows', async () => {
    const { table } = await file([...plain(30, (r) => `${r}.5`), 'oops', 'x'])
    const [found] = find(unreadableCells, table)
    expect(found).toMatchObject({ names: ['x'], count: 2, severity: 'notable', rowsFound: [30, 31] })
    expect(found?.text).toBe('2 cells of x could not be read as a number and count as missing.')
    expect(find(unreadableCells, (await file(plain(30, (r) => `${r}.5`))).table)).toEqual([])
  })

  it('two currencies, a percent sign or both day orders are serious', async () => {
    const currencies = await file([...plain(20, (r) => `$${r}.5`), '€4.00', '€5.00'])
    expect(find(mixedFormats, currencies.table)).toMatchObject([
      {
        severity: 'serious',
        count: 2,
        rowsFound: [20, 21],
        text: expect.stringContaining('20 cells with $ (“$0.5”) and 2 cells with € (“€4.00”)') as string,
      },
    ])
    const percent = await file([...plain(20, (r) => `${r}.5 %`), '.04'])
    expect(find(mixedFormats, percent.table)).toMatchObject([{ severity: 'serious', rowsFound: [20] }])
    // Where it is the sign that is rare, such cells are unreadable, and told so.
    const plainly = await file([...plain(20, (r) => `${r}.5`), '4 %'])
    expect(find(mixedFormats, plainly.table)).toEqual([])
    expect(find(unreadableCells, plainly.table)).toHaveLength(1)
    const orders = await file([...plain(20, (r) => `${13 + (r % 9)}/02/2024`), '02/25/2024'])
    expect(find(mixedFormats, orders.table)).toMatchObject([
      { severity: 'serious', rowsFound: [20], text: expect.stringContaining('swapped') as string },
    ])
  })

  it('dates written in two ways that both can be read are a note', async () => {
    const { table } = await file([...plain(20, (r) => `2024-02-${10 + (r % 9)}`), '3 March 2024'])
    expect(find(mixedFormats, table)).toMatchObject([{ severity: 'note', count: 1, rowsFound: [20] }])
  })

  it('of one kind are nothing to tell', async () => {
    expect(find(mixedFormats, (await file(plain(20, (r) => `$${r}.5`))).table)).toEqual([])
    expect(
      find(mixedFormats, (await file(plain(20, (r) => (r % 2 === 0 ? `${r}` : `${r}.25`)))).table),
    ).toEqual([])
    expect(find(mixedFormats, (await file(plain(20, (r) => `${1 + (r % 28)}/02/2024`))).table)).toEqual([])
  })
})
