import type { CategoryColumn, DatetimeColumn, NumberColumn, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { formatNumber } from '../explain/format.ts'
import { binByEdges } from './binning.ts'
import type { TopLevel } from './level-figures.ts'
import { edgesOfSorted } from './number-edges.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import { timeEdges } from './time-edges.ts'

/** Bars of the small histogram on a card: few enough for some pixels each. */
const MAX_BINS = 36

/** From this many times the median on, the largest hundredth of the values presses the rest against the axis. */
const SKEWED = 20
/** More zeros than this do not go into the open first bin of a log scale unseen. */
const FEW_ZEROS = 0.05

/** The small picture of a column: a histogram of values, or bars of the most frequent ones. */
export interface ColumnPicture {
  /** (bins,) rows; missing cells are in none. */
  readonly counts: Uint32Array
  /** One per bin. */
  readonly labels: readonly string[]
  /** (bins + 1,) in data units, the first may be −∞ and the last +∞; null for bars of values. */
  readonly edges: readonly number[] | null
  /** Whether the bins are steps of a power of ten. */
  readonly log: boolean
  /** Whether every bin holds one whole number, which is its label. */
  readonly single: boolean
  /** Calendar unit of one bin of datetimes, e.g. `week`; empty otherwise. */
  readonly unit: string
}

export interface PictureBins extends ColumnPicture {
  /** Per row: its bin; the number of bins where the cell is missing. */
  readonly bins: Uint8Array
}

/**
 * A histogram of a number or datetime column for a small picture: round edges, far ends in open bins, steps of a
 * power of ten for positive values of very different size, calendar units for datetimes.
 *
 * @param sorted its finite values, ascending
 *
 * Cost: linear, some 15 ms for a million rows, in slices.
 */
export function* valuePicture(
  column: NumberColumn | DatetimeColumn,
  sorted: Float64Array,
): Work<PictureBins> {
  const log = column.type === 'number' && needsLog(sorted)
  const cut =
    column.type === 'datetime'
      ? timeEdges(column.values, MAX_BINS)
      : { ...edgesOfSorted(sorted, yield* hasInfinity(column.values), MAX_BINS, log), unit: '' }
  const { bins, counts } = yield* binByEdges(column, cut, cut.unit)
  return {
    bins: new Uint8Array(bins),
    counts: counts.slice(0, cut.labels.length),
    labels: cut.labels,
    edges: [...cut.edges],
    log,
    single:
      column.type === 'number' && cut.labels.every((label, bin) => label === formatNumber(cut.edges[bin]!)),
    unit: cut.unit,
  }
}

function needsLog(sorted: Float64Array): boolean {
  if (sorted.length === 0 || sorted[0]! < 0) return false
  const first = quantileOfSorted(sorted, FEW_ZEROS)
  return first > 0 && quantileOfSorted(sorted, 0.99) > SKEWED * quantileOfSorted(sorted, 0.5)
}

function* hasInfinity(values: Float64Array): Work<boolean> {
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    const end = Math.min(values.length, start + SLICE_ROWS)
    for (let i = start; i < end; i++) if (values[i] === Infinity || values[i] === -Infinity) return true
    yield
  }
  return false
}

/**
 * Bars of the most frequent values of a category or text column, and one of all others.
 *
 * @param top the values that get a bar of their own
 *
 * Cost: linear in the rows of categories; for text, the bytes of the rows that are as long as one of `top`.
 */
export function* levelPicture(
  column: CategoryColumn | TextColumn,
  top: readonly TopLevel[],
): Work<PictureBins> {
  const others = top.length
  const bins = column.type === 'category' ? yield* codeBins(column, top) : yield* textBins(column, top)
  const counts = new Uint32Array(others + 2)
  for (const bin of bins) counts[bin]!++
  const hasOthers = counts[others]! > 0
  // Without others, missing cells have the bin after the last of `top` all the same.
  return {
    bins,
    counts: counts.slice(0, hasOthers ? others + 1 : others),
    labels: [...top.map(({ text }) => text), ...(hasOthers ? ['other'] : [])],
    edges: null,
    log: false,
    single: true,
    unit: '',
  }
}

function* codeBins({ codes, dictionary }: CategoryColumn, top: readonly TopLevel[]): Work<Uint8Array> {
  // Missing is code −1, which is kept one place before the first.
  const binOf = new Uint8Array(dictionary.length + 1).fill(top.length)
  binOf[0] = top.length + 1
  top.forEach(({ firstRow }, bin) => (binOf[codes[firstRow]! + 1] = bin))
  const bins = new Uint8Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    bins[row] = binOf[codes[row]! + 1]!
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return bins
}

function* textBins({ bytes, offsets }: TextColumn, top: readonly TopLevel[]): Work<Uint8Array> {
  const bins = new Uint8Array(offsets.length - 1)
  const starts = top.map(({ firstRow }) => offsets[firstRow]!)
  const lengths = top.map(({ firstRow }) => offsets[firstRow + 1]! - offsets[firstRow]!)
  for (let row = 0; row < bins.length; row++) {
    const start = offsets[row]!
    const length = offsets[row + 1]! - start
    let bin = length === 0 ? top.length + 1 : top.length
    for (let k = 0; k < top.length; k++) {
      if (lengths[k] === length && sameBytes(bytes, starts[k]!, start, length)) bin = k
    }
    bins[row] = bin
    if (row % 32768 === 32767) yield
  }
  return bins
}

function sameBytes(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false
  return true
}
