import type { Column } from '../table/table.ts'
import { columnShape } from './column-shape.ts'
import { counted, type FindingRule, type Found, type SentencePart } from './finding.ts'

/** In fewer rows a value that does not change says nothing. */
const FEWEST_ROWS = 10

/** Columns with one value wherever there is one. */
export const constant: FindingRule = {
  kind: 'constant',
  title: 'Constant column',
  plural: 'constant columns',
  *find(context) {
    const found: Found[] = []
    const { rowCount, columns } = context.table
    if (rowCount < FEWEST_ROWS) return found
    for (const column of columns) {
      const { distinct, present } = context.statistics[column.index]!
      if (distinct !== 1 || present < rowCount - column.missing - column.unreadable) continue
      const { top } = yield* columnShape(context, column.index)
      const missing = rowCount - present
      const value = valuePart(column, top, context.table.rowCount)
      found.push({
        severity: 'note',
        columns: [column.index],
        count: missing === 0 ? present : Math.min(present, missing),
        sentence:
          missing === 0
            ? [{ column: column.index }, ' is ', value, ' in every row, so it tells no row from another.']
            : [
                { column: column.index },
                ' is ',
                value,
                ' in each of the ',
                ...counted(present, 'row that holds', 'rows that hold'),
                ' a value; ',
                ...counted(missing, 'row holds', 'rows hold'),
                ' none.',
              ],
        rows: missing === 0 ? null : { kind: 'missing', column: column.index, not: 2 * present <= rowCount },
        remedies: [{ kind: 'leave-out', column: column.index }],
      })
      yield
    }
    return found
  },
}

/** The value that a number stands for in a column; `top` of a text column is found in its first filled cell. */
export function valuePart(column: Column, top: number, rowCount: number): SentencePart {
  if (column.type === 'category') return { text: column.dictionary[top] ?? '' }
  if (column.type !== 'text') return { value: top, of: column.index }
  for (let row = 0; row < rowCount; row++) {
    const start = column.offsets[row]!
    const end = column.offsets[row + 1]!
    if (end > start) return { text: new TextDecoder().decode(column.bytes.subarray(start, end)) }
  }
  return { text: '' }
}
