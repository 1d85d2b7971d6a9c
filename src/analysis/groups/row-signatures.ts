import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { Table } from '../table/table.ts'
import { hourOf, placesOf, tellsHours, type Side } from './cell-sides.ts'
import type { SharedLevels } from './shared-levels.ts'
import { SparseRowsBuilder, type SparseRows } from './sparse-rows.ts'

/** What stands behind a row's reason in one source column. */
export interface SourceCells {
  readonly column: number
  readonly name: string
  readonly kind: 'side' | 'hour' | 'value'
  /** (rows,) for `side`. */
  readonly sides: readonly Side[]
  /** (rows,) how far out, for `side`: see `Places`. */
  readonly bands: Float64Array
  /** (rows,) the hour 0 … 23, or a number for the value; −1 where missing. For `hour` and `value`. */
  readonly keys: Int32Array
}

/** How much of a row's signature is what it shares with others beside its reasons. */
const SHARED_PART = 0.35
/** How much of a reason in a number column is how far out the cell is. */
const SIZE_PART = 0.3
/** Reasons of less than this part of a row's score say nothing. */
const LEAST_REASON = 0.05

/** The cells behind the reasons of some rows, source by source. Cost: rows × sources. */
export function sourceCells(
  table: Table,
  statistics: readonly ColumnStatistics[],
  sources: FeatureMatrix['sources'],
  rows: Uint32Array,
): SourceCells[] {
  return sources.map(({ column: index, name }): SourceCells => {
    const column = table.columns[index]!
    const of = { column: index, name, sides: [], bands: new Float64Array(), keys: new Int32Array() }
    if (column.type === 'category')
      return { ...of, kind: 'value', keys: Int32Array.from(rows, (row) => column.codes[row]!) }
    if (column.type === 'text') return { ...of, kind: 'value', keys: textKeys(column, rows) }
    if (tellsHours(column, statistics[index]!))
      return { ...of, kind: 'hour', keys: Int32Array.from(rows, (row) => hourOf(column, row)) }
    return { ...of, kind: 'side', ...placesOf(column, rows) }
  })
}

function textKeys(
  column: Extract<Table['columns'][number], { type: 'text' }>,
  rows: Uint32Array,
): Int32Array {
  const decoder = new TextDecoder()
  const numbers = new Map<string, number>()
  return Int32Array.from(rows, (row) => {
    const text = decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]))
    if (text === '') return -1
    const known = numbers.get(text) ?? numbers.size
    numbers.set(text, known)
    return known
  })
}

/**
 * What part of each row's score each source column explains, beyond what it explains of an ordinary row's.
 *
 * @param contributions rows × sources, row-major, of the rows
 * @param ordinary the same of rows that do not stand out
 * @returns rows × sources, ≥ 0; each row adds up to 1, or to 0 where no column stands out
 *
 * Cost: linear, and a sort of the ordinary rows per source.
 */
export function reasonShares(
  contributions: Float64Array,
  ordinary: Float64Array,
  sources: number,
): Float64Array {
  const usual = usualContributions(ordinary, sources)
  const shares = new Float64Array(contributions.length)
  for (let from = 0; from < shares.length; from += sources) {
    let sum = excesses(contributions, usual, from, sources, shares)
    // Nothing beyond the usual: then what there is.
    if (sum === 0) sum = excesses(contributions, null, from, sources, shares)
    let kept = 0
    for (let s = 0; s < sources; s++) {
      const share = sum > 0 ? shares[from + s]! / sum : 0
      shares[from + s] = share < LEAST_REASON ? 0 : share
      kept += shares[from + s]!
    }
    if (kept > 0) for (let s = 0; s < sources; s++) shares[from + s]! /= kept
  }
  return shares
}

function excesses(
  contributions: Float64Array,
  usual: Float64Array | null,
  from: number,
  sources: number,
  into: Float64Array,
): number {
  let sum = 0
  for (let s = 0; s < sources; s++) {
    const excess = contributions[from + s]! - (usual?.[s] ?? 0)
    into[from + s] = excess > 0 ? excess : 0
    sum += into[from + s]!
  }
  return sum
}

/** Per source what nine in ten ordinary rows stay below. */
function usualContributions(ordinary: Float64Array, sources: number): Float64Array {
  const count = ordinary.length / sources
  return Float64Array.from({ length: sources }, (_, s) => {
    const values = Float64Array.from({ length: count }, (_, i) => ordinary[i * sources + s]!).sort()
    return count === 0 ? 0 : Math.max(0, values[Math.floor(0.9 * (count - 1))]!)
  })
}

/**
 * One vector of unit length per row, whose products tell how much two rows stand out for the same reasons: the
 * same columns, in the same direction, with the same values and hours, and beside them what rows share more often
 * than chance would have it.
 *
 * @param shares rows × sources: see `reasonShares`
 *
 * Cost: linear.
 */
export function rowSignatures(
  count: number,
  shares: Float64Array,
  cells: readonly SourceCells[],
  shared: readonly SharedLevels[],
): SparseRows {
  const rows = new SparseRowsBuilder()
  // That two rows have the same count or amount matters where the column is no reason, such as a numeric code.
  const measured = new Set(cells.filter(({ kind }) => kind === 'side').map(({ column }) => column))
  const telling = shared.filter(({ column, kind }) => kind !== 'value' || !measured.has(column))
  for (let i = 0; i < count; i++) {
    const common = telling.filter(({ levelOf }) => levelOf[i]! >= 0)
    const rest = common.length > 0 ? 1 - SHARED_PART : 1
    cells.forEach((source, s) => {
      const share = shares[i * cells.length + s]! * rest
      if (share > 0) addReason(rows, source, s, i, share)
    })
    for (const { column, kind, levelOf } of common)
      rows.add(`${kind} ${column} ${levelOf[i]!}`, SHARED_PART / common.length)
    rows.endRow()
  }
  return rows.build()
}

function addReason(rows: SparseRowsBuilder, source: SourceCells, s: number, i: number, share: number): void {
  if (source.kind === 'side') {
    const side = `source ${s} ${source.sides[i]!}`
    const band = Math.floor(source.bands[i]!)
    const beyond = source.bands[i]! - band
    rows.add(side, share * (1 - SIZE_PART))
    rows.add(`${side} ${band}`, share * SIZE_PART * (1 - beyond))
    if (beyond > 0) rows.add(`${side} ${band + 1}`, share * SIZE_PART * beyond)
    return
  }
  const key = source.keys[i]!
  // Two rare values are alike in being rare; two hours the more, the nearer they are.
  rows.add(`source ${s}`, share / 2)
  if (source.kind === 'value' || key < 0) return void rows.add(`source ${s} key ${key}`, share / 2)
  for (const [step, part] of [
    [-1, 1 / 12],
    [0, 1 / 3],
    [1, 1 / 12],
  ] as const)
    rows.add(`source ${s} hour ${(key + step + 24) % 24}`, share * part)
}
