import { sortedColumn } from '../questions/question.ts'
import { parseCompactDate, scanDatetime } from '../table/parse-datetime.ts'
import type { CategoryColumn, NumberColumn, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { counted, type FindingContext, type FindingRule, type Found } from './finding.ts'

/** From this share of cells that read as dates on, a column of words is probably one of dates. */
const MOSTLY = 0.6
/** Of numbers nearly all must be days of the calendar: one in twenty-five of any such numbers is. */
const NEARLY_ALL = 0.95
const FEWEST_VALUES = 5
/** Cells of a text column that are looked at first. */
const PROBE = 2000

/** Columns read as words or numbers whose cells read as dates. */
export const dateAsText: FindingRule = {
  kind: 'date-as-text',
  title: 'Likely dates, not read as such',
  plural: 'columns of likely dates that are not read as such',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      const { present, distinct } = context.statistics[column.index]!
      if (column.type === 'datetime' || distinct < FEWEST_VALUES) continue
      const compact = column.type === 'number'
      const dates =
        column.type === 'number'
          ? yield* compactDates(context, column)
          : column.type === 'category'
            ? datesOfCategory(column, context.statistics[column.index]!.levelCounts)
            : yield* datesOfText(column)
      if (dates === null || dates < (compact ? NEARLY_ALL : MOSTLY) * present) continue
      const others = present - dates
      found.push({
        severity: 'notable',
        columns: [column.index],
        count: dates,
        sentence: [
          { column: column.index },
          ` is read as ${compact ? 'a number' : 'words'}, but `,
          ...(others === 0
            ? ['every cell reads as a date']
            : [
                ...counted(dates, 'cell reads', 'cells read'),
                ' as a date and ',
                { count: others },
                ' do not',
              ]),
          compact ? ' written as yyyymmdd.' : '.',
        ],
        rows: null,
        remedies: [
          {
            kind: 'read-as',
            column: column.index,
            type: 'datetime',
            ...(compact ? { format: 'compact' } : {}),
          },
        ],
      })
      yield
    }
    return found
  },
}

/** How many cells read as yyyymmdd; null when it is not worth a look. */
function* compactDates(context: FindingContext, column: NumberColumn): Work<number | null> {
  const { integers, median } = context.statistics[column.index]!
  if (!integers || median === null || median < 19_000_101 || median > 21_001_231) return null
  const sorted = yield* sortedColumn(context, column.index)
  let dates = 0
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end++
    if (parseCompactDate(String(sorted[start])) > -Infinity) dates += end - start
    else if (end - dates > 0.5 * sorted.length) return null
    if (Math.floor(end / SLICE_ROWS) > Math.floor(start / SLICE_ROWS)) yield
    start = end
  }
  return dates
}

function datesOfCategory(column: CategoryColumn, counts: Uint32Array | null): number | null {
  if (counts === null || column.format.code === 'boolean') return null
  let dates = 0
  for (const [code, text] of column.dictionary.entries()) {
    if (counts[code]! > 0 && scanDatetime(text) !== null) dates += counts[code]!
  }
  return dates
}

function* datesOfText(column: TextColumn): Work<number | null> {
  const { bytes, offsets } = column
  const rows = offsets.length - 1
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let dates = 0
  let cells = 0
  for (let row = 0; row < rows; row++) {
    const start = offsets[row]!
    const end = offsets[row + 1]!
    if (end > start) {
      cells++
      // Longer than any date.
      if (end - start <= 50 && scanDatetime(decoder.decode(bytes.subarray(start, end))) !== null) dates++
      if (cells === PROBE && dates < MOSTLY * 0.5 * PROBE) return null
    }
    if (row % 8192 === 8191) yield
  }
  return dates
}
