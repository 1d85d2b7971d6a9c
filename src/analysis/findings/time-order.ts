import { mainColumn } from '../features/infer-roles.ts'
import type { Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import {
  counted,
  ofRows,
  type FindingContext,
  type FindingRule,
  type Found,
  type SentencePart,
} from './finding.ts'
import { rowsOutOfOrder } from './out-of-order.ts'
import { rowsWhere } from './rows-where.ts'

/** With more steps against the order than this, the file is not in the order of time, and need not be. */
const MOST_AGAINST = 0.1
/** With more rows out of order than this, whole stretches stand elsewhere; then the places of the jumps are told. */
const MOST_OUT = 0.05
const MOST_OF_OTHERS = 0.005
const FEWEST_ROWS = 20
/**
 * A file is sorted by a column first when that column changes where time steps back, and seldom elsewhere: nearly
 * always where there are few such steps, else mostly. A month that changes as time goes on is no such column.
 */
const FEW_JUMPS = 20
const AT_FEW_JUMPS = 0.8
const AT_JUMPS = 0.5

/**
 * Rows that break the order of time in a file that otherwise keeps it: oldest first, newest first, or so within
 * each account when the file is sorted by account.
 */
export const timeOrder: FindingRule = {
  kind: 'time-order',
  title: 'Rows out of time order',
  plural: 'columns with rows out of time order',
  *find(context) {
    const { roles, table } = context
    const main = mainColumn(roles, 'time')
    const others = table.columns.map(({ index }) => index).filter((index) => roles[index]!.role === 'time')
    const found: Found[] = []
    const told = new Set<number>()
    for (const index of new Set(main === null ? others : [main, ...others])) {
      const order = yield* orderOf(context, index)
      if (order === null) continue
      const rows = yield* outOfOrder(context, order)
      // A second time, such as a due date, follows the order loosely: only where nearly every row keeps it are the others told.
      if (index !== main && rows.length > MOST_OF_OTHERS * table.rowCount) continue
      if (rows.every((row) => told.has(row))) continue
      for (const row of rows) told.add(row)
      found.push(describe(context, order, rows.length))
    }
    return found
  },
}

function describe(context: FindingContext, order: TimeOrder, out: number): Found {
  const { column, sign, group, jumps } = order
  const { rowCount } = context.table
  const few = out <= MOST_OUT * rowCount
  const sorted: SentencePart[] = [
    'The rows are in the order of ',
    { column },
    sign === 1 ? '' : ', newest first',
    ...(group === null ? [] : [' within each ', { column: group }]),
  ]
  return {
    severity: 'notable',
    columns: [column],
    count: few ? out : jumps,
    sentence: few
      ? [
          ...sorted,
          ', except for ',
          ...counted(out, 'row'),
          ...ofRows(out, rowCount),
          '. They may have been added or changed later, or carry a wrong time.',
        ]
      : [
          ...sorted,
          ' for long stretches, but ',
          ...counted(jumps, 'row starts', 'rows start'),
          ' over at an earlier time, as where several files were put together.',
        ],
    rows: function* (asked) {
      return few
        ? (yield* outOfOrder(asked, order)).slice()
        : yield* rowsAtJumps(asked.table.columns[column]!, sign, group, asked)
    },
  }
}

interface TimeOrder {
  readonly column: number
  readonly sign: 1 | -1
  /** The column by which the file is sorted first; null when there is none. */
  readonly group: number | null
  /** Steps back in time. */
  readonly jumps: number
}

function outOfOrder(context: FindingContext, { column, sign, group }: TimeOrder): Work<Uint32Array> {
  const { columns } = context.table
  const time = columns[column]!
  const starts = group === null ? null : changes(columns[group]!)
  return context.kept(`findings: out of order ${column}`, () => rowsOutOfOrder(valuesOf(time), sign, starts))
}

function* orderOf(context: FindingContext, index: number): Work<TimeOrder | null> {
  const column = context.table.columns[index]
  if (column === undefined || (column.type !== 'number' && column.type !== 'datetime')) return null
  if (context.statistics[index]!.present < FEWEST_ROWS) return null
  const { falling, rising } = yield* steps(column.values)
  const sign = falling <= rising ? 1 : -1
  const against = Math.min(falling, rising)
  if (against === 0) return null
  const group = yield* groupedBy(context, index, sign)
  if (group === null && against > MOST_AGAINST * (falling + rising)) return null
  if (group === null) return { column: index, sign, group, jumps: against }
  const within = yield* jumpsWithin(column.values, sign, changes(context.table.columns[group]!))
  if (within.against === 0 || within.against > MOST_AGAINST * within.steps) return null
  return { column: index, sign, group, jumps: within.against }
}

function* steps(values: Float64Array): Work<{ falling: number; rising: number }> {
  let falling = 0
  let rising = 0
  let previous = NaN
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value < previous) falling++
    else if (value > previous) rising++
    if (value === value) previous = value
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { falling, rising }
}

function* jumpsWithin(
  values: Float64Array,
  sign: 1 | -1,
  starts: (row: number) => boolean,
): Work<{ against: number; steps: number }> {
  let against = 0
  let taken = 0
  for (let row = 1; row < values.length; row++) {
    const step = (values[row]! - values[row - 1]!) * sign
    if (step !== 0 && step === step && !starts(row)) {
      taken++
      if (step < 0) against++
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { against, steps: taken }
}

/** The column by which the file seems to be sorted before time. */
function* groupedBy(context: FindingContext, time: number, sign: 1 | -1): Work<number | null> {
  const values = valuesOf(context.table.columns[time]!)
  let best: number | null = null
  let bestShare = 0
  for (const column of context.table.columns) {
    const { distinct } = context.statistics[column.index]!
    if (column.index === time || column.type === 'datetime' || distinct < 2) continue
    const { jumps, atJumps, elsewhere } = yield* changesAtJumps(values, sign, changes(column))
    if (jumps === 0 || elsewhere > atJumps) continue
    const share = atJumps / jumps
    if (share < (jumps < FEW_JUMPS ? AT_FEW_JUMPS : AT_JUMPS) || share <= bestShare) continue
    best = column.index
    bestShare = share
  }
  return best
}

/** Steps back in time, how many of them go with a change of the column, and how many other steps do. */
function* changesAtJumps(values: Float64Array, sign: 1 | -1, changed: (row: number) => boolean) {
  let jumps = 0
  let atJumps = 0
  let elsewhere = 0
  for (let row = 1; row < values.length; row++) {
    const back = (values[row]! - values[row - 1]!) * sign < 0
    if (back) jumps++
    if (changed(row)) {
      if (back) atJumps++
      else elsewhere++
    }
    // Most columns change all the time, which shows at once.
    if (row === 4096 && elsewhere > row / 2) break
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { jumps, atJumps, elsewhere }
}

function* rowsAtJumps(
  column: Column,
  sign: 1 | -1,
  group: number | null,
  context: FindingContext,
): Work<Uint32Array> {
  const values = valuesOf(column)
  const starts = group === null ? null : changes(context.table.columns[group]!)
  let previous = NaN
  return yield* rowsWhere(values.length, (row) => {
    const value = values[row]! * sign
    const back = value < previous && starts?.(row) !== true
    if (value === value) previous = value
    return back
  })
}

/** Whether a row holds another value than the row before. */
function changes(column: Column): (row: number) => boolean {
  switch (column.type) {
    case 'category': {
      const { codes } = column
      return (row) => codes[row] !== codes[row - 1]
    }
    case 'text': {
      const { bytes, offsets } = column
      return (row) => {
        const start = offsets[row]!
        const other = offsets[row - 1]!
        const length = offsets[row + 1]! - start
        if (start - other !== length) return true
        for (let i = 0; i < length; i++) if (bytes[start + i] !== bytes[other + i]) return true
        return false
      }
    }
    default: {
      const { values } = column
      return (row) => values[row] !== values[row - 1]
    }
  }
}

function valuesOf(column: Column): Float64Array {
  return column.type === 'number' || column.type === 'datetime' ? column.values : new Float64Array(0)
}
