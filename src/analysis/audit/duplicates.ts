import { UsageError } from '../errors.ts'
import { columnAt, valueColumnAt, type QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { cellOf, type CellText } from './cell-value.ts'
import { rankGroups, type RankedGroups } from './listed-groups.ts'
import { columnCodes, groupRows } from './row-codes.ts'

export interface DuplicatesRequest {
  /** The columns that rows must agree in; at least one. */
  readonly keys: readonly number[]
  /** Whether datetimes agree on the same day (UTC) instead of to the millisecond. */
  readonly byDay: boolean
  /** What is at stake; null: nothing is summed up. */
  readonly amount: number | null
  /** Groups to list. */
  readonly limit: number
  /** Whether each row's group is wanted. */
  readonly rows: boolean
}

export interface ListedGroup {
  readonly rows: number
  /** Sum of the sizes of the amounts of all rows but the first. */
  readonly stake: number
  readonly firstRow: number
  /** The cells of the first row in the key columns. */
  readonly cells: readonly CellText[]
}

export interface DuplicatesAnswer {
  readonly groups: number
  /** Rows that are in a group. */
  readonly rowsInGroups: number
  /** Rows but for the first of each group. */
  readonly repeats: number
  readonly stake: number
  /** Rows that were left out because a key is missing. */
  readonly missing: number
  /** The first `limit` groups by amount at stake, then by size, then by first row. */
  readonly listed: readonly ListedGroup[]
  /** (rows,) place of the row's group among all groups, −1 for rows that are alone; null unless asked for. */
  readonly groupOf: Int32Array | null
}

/**
 * Rows that agree in every one of the chosen columns.
 *
 * @param request the keys; an empty cell agrees with nothing
 * @returns the groups of at least two rows; amounts are summed without their sign
 * Errors: UsageError without keys or for an unknown column, FlagstoneError for an amount column without numbers.
 * Cost: linear in rows × keys, some 0.4 s for a million rows and three keys.
 */
export function* duplicates(context: QuestionContext, request: DuplicatesRequest): Work<DuplicatesAnswer> {
  const { keys, limit } = request
  if (keys.length === 0) throw new UsageError('no-keys', 'Choose at least one column to compare rows by.')
  const columns = keys.map((key) => columnAt(context, key))
  const ranked = yield* exactGroups(context, request)
  const groups = ranked.sizes.length
  const listed = Array.from({ length: Math.min(limit, groups) }, (_, group) => ({
    rows: ranked.sizes[group]!,
    stake: ranked.stakes[group]!,
    firstRow: ranked.firstRows[group]!,
    cells: columns.map((column) => cellOf(column, ranked.firstRows[group]!)),
  }))
  return {
    groups,
    rowsInGroups: ranked.rows,
    repeats: ranked.rows - groups,
    stake: ranked.stake,
    missing: ranked.missing,
    listed,
    groupOf: request.rows ? ranked.groupOf.slice() : null,
  }
}

interface ExactGroups extends RankedGroups {
  readonly missing: number
}

/** Kept, so that the list, its rows and its file come from one computation. */
export function exactGroups(
  context: QuestionContext,
  { keys, byDay, amount }: Pick<DuplicatesRequest, 'keys' | 'byDay' | 'amount'>,
): Work<ExactGroups> {
  const sorted = [...new Set(keys)].sort((a, b) => a - b)
  const key = `audit duplicates ${sorted.join(',')} ${byDay} ${amount}`
  return context.kept(key, function* () {
    const codes: Int32Array[] = []
    for (const column of sorted) codes.push(yield* columnCodes(context, column, byDay))
    const groups = yield* groupRows(codes)
    const amounts = amount === null ? null : valueColumnAt(context, amount).values
    let missing = 0
    for (const code of groups.codes) if (code < 0) missing++
    return { ...(yield* rankGroups(groups.codes, groups.counts.length, amounts)), missing }
  })
}
