import { FlagstoneError } from '../errors.ts'
import { columnAt, valueColumnAt, type QuestionContext } from '../questions/question.ts'
import type { Column } from '../table/table.ts'
import type { Work } from '../work.ts'
import { cellOf, type CellText } from './cell-value.ts'
import { oneEdit } from './edit-distance.ts'
import { rankGroups } from './listed-groups.ts'
import type { ListedGroup } from './duplicates.ts'
import { orderBy, orderByCode } from './order-by.ts'
import { columnCodes, DAY_MS, groupRows } from './row-codes.ts'
import { createUnion, type Union } from './union.ts'

export type NearDuplicatesRequest = {
  readonly amount: number
  /** Rows of different entities are never near; null: all rows are of one. */
  readonly entity: number | null
  readonly limit: number
  readonly rows: boolean
} & (
  | {
      /** Amounts within `tolerance` (a share of the larger one) and dates within `days`. */
      readonly by: 'amount'
      readonly tolerance: number
      /** Absent: the amounts alone decide. */
      readonly date: number | null
      readonly days: number
    }
  /** The same amount, and ids that are one edit apart: any one, or two neighbouring characters swapped. */
  | { readonly by: 'id'; readonly id: number; readonly edits: 'any' | 'swapped' }
)

export interface NearDuplicatesAnswer {
  readonly groups: number
  readonly rowsInGroups: number
  readonly repeats: number
  readonly stake: number
  /** Pairs of rows that are near. */
  readonly pairs: number
  /** Rows that were compared with their nearest `comparisons` only: more pairs may exist. */
  readonly capped: number
  readonly comparisons: number
  /** Rows that were left out because a cell is missing (or the amount is 0 or infinite). */
  readonly missing: number
  readonly listed: readonly ListedGroup[]
  readonly groupOf: Int32Array | null
}

/** Rows that one row is compared with at most: what keeps a million rows feasible. */
const COMPARISONS = 200
const SLICE = 1 << 12

/**
 * Rows that are nearly the same: of one entity, with amounts close together within some days, or with equal amounts
 * and ids that are one edit apart. Rows that are linked through others are in one group. Exact duplicates (equal in all
 * that is compared) do not count as near, but join a group through a row that is.
 *
 * @param request what is compared
 * @returns groups of at least two rows; `capped` says where the comparison was cut short
 * Errors: UsageError for an unknown column, FlagstoneError for an amount column without numbers.
 * Cost: n log n in effect, at most rows × 200 comparisons: some 1 s for a million rows.
 */
export function* nearDuplicates(
  context: QuestionContext,
  request: NearDuplicatesRequest,
): Work<NearDuplicatesAnswer> {
  const { limit, amount } = request
  const found = yield* context.kept(`audit near ${JSON.stringify({ ...request, rows: 0, limit: 0 })}`, () =>
    request.by === 'amount' ? closeAmounts(context, request) : similarIds(context, request),
  )
  const { ranked, columns } = found
  const groups = ranked.sizes.length
  const cells = columns.map((column) => columnAt(context, column))
  const listed = Array.from({ length: Math.min(limit, groups) }, (_, group) => {
    const firstRow = ranked.firstRows[group]!
    return {
      rows: ranked.sizes[group]!,
      stake: ranked.stakes[group]!,
      firstRow,
      cells: cells.map((column): CellText => cellOf(column, firstRow)),
    }
  })
  return {
    groups,
    rowsInGroups: ranked.rows,
    repeats: ranked.rows - groups,
    stake: ranked.stake,
    pairs: found.pairs,
    capped: found.capped,
    comparisons: COMPARISONS,
    missing: valueColumnAt(context, amount).values.length - found.compared,
    listed,
    groupOf: request.rows ? ranked.groupOf.slice() : null,
  }
}

type By<K extends NearDuplicatesRequest['by']> = Extract<NearDuplicatesRequest, { readonly by: K }>

function* closeAmounts(context: QuestionContext, request: By<'amount'>) {
  const { amount, entity, date, tolerance, days } = request
  const amounts = valueColumnAt(context, amount).values
  const times = date === null ? null : timesAt(context, date)
  const usable = yield* blocksOf(context, amounts, entity, times)
  const union = createUnion(amounts.length)
  const tally = { pairs: 0, capped: 0 }
  const reach = times === null ? 0 : (days + 1) * DAY_MS
  const dayOf = (row: number) => (times === null ? 0 : Math.floor(times[row]! / DAY_MS))
  const isNear = (a: number, b: number): boolean => {
    const x = amounts[a]!
    const y = amounts[b]!
    if (Math.abs(x - y) > tolerance * Math.max(Math.abs(x), Math.abs(y)) * (1 + 1e-12)) return false
    if (Math.abs(dayOf(a) - dayOf(b)) > days) return false
    return x !== y || (times !== null && times[a] !== times[b])
  }
  // Two ways to look only at neighbours; the one with fewer comparisons is taken.
  const byAmount = yield* orderByCode(usable.codes, yield* orderBy(amounts, usable.rows))
  const amountEnds = (a: number, b: number) => amounts[b]! - amounts[a]! > tolerance * largest(amounts, a, b)
  const amountCost = yield* comparisons(byAmount, amountEnds)
  if (times !== null) {
    const byDate = yield* orderByCode(usable.codes, yield* orderBy(times, usable.rows))
    const dateEnds = (a: number, b: number) => times[b]! - times[a]! >= reach
    if ((yield* comparisons(byDate, dateEnds)) < amountCost) {
      yield* scan(byDate, dateEnds, isNear, union, tally)
      return yield* outcome(union, usable, amounts, tally, [entity, amount, date])
    }
  }
  yield* scan(byAmount, amountEnds, isNear, union, tally)
  return yield* outcome(union, usable, amounts, tally, [entity, amount, date])
}

function* similarIds(context: QuestionContext, request: By<'id'>) {
  const { amount, entity, id, edits } = request
  const amounts = valueColumnAt(context, amount).values
  const column = columnAt(context, id)
  const ids = yield* columnCodes(context, id)
  const usable = yield* blocksOf(context, amounts, entity, null, [yield* columnCodes(context, amount), ids])
  const keys = [yield* columnCodes(context, amount)]
  if (entity !== null) keys.push(yield* columnCodes(context, entity))
  const blocks = yield* groupRows(keys)
  const order = yield* orderByCode(blocks.codes, usable.rows)
  const union = createUnion(amounts.length)
  const tally = { pairs: 0, capped: 0 }
  const texts = new Map<number, string>()
  const textOf = (row: number): string => {
    const code = ids[row]!
    let text = texts.get(code)
    if (text === undefined) {
      text = idText(column, row)
      texts.set(code, text)
      // Most ids are seen in one block only.
      if (texts.size > 100_000) texts.clear()
    }
    return text
  }
  const isNear = (a: number, b: number) => {
    if (ids[a] === ids[b]) return false
    const edit = oneEdit(textOf(a), textOf(b))
    return edits === 'any' ? edit !== null : edit === 'swapped'
  }
  yield* scan(order, () => false, isNear, union, tally)
  return yield* outcome(union, usable, amounts, tally, [entity, id, amount])
}

function idText(column: Column, row: number): string {
  return String(cellOf(column, row) ?? '')
}

function largest(amounts: Float64Array, a: number, b: number): number {
  return Math.max(Math.abs(amounts[a]!), Math.abs(amounts[b]!)) * (1 + 1e-12)
}

function timesAt(context: QuestionContext, index: number): Float64Array {
  const column = columnAt(context, index)
  if (column.type === 'datetime') return column.values
  throw new FlagstoneError('not-times', `${column.name} is not read as dates or times.`, {
    column: column.name,
  })
}

interface Usable {
  /** Rows with every cell that is compared, ascending. */
  readonly rows: Uint32Array
  /** (rows,) entity, 0 without an entity column. */
  readonly codes: Int32Array
}

function* blocksOf(
  context: QuestionContext,
  amounts: Float64Array,
  entity: number | null,
  times: Float64Array | null,
  needed: readonly Int32Array[] = [],
): Work<Usable> {
  const codes = entity === null ? new Int32Array(amounts.length) : yield* columnCodes(context, entity)
  const rows = new Uint32Array(amounts.length)
  let count = 0
  for (let row = 0; row < amounts.length; row++) {
    if (row % (SLICE * 16) === 0) yield
    const amount = amounts[row]!
    if (amount - amount !== 0 || amount === 0 || codes[row]! < 0) continue
    if (times !== null && !(times[row]! - times[row]! === 0)) continue
    if (needed.some((keys) => keys[row]! < 0)) continue
    rows[count++] = row
  }
  return { rows: rows.slice(0, count), codes }
}

interface Blocks {
  readonly rows: Uint32Array
  readonly starts: Uint32Array
}

/** Whether no row from b on can be near a; rows of a block in order. */
type Ends = (a: number, b: number) => boolean

/** How many comparisons a scan would make. */
function* comparisons({ rows, starts }: Blocks, ends: Ends): Work<number> {
  let total = 0
  for (let block = 0; block + 1 < starts.length; block++) {
    const end = starts[block + 1]!
    let until = starts[block]!
    for (let i = starts[block]!; i < end; i++) {
      if (until <= i) until = i + 1
      while (until < end && !ends(rows[i]!, rows[until]!)) until++
      total += Math.min(COMPARISONS, until - i - 1)
      if (i % (SLICE * 16) === 0) yield
    }
    if (block % SLICE === 0) yield
  }
  return total
}

function* scan(
  { rows, starts }: Blocks,
  ends: Ends,
  isNear: (a: number, b: number) => boolean,
  union: Union,
  tally: { pairs: number; capped: number },
): Work<void> {
  let since = 0
  for (let block = 0; block + 1 < starts.length; block++) {
    const end = starts[block + 1]!
    for (let i = starts[block]!; i < end; i++) {
      const a = rows[i]!
      const stop = Math.min(end, i + 1 + COMPARISONS)
      let j = i + 1
      for (; j < stop; j++) {
        const b = rows[j]!
        if (ends(a, b)) break
        if (!isNear(a, b)) continue
        tally.pairs++
        union.join(a, b)
      }
      if (j === stop && stop < end && !ends(a, rows[stop]!)) tally.capped++
      since += j - i
      if (since > SLICE * 16) {
        since = 0
        yield end / rows.length
      }
    }
  }
}

function* outcome(
  union: Union,
  usable: Usable,
  amounts: Float64Array,
  { pairs, capped }: { readonly pairs: number; readonly capped: number },
  columns: readonly (number | null)[],
) {
  const { codes, groups } = yield* union.groups()
  const ranked = yield* rankGroups(codes, groups, amounts)
  const shown = columns.filter((column) => column !== null)
  return { ranked, pairs, capped, compared: usable.rows.length, columns: shown }
}
