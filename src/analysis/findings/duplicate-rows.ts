import type { Column } from '../table/table.ts'
import { columnShape } from './column-shape.ts'
import { equalRows, type EqualRows } from './equal-rows.ts'
import { columnParts, counted, ofRows, type FindingContext, type FindingRule, type Found } from './finding.ts'
import type { Work } from '../work.ts'

/** Twins that chance explains to this degree say nothing. */
const BY_CHANCE = 0.05
/** Past this share of twins, columns do not identify rows; unless the whole file stands there several times. */
const MOST_TWINS = 0.5
/** A few twins more or less change no result. */
const SERIOUS_SHARE = 0.001
const SERIOUS_ROWS = 3
/** Without the ids, fewer twins than this share are still an exception. */
const MOST_WITHOUT_IDS = 0.05

/**
 * Rows that agree in every column; where ids make every row different, rows that agree in everything but them.
 * Rows of a few columns with a few values agree by chance: nothing is said unless there are many times more twins
 * than independent columns would give.
 */
export const duplicateRows: FindingRule = {
  kind: 'duplicate-rows',
  title: 'Duplicate rows',
  plural: 'findings of duplicate rows',
  *find(context) {
    const { table, roles } = context
    const { columns } = table
    if (columns.length === 0 || table.rowCount < 2) return []
    const whole = yield* twins(context, columns)
    const findings: Found[] = []
    if (yield* isRemarkable(context, columns, whole)) {
      findings.push(describe(context, whole, columns, []))
    }
    const ids = columns.filter(({ index }) => roles[index]!.role === 'id')
    const rest = columns.filter(({ index }) => roles[index]!.role !== 'id')
    if (whole.groups > 0 || ids.length === 0 || rest.length < 2) return findings
    const alike = yield* twins(context, rest)
    const extra = alike.rows.length - alike.groups
    if (extra <= MOST_WITHOUT_IDS * table.rowCount && (yield* isRemarkable(context, rest, alike))) {
      findings.push(describe(context, alike, rest, ids))
    }
    return findings
  },
}

function describe(
  { table }: FindingContext,
  equal: EqualRows,
  compared: readonly Column[],
  ids: readonly Column[],
): Found {
  const extra = equal.rows.length - equal.groups
  const agree =
    ids.length === 0
      ? ' in every column'
      : ids.length === 1
        ? ' in everything but the id '
        : ' in everything but the ids '
  return {
    severity:
      ids.length === 0 && extra >= Math.max(SERIOUS_ROWS, SERIOUS_SHARE * table.rowCount)
        ? 'serious'
        : 'notable',
    columns: ids.map(({ index }) => index),
    count: extra,
    sentence: [
      ...counted(extra, 'row repeats', 'rows repeat'),
      ' another row',
      agree,
      ...columnParts(ids.map(({ index }) => index)),
      ...ofRows(extra, table.rowCount),
      ': ',
      ...counted(equal.groups, 'row occurs', 'different rows occur'),
      ...(equal.largest === 2
        ? [' twice']
        : equal.groups === 1
          ? [' ', { count: equal.largest }, ' times']
          : [' more than once, up to ', { count: equal.largest }, ' times']),
      '. What occurs twice counts twice, and looks more normal than it is.',
    ],
    rows: function* (context) {
      return (yield* twins(context, compared)).rows.slice()
    },
    shown: equal.rows.length,
  }
}

function twins(context: FindingContext, columns: readonly Column[]): Work<EqualRows> {
  const key = columns.length === context.table.columns.length ? 'all' : 'without ids'
  return context.kept(`findings: equal rows ${key}`, () => equalRows(context.table, columns))
}

function* isRemarkable(context: FindingContext, columns: readonly Column[], equal: EqualRows): Work<boolean> {
  const { rowCount } = context.table
  if (equal.groups === 0) return false
  const copies = equal.rows.length === rowCount && rowCount === equal.groups * equal.largest
  const extra = equal.rows.length - equal.groups
  if (extra > MOST_TWINS * rowCount && !copies) return false
  let expected = (rowCount * (rowCount - 1)) / 2
  for (const { index } of columns) expected *= (yield* columnShape(context, index)).agreement
  return expected <= BY_CHANCE * equal.pairs
}
