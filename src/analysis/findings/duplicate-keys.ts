import { isCodeName, isEntityName, isTimeName } from '../features/column-name.ts'
import type { Column } from '../table/table.ts'
import type { Work } from '../work.ts'
import { equalRows, type EqualRows } from './equal-rows.ts'
import { counted, type FindingContext, type FindingRule, type Found } from './finding.ts'

/** A column in which at least this share of the values are different is meant to name its rows. */
const KEY_SHARE = 0.95
/** Where the name does not say so, nearly all of many rows must differ: times of day and remarks differ often enough. */
const UNNAMED_SHARE = 0.995
const UNNAMED_ROWS = 1000
/** A few keys more or less change no result. */
const SERIOUS_SHARE = 0.001
const SERIOUS_ROWS = 3
const FEWEST_ROWS = 20

/** Values that stand in several rows of a column that otherwise names its rows. */
export const duplicateKeys: FindingRule = {
  kind: 'duplicate-keys',
  title: 'Duplicate keys',
  plural: 'columns with duplicate keys',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      const { distinct, distinctIsLowerBound, present } = context.statistics[column.index]!
      if (context.roles[column.index]!.role !== 'id' || present < FEWEST_ROWS || distinctIsLowerBound)
        continue
      if (distinct === present) continue
      const named = isCodeName(column.name) || isEntityName(column.name)
      if (!named && (present < UNNAMED_ROWS || isTimeName(column.name))) continue
      if (distinct < (named ? KEY_SHARE : UNNAMED_SHARE) * present) continue
      const equal = yield* twins(context, column)
      if (equal.groups === 0) continue
      found.push({
        severity:
          equal.rows.length >= Math.max(SERIOUS_ROWS, SERIOUS_SHARE * present) ? 'serious' : 'notable',
        columns: [column.index],
        count: equal.rows.length,
        sentence: [
          { column: column.index },
          ' names its rows, but ',
          ...counted(equal.groups, 'of its values stands', 'of its values stand'),
          ' in more than one row: ',
          { count: equal.rows.length },
          ' rows share a key with another',
          ...(equal.largest > 2 ? [', up to ', { count: equal.largest }, ' of them the same'] : []),
          '.',
        ],
        rows: function* (asked) {
          return (yield* twins(asked, column)).rows.slice()
        },
      })
    }
    return found
  },
}

function twins(context: FindingContext, column: Column): Work<EqualRows> {
  return context.kept(`findings: equal keys ${column.index}`, () => equalRows(context.table, [column], true))
}
