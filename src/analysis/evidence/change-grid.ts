import type { ColumnEncoder } from '../features/encoder.ts'
import { countAtMost, countBelow } from '../statistics/sorted-values.ts'
import type { Column } from '../table/table.ts'
import { DAY_MS } from '../audit/row-codes.ts'

/** One cell that a row might have instead of its own. */
export interface CellChange {
  readonly column: number
  /** A number or a time (epoch ms); of a category its code, −1: missing; of a text a row that has it. */
  readonly to: number
  /** How large the change is, 0 … 1: see `changesOf`. */
  readonly size: number
}

/** What is known of a column beside its cells. */
export interface ColumnFacts {
  /** Of a number column: its finite values, ascending. */
  readonly sorted: Float64Array | null
  /** Of a category or text column: rows per level, the last one missing, and the first row with each level. */
  readonly levels: {
    readonly codes: Int32Array
    readonly counts: Uint32Array
    readonly firstRows: Uint32Array
  } | null
}

const HOUR_MS = DAY_MS / 24

/** Shares of a number column's rows at whose values changes are tried: alone, and together with another column. */
const FINE = [
  0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65,
  0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 1,
]
const COARSE = [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999]
const LEVELS = { fine: 24, coarse: 6 }
const TEXTS = { fine: 8, coarse: 3 }

/**
 * The changes of one cell that are tried.
 *
 * - A number becomes one of the column's values at fixed shares of its rows. The change is as large as the share of
 *   rows between the old value and the new one (mid-ranks); a missing number counts 1.
 * - A category or a text becomes one of the most common others, or missing where the column has such cells. The change
 *   is as large as the share of rows that have another value than the new one.
 * - A time moves to another hour of its day, or to another of the three days before and after. The change is as large as
 *   the share of a day, or of a week, that it moves, the shorter way round.
 *
 * @param fine the finer grid, for a change of this column alone
 * @returns smallest first; the row's own value is not among them
 */
export function changesOf(
  encoder: ColumnEncoder,
  column: Column,
  { sorted, levels }: ColumnFacts,
  row: number,
  fine: boolean,
): CellChange[] {
  const changes: CellChange[] = []
  const add = (to: number, size: number) => void changes.push({ column: column.index, to, size })
  if (column.type === 'number' && sorted !== null) addNumbers(column.values[row]!, sorted, fine, add)
  else if (column.type === 'datetime' && encoder.kind === 'time')
    addTimes(column.values[row]!, encoder.timed, fine, add)
  else if (levels !== null) {
    const { codes, counts, firstRows } = levels
    const most = (column.type === 'text' ? TEXTS : LEVELS)[fine ? 'fine' : 'coarse']
    const rows = codes.length
    for (const level of mostCommon(counts, codes[row]!, most))
      add(column.type === 'text' ? firstRows[level]! : level, 1 - counts[level]! / rows)
    const missing = counts[counts.length - 1]!
    if (column.type === 'category' && missing > 0 && codes[row]! >= 0) add(-1, 1 - missing / rows)
  }
  return changes.sort((a, b) => a.size - b.size || a.to - b.to)
}

type Add = (to: number, size: number) => void

function addNumbers(value: number, sorted: Float64Array, fine: boolean, add: Add): void {
  if (sorted.length === 0) return
  const own = placeOf(sorted, value)
  let last = NaN
  for (const share of fine ? FINE : COARSE) {
    const to = sorted[Math.round(share * (sorted.length - 1))]!
    if (to === last || to === value) continue
    last = to
    add(to, value !== value ? 1 : Math.abs(placeOf(sorted, to) - own))
  }
}

/** The share of values below, those equal counting half. */
function placeOf(sorted: Float64Array, value: number): number {
  return (countBelow(sorted, value) + countAtMost(sorted, value)) / (2 * sorted.length)
}

function addTimes(time: number, timed: boolean, fine: boolean, add: Add): void {
  if (time - time !== 0) return
  const day = Math.floor(time / DAY_MS) * DAY_MS
  const hour = Math.floor((time - day) / HOUR_MS)
  for (let to = 0; timed && to < 24; to += fine ? 1 : 3) {
    const hours = Math.min((to - hour + 24) % 24, (hour - to + 24) % 24)
    if (hours > 0) add(time + (to - hour) * HOUR_MS, hours / 24)
  }
  for (let days = -3; days <= 3; days++) if (days !== 0) add(time + days * DAY_MS, Math.abs(days) / 7)
}

/** The levels with the most rows, without one of them; ties by number. */
function mostCommon(counts: Uint32Array, without: number, most: number): readonly number[] {
  const best: number[] = []
  for (let level = 0; level + 1 < counts.length; level++) {
    if (level === without || counts[level] === 0) continue
    let at = best.length
    while (at > 0 && counts[best[at - 1]!]! < counts[level]!) at--
    if (at >= most) continue
    best.splice(at, 0, level)
    if (best.length > most) best.pop()
  }
  return best
}
