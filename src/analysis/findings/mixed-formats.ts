import type { Column, WrittenWay } from '../table/table.ts'
import { counted, type FindingRule, type Found, type SentencePart, type Severity } from './finding.ts'
import { givenRows } from './rows-where.ts'

/** Numbers and dates that are written in more than one way in their column. */
export const mixedFormats: FindingRule = {
  kind: 'mixed-formats',
  title: 'Mixed formats',
  plural: 'columns with mixed formats',
  *find({ table }) {
    const found: Found[] = []
    for (const column of table.columns) {
      const { index } = column
      const ways = readableWays(column)
      if (ways.length < 2) continue
      const others = ways.slice(1)
      const count = others.reduce((sum, way) => sum + way.cells, 0)
      const rows = together(others)
      found.push({
        ...verdict(column, ways),
        columns: [index],
        count,
        sentence: [
          { column: index },
          ' is written in several ways: ',
          ...wayParts(ways),
          ...consequence(column, ways),
        ],
        rows: rows.length === 0 ? null : () => givenRows(rows),
        shown: rows.length,
      })
      yield
    }
    return found
  },
}

/** Cells with a percent sign in a column of plain numbers are unreadable, which is told apart. */
function readableWays({ ways = [], type, format }: Column): readonly WrittenWay[] {
  if (type !== 'number' || format.code.startsWith('percent')) return ways
  return ways.filter(({ label }) => label !== 'with %')
}

function wayParts(ways: readonly WrittenWay[]): readonly SentencePart[] {
  const most = 4
  const parts: SentencePart[] = []
  const shown = ways.length > most ? ways.slice(0, most - 1) : ways
  shown.forEach((way, i) => {
    if (i > 0) parts.push(i === ways.length - 1 ? ' and ' : ', ')
    parts.push(...counted(way.cells, 'cell'), ` ${way.label}`)
    if (way.example !== '') parts.push(' (', { text: way.example }, ')')
  })
  if (shown.length < ways.length) parts.push(' and ', { count: ways.length - shown.length }, ' more ways')
  return parts
}

function together(ways: readonly WrittenWay[]): Uint32Array {
  const rows: number[] = []
  for (const way of ways) for (const row of way.rows) rows.push(row)
  return Uint32Array.from(rows).sort()
}

type Clash = 'currencies' | 'percent' | 'order' | null

function clashOf(column: Column, ways: readonly WrittenWay[]): Clash {
  const labels = ways.map((way) => way.label)
  if (column.type === 'number') {
    if (labels.includes('with %')) return 'percent'
    return labels.filter((label) => label.startsWith('with ')).length > 1 ? 'currencies' : null
  }
  const says = (order: string) => labels.some((label) => label.startsWith(order) && !label.includes('dots'))
  return says('day first') && says('month first') ? 'order' : null
}

function verdict(column: Column, ways: readonly WrittenWay[]): { readonly severity: Severity } {
  return { severity: clashOf(column, ways) === null ? 'note' : 'serious' }
}

function consequence(column: Column, ways: readonly WrittenWay[]): readonly SentencePart[] {
  switch (clashOf(column, ways)) {
    case 'currencies':
      return ['. They are compared as plain numbers, though they are not the same money.']
    case 'percent':
      return ['. 12 % is read as 12, so cells with and without the sign may differ by a factor of 100.']
    case 'order':
      return ['. Dates that fit either order may have day and month swapped.']
    case null:
      return ['. All of them could be read.']
  }
}
