import { countAtMost } from '../statistics/sorted-values.ts'
import { sortedColumn } from '../questions/question.ts'
import { nameWords } from '../features/column-name.ts'
import { counted, ofRows, type FindingRule, type Found } from './finding.ts'

const DAY = 86_400_000
/** Zones are up to fourteen hours ahead of UTC, and "today" may have begun there. */
const SLACK = 2 * DAY
/** Where more than this share lies ahead, the column is about the future, or the file's dates are made up. */
const MOST = 0.2
/** No contract runs longer than this: further ahead it is a slip or a placeholder, whatever the column is called. */
const FAR = 100 * 366 * DAY

/** Words of columns that look ahead by their nature. */
const AHEAD = new Set(
  'due expiry expires expire expired expiration exp maturity matures end ends ending until till deadline planned plan scheduled schedule forecast target next renewal renew valid eta arrival departure checkin checkout appointment delivery review faellig fällig ablauf ende bis échéance vencimiento scadenza'.split(
    ' ',
  ),
)

/** Dates after today in a column that is about the past. */
export const futureDates: FindingRule = {
  kind: 'future-dates',
  title: 'Dates in the future',
  plural: 'columns with dates in the future',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      if (column.type !== 'datetime') continue
      const { max } = context.statistics[column.index]!
      if (max === null) continue
      const ahead = nameWords(column.name).some((word) => AHEAD.has(word))
      const limit = context.today + (ahead ? FAR : SLACK)
      if (max < limit) continue
      const sorted = yield* sortedColumn(context, column.index)
      const later = sorted.length - countAtMost(sorted, limit - 1)
      if (later > MOST * sorted.length) continue
      const latestOfOthers = sorted[sorted.length - later - 1]!
      found.push({
        severity: 'notable',
        columns: [column.index],
        count: later,
        sentence: [
          ...counted(later, 'date'),
          ' of ',
          { column: column.index },
          ...ofRows(later, context.table.rowCount),
          later === 1 ? ' lies ' : ' lie ',
          ahead ? 'more than a hundred years ahead, ' : 'in the future, ',
          later === 1 ? 'on ' : 'up to ',
          { value: max, of: column.index },
          '; the latest of the others is ',
          { value: latestOfOthers, of: column.index },
          '.',
        ],
        rows: { kind: 'range', column: column.index, low: limit, high: Infinity },
      })
      yield
    }
    return found
  },
}
