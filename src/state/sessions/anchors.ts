import { namedRows, type LogEntry } from '../../analysis/decisions/decision-log.ts'
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
  const rows = namedIn(review.log)
  if (rows.length === 0) return known.rows.length === 0 ? known : NO_ANCHORS
  const keys = keyColumns(dataset)
  const fits = known.keys.map(({ column }) => column).join('\n') === keys.map(({ name }) => name).join('\n')
  if (fits && known.rows === rows) return known
  const before = fits ? known : NO_ANCHORS
  const at = placesOf(rows, before.rows)
  const missing = rows.filter((_, i) => at[i] === -1)
  if (missing.length === 0 && before.rows.length === rows.length) return { ...before, rows }
  const result = await getEngine().ask('rowAnchors', {
    rows: missing,
    columns: keys.map(({ index }) => index),
  })
  if (!result.ok || appStore.getState().dataset !== dataset) return null
  // Each row is either known or was just asked for, in this order.
  const pick = <T>(before: readonly T[] | undefined, found: ArrayLike<T>): T[] => {
    let asked = 0
    return rows.map((_, i) => (at[i] === -1 ? found[asked++]! : before![at[i]!]!))
  }
  const { lines, keys: values } = result.value
  return {
    rows,
    lines: pick(before.lines, lines),
    keys: keys.map(({ name }, k) => ({ column: name, values: pick(before.keys[k]?.values, values[k]!) })),
  }
}

/** Where each of some rising rows is in another rising list; −1: nowhere. */
function placesOf(rows: readonly number[], among: readonly number[]): Int32Array {
  const places = new Int32Array(rows.length)
  let at = 0
  for (let i = 0; i < rows.length; i++) {
    while (at < among.length && among[at]! < rows[i]!) at++
    places[i] = among[at] === rows[i] ? at : -1
  }
  return places
}

let named: { readonly log: readonly LogEntry[]; readonly rows: readonly number[] } = { log: [], rows: [] }

/** The rows that a log names, rising; the same list for as long as nothing is added. */
function namedIn(log: readonly LogEntry[]): readonly number[] {
  const goesOn = named.log.length <= log.length && log[named.log.length - 1] === named.log.at(-1)
  const later = log.slice(named.log.length)
  const moved = later.some(({ action }) => action.kind === 'renumber')
  const rows = goesOn && !moved ? merged(named.rows, namedRows(later).rows) : namedRows(log).rows
  named = { log, rows }
  return rows
}

/** Two rising lists as one; the first itself where the second adds nothing. */
function merged(a: readonly number[], b: readonly number[]): readonly number[] {
  const at = placesOf(b, a)
  const more = b.filter((_, i) => at[i] === -1)
  if (more.length === 0) return a
  const rows: number[] = []
  let from = 0
  for (const row of more) {
    while (from < a.length && a[from]! < row) rows.push(a[from++]!)
    rows.push(row)
  }
  while (from < a.length) rows.push(a[from++]!)
  return rows
}
