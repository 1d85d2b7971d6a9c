import { namedRows } from '../../analysis/decisions/decision-log.ts'
import { NO_ANCHORS, type SessionAnchors } from '../../storage/session-record.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { getEngine } from '../engine.ts'
import { appStore } from '../store.ts'

/** Columns by which rows could be found in another version of the file; more than this help nobody. */
const MOST_KEYS = 3

/**
 * Columns that name rows: those read as ids first, then codes and whole numbers that differ in every row. Decimals
 * never name a row, however different they are.
 */
export function keyColumns({
  columns,
  rowCount,
}: DatasetSummary): readonly { index: number; name: string }[] {
  const ids = columns.filter(({ role, missing }) => role === 'id' && missing === 0)
  const unique = columns.filter(
    ({ role, type, format, distinct, distinctIsLowerBound, missing }) =>
      role !== 'id' &&
      missing === 0 &&
      distinct === rowCount &&
      !distinctIsLowerBound &&
      (type === 'text' || type === 'category' || format.code === 'integer'),
  )
  return [...ids, ...unique].slice(0, MOST_KEYS)
}

/**
 * What the rows that the log names are found again by; null when the engine cannot say.
 *
 * @param known what is known already; only other rows are asked for
 */
export async function anchorsOfLog(known: SessionAnchors = NO_ANCHORS): Promise<SessionAnchors | null> {
  const { dataset, review } = appStore.getState()
  if (!dataset) return null
  const { rows } = namedRows(review.log)
  if (rows.length === 0) return NO_ANCHORS
  const keys = keyColumns(dataset)
  const fits = known.keys.map(({ column }) => column).join('\n') === keys.map(({ name }) => name).join('\n')
  const at = new Map(fits ? known.rows.map((row, i) => [row, i]) : [])
  const missing = rows.filter((row) => !at.has(row))
  if (missing.length === 0 && known.rows.length === rows.length) return known
  const result = await getEngine().ask('rowAnchors', {
    rows: missing,
    columns: keys.map(({ index }) => index),
  })
  if (!result.ok || appStore.getState().dataset !== dataset) return null
  const asked = new Map(missing.map((row, i) => [row, i]))
  const pick = <T>(before: readonly T[] | undefined, found: ArrayLike<T>): T[] =>
    rows.map((row) => {
      const i = asked.get(row)
      // Each row is either known or was just asked for.
      return i === undefined ? before![at.get(row)!]! : found[i]!
    })
  const { lines, keys: values } = result.value
  return {
    rows,
    lines: pick(known.lines, lines),
    keys: keys.map(({ name }, k) => ({ column: name, values: pick(known.keys[k]?.values, values[k]!) })),
  }
}
