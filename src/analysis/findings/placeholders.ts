import type { Work } from '../work.ts'
import {
  counted,
  listed,
  type FindingContext,
  type FindingRule,
  type Found,
  type SentencePart,
} from './finding.ts'
import type { Placeholder } from './placeholder.ts'
import { placeholderDates } from './placeholder-dates.ts'
import { placeholderNumbers } from './placeholder-numbers.ts'
import { placeholderWords } from './placeholder-words.ts'
import { rowsOfCodes, rowsWhere } from './rows-where.ts'

/** Values that seem to stand for a missing one. */
export const placeholders: FindingRule = {
  kind: 'placeholders',
  title: 'Values that look like placeholders',
  plural: 'columns with values that look like placeholders',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      const { index } = column
      const { role } = context.roles[index]!
      if (role === 'label') continue
      if (column.type === 'category') {
        const codes = placeholderWords(column, context.statistics[index]!)
        if (codes.length === 0) continue
        const { levelCounts } = context.statistics[index]!
        const count = codes.reduce((sum, code) => sum + levelCounts![code]!, 0)
        const texts = codes.map((code): SentencePart => ({ text: column.dictionary[code]! }))
        found.push({
          severity: 'note',
          columns: [index],
          count,
          sentence: [
            ...counted(count, 'cell'),
            ' of ',
            { column: index },
            count === 1 ? ' holds ' : ' hold ',
            ...listed(texts, 'such words'),
            ', which probably stands for a missing value and is compared as a value of its own.',
          ],
          rows: rowsOfCodes(column, codes),
        })
      } else if (column.type !== 'text' && role !== 'id' && role !== 'entity') {
        const values = yield* placeholderValues(context, index)
        if (values.length > 0) found.push(describe(context, index, values))
      }
      yield
    }
    return found
  },
}

function placeholderValues(context: FindingContext, index: number): Work<readonly Placeholder[]> {
  return context.table.columns[index]!.type === 'number'
    ? placeholderNumbers(context, index)
    : placeholderDates(context, index)
}

function describe(context: FindingContext, index: number, values: readonly Placeholder[]): Found {
  const count = values.reduce((sum, value) => sum + value.count, 0)
  const { role } = context.roles[index]!
  const compared = role === 'feature' || role === 'amount'
  const parts = values.map(({ value }): SentencePart => ({ value, of: index }))
  const column = context.table.columns[index]!
  const cells = column.type === 'number' || column.type === 'datetime' ? column.values : new Float64Array(0)
  const wanted = values.map(({ value }) => value)
  return {
    severity: compared ? 'serious' : 'notable',
    columns: [index],
    count,
    sentence: [
      ...counted(count, 'cell'),
      ' of ',
      { column: index },
      count === 1 ? ' holds ' : ' hold ',
      ...listed(parts, 'such values'),
      ', far from all other values: probably a placeholder for a missing value. ',
      compared
        ? 'It is taken for a real value and pulls means and scores.'
        : 'It is taken for a real value, and stretches every axis.',
    ],
    rows:
      wanted.length === 1
        ? { kind: 'range', column: index, low: wanted[0]!, high: wanted[0]!, closed: true }
        : (asked) => rowsWhere(asked.table.rowCount, (row) => wanted.includes(cells[row]!)),
  }
}
