import { columnCodes } from '../audit/row-codes.ts'
import type { QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { peerColumns, type PeerColumn } from './peer-columns.ts'

/** The rows with the same value in a column as one row. */
export interface PeerRows extends PeerColumn {
  /** The shared value's number among the column's values. */
  readonly code: number
  /** Ascending, without the row itself. */
  readonly rows: Uint32Array
}

/** Fewer rows say nothing of what is usual. */
const FEWEST = 5
/** A category that tells less of the numbers than this makes no peers of its own accord. */
const LEAST_TOLD = 0.01

/**
 * The peers of a row.
 *
 * @param by a column; `auto`: the first of `peerColumns` by which the row has at least five peers, of the categories
 *   only one that tells something of the numbers
 * @returns null where the row has no value there, or no column makes peers
 *
 * Cost: a pass over the rows' codes per column that is tried.
 */
export function* peersOf(
  context: QuestionContext,
  row: number,
  by: number | 'auto' | null,
): Work<PeerRows | null> {
  if (by === null) return null
  const columns = yield* peerColumns(context, {})
  if (by !== 'auto') {
    const known = columns.find(({ column }) => column === by)
    const name = context.table.columns[by]?.name ?? ''
    return yield* peersBy(context, known ?? { column: by, name, kind: 'category', tells: 0 }, row)
  }
  for (const column of columns) {
    if (column.kind === 'category' && column.tells < LEAST_TOLD) break // they come by how much they tell
    const peers = yield* peersBy(context, column, row)
    if (peers !== null && peers.rows.length >= FEWEST) return peers
  }
  return null
}

/** @returns null where the row has no value in the column */
export function* peersBy(context: QuestionContext, column: PeerColumn, row: number): Work<PeerRows | null> {
  const codes = yield* columnCodes(context, column.column)
  const code = codes[row]!
  if (code < 0) return null
  let found = new Uint32Array(256)
  let count = 0
  for (let start = 0; start < codes.length; start += SLICE_ROWS) {
    const end = Math.min(codes.length, start + SLICE_ROWS)
    if (found.length < count + (end - start)) {
      const larger = new Uint32Array(Math.max(found.length * 2, count + (end - start)))
      larger.set(found.subarray(0, count))
      found = larger
    }
    count = equalRows(codes, code, row, start, end, found, count)
    yield
  }
  return { ...column, code, rows: found.slice(0, count) }
}

function equalRows(
  codes: Int32Array,
  code: number,
  without: number,
  start: number,
  end: number,
  found: Uint32Array,
  count: number,
): number {
  let at = count
  for (let row = start; row < end; row++) if (codes[row] === code && row !== without) found[at++] = row
  return at
}
