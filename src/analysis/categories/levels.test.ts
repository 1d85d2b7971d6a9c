import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testColumn, testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { categoryLevels, levelNames } from './category-levels.ts'
import golden from './golden/categories.json' with { type: 'json' }
import { levelsOf, levelText } from './levels.ts'
import { contextOf } from '../questions/testing.ts'

type Text = string | null

/** The same cells as a category and as a text column: both must say the same. */
const tableOf = (cells: readonly Text[]) =>
  testTable({ category: cells, text: { texts: cells.map((cell) => cell ?? '') } })

function named(cells: readonly Text[], column: number) {
  const { codes, counts, missing, names } = finish(categoryLevels(contextOf(tableOf(cells)), { column }))
  return { byRow: Array.from(codes, (code) => names[code]), counts: [...counts], missing, names }
}

const someText = fc.option(fc.constantFrom('a', 'A', 'b ', 'b', 'Ü', '💡', '9', '10', 'x,y'), { nil: null })
const someCells = fc.array(someText, { maxLength: 60 }).filter((cells) => cells.some((cell) => cell !== null))

describe('levels', () => {
  it.each([0, 1])('have the rows that pandas counts (column %d)', (column) => {
    const { names, counts } = named(golden.level, column)
    const expected = golden.byLevel.map(({ level, rows }) => [level, rows] as const)
    const ours = names.map((name, level) => [name, counts[level]!] as const)
    expect(new Map(ours)).toEqual(new Map(expected))
  })

  it('say what every row holds, from the most frequent one down', () => {
    fc.assert(
      fc.property(someCells, (cells) => {
        for (const column of [0, 1]) {
          const { byRow, counts, missing, names } = named(cells, column)
          expect(byRow).toEqual(cells)
          expect(counts).toEqual([...counts].sort((a, b) => b - a))
          expect(counts).toEqual(names.map((name) => cells.filter((cell) => cell === name).length))
          expect(missing).toBe(names.indexOf(null))
          expect(new Set(names).size).toBe(names.length)
        }
      }),
    )
  })

  it('count the same whatever the order of the rows', () => {
    const counted = (cells: readonly Text[]) => {
      const { names, counts } = named(cells, 0)
      return new Map(names.map((name, level) => [name, counts[level]]))
    }
    fc.assert(
      fc.property(someCells, (cells) => {
        expect(counted([...cells].reverse())).toEqual(counted(cells))
      }),
    )
  })

  it('order equal counts by first appearance, missing last', () => {
    expect(named([null, 'b', 'a', 'a', null, 'b', 'c'], 0).names).toEqual(['b', 'a', null, 'c'])
  })

  it('leave out dictionary entries that no row holds', () => {
    const column = testColumn('c', ['a', 'b', 'c', 'c'])
    if (column.type !== 'category') throw new Error('expected a category')
    const rest = { ...column, codes: Int32Array.of(2, -1, 2) }
    const levels = finish(levelsOf(rest))
    expect([...levels.counts]).toEqual([2, 1])
    expect(levelText(rest, levels, 0)).toBe('c')
    expect(levels.missing).toBe(1)
  })

  it('are one level of missing cells where all are missing, and none without rows', () => {
    const texts = (n: number) => contextOf(testTable({ t: { texts: Array<string>(n).fill('') } }))
    expect(finish(categoryLevels(texts(3), { column: 0 }))).toMatchObject({ missing: 0, names: [null] })
    expect(finish(categoryLevels(texts(0), { column: 0 }))).toMatchObject({ missing: -1, names: [] })
    expect(finish(categoryLevels(texts(1), { column: 0 })).counts).toEqual(Uint32Array.of(1))
  })

  it('give away copies, and at most 500 names', () => {
    const context = contextOf(tableOf(Array.from({ length: 700 }, (_, row) => `v${row}`)))
    const first = finish(categoryLevels(context, { column: 1 }))
    expect(first.names.length).toBe(500)
    first.codes.fill(0)
    first.counts.fill(0)
    const again = finish(categoryLevels(context, { column: 1 }))
    expect(again.codes[600]).toBe(600)
    expect(again.counts[600]).toBe(1)
    expect(finish(levelNames(context, { column: 1, levels: [699, 0, 5000] }))).toEqual(['v699', 'v0', null])
  })

  it('need categories or text', () => {
    const context = contextOf(testTable({ n: [1, 2] }))
    expect(() => finish(categoryLevels(context, { column: 0 }))).toThrow('n is read as number')
    expect(() => finish(categoryLevels(context, { column: 7 }))).toThrow('no column 8')
  })
})
