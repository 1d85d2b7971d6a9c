import type { CategoryColumn, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { counted, type FindingContext, type FindingRule, type Found } from './finding.ts'
import { rowsWhere } from './rows-where.ts'

/** Remarks may end in a blank as they please. */
const REMARK_WORDS = 3

/** Cells of words that begin or end with a blank, which no reader of a table sees. */
export const strayBlanks: FindingRule = {
  kind: 'stray-blanks',
  title: 'Leading or trailing blanks',
  plural: 'columns with leading or trailing blanks',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      if (column.type !== 'category' && column.type !== 'text') continue
      const { present, words } = context.statistics[column.index]!
      if (words >= REMARK_WORDS) continue
      const count = yield* cellsWithBlanks(context, column)
      if (count === 0) continue
      const all = count === present
      found.push({
        severity: 'note',
        columns: [column.index],
        count,
        sentence: [
          ...(all ? ['Every cell'] : counted(count, 'cell')),
          ' of ',
          { column: column.index },
          all || count === 1 ? ' begins or ends with a blank.' : ' begin or end with a blank.',
          all
            ? ' That changes nothing here, but the values will not match those of another file.'
            : ' With and without the blank they count as different values.',
        ],
        rows: all ? null : () => rowsWithBlanks(column),
      })
      yield
    }
    return found
  },
}

function* cellsWithBlanks(context: FindingContext, column: CategoryColumn | TextColumn): Work<number> {
  if (column.type === 'text') return yield* countTexts(column)
  const counts = context.statistics[column.index]!.levelCounts
  let count = 0
  for (const [code, text] of column.dictionary.entries())
    if (text.trim() !== text) count += counts?.[code] ?? 0
  return count
}

function rowsWithBlanks(column: CategoryColumn | TextColumn): Work<Uint32Array> {
  if (column.type === 'text') {
    return rowsWhere(column.offsets.length - 1, (row) => hasBlank(column, row))
  }
  const blank = Uint8Array.from(column.dictionary, (text) => Number(text.trim() !== text))
  return rowsWhere(column.codes.length, (row) => blank[column.codes[row]!] === 1)
}

function* countTexts(column: TextColumn): Work<number> {
  let count = 0
  for (let row = 0; row + 1 < column.offsets.length; row++) {
    if (hasBlank(column, row)) count++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return count
}

/** ASCII blanks, and the no-break space that word processors leave. */
function hasBlank({ bytes, offsets }: TextColumn, row: number): boolean {
  const start = offsets[row]!
  const end = offsets[row + 1]!
  if (end === start) return false
  if (bytes[start]! <= 0x20 || bytes[end - 1]! <= 0x20) return true
  const noBreak = (at: number) => bytes[at] === 0xc2 && bytes[at + 1] === 0xa0
  return end - start >= 2 && (noBreak(start) || noBreak(end - 2))
}
