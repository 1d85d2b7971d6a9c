import type { CategoryColumn, Column, DatetimeColumn, NumberColumn, TextColumn } from '../table/table.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { groupTexts } from './distinct.ts'
import { numberEdges, type NumberEdges } from './number-edges.ts'
import { timeEdges } from './time-edges.ts'

/** How a column is cut into bins for a linked distribution or timeline. */
export type BinSpec =
  | { readonly kind: 'auto'; readonly maxBins: number; readonly log?: boolean }
  | { readonly kind: 'time'; readonly maxBins: number }

/** Every row's bin, so that flagged counts per bin follow the cut without the worker. */
export interface BinnedColumn {
  readonly column: number
  /** Per row: bin index; the last bin holds missing values when `hasMissingBin`. */
  readonly bins: Uint16Array
  readonly counts: Uint32Array
  /** One label per bin for the text summary and the table. */
  readonly labels: readonly string[]
  /** Bin edges in data units (epoch ms for datetimes), bins + 1 of the numeric ones; null for categories. */
  readonly edges: Float64Array | null
  readonly hasMissingBin: boolean
  /** The bin that folds less frequent values together; −1 without one. */
  readonly otherBin: number
  /** E.g. `hour`, `day`, `month` for a timeline; `` otherwise. */
  readonly unit: string
}

/** The question for one column's bins; see `binColumn`. */
export function binned(
  context: QuestionContext,
  request: { readonly column: number; readonly spec: BinSpec },
): Work<BinnedColumn> {
  return binColumn(columnAt(context, request.column), request.spec)
}

/**
 * Cuts a column into bins and says which bin every row is in.
 *
 * Numbers: bins of a round width after Freedman and Diaconis, capped at `maxBins`; a heavy tail goes into an open
 * first or last bin (edges ∓∞) so that it does not squeeze the rest; with `log`, round steps of a power of ten, values ≤ 0
 * in an open first bin. Whole numbers with few values get one bin each. Datetimes: calendar units in UTC. Categories and text: by
 * frequency, the rest folded into `other`. Missing cells are the last bin.
 *
 * @param column any type
 * @param spec `maxBins` 4 … 1,000, not counting the bin of missing cells; `time` asks for a timeline of a datetime column (a number column is binned by
 *   its values, in order)
 * @returns bins and counts that add up to the rows
 *
 * Cost: n log n for numbers (one sort), linear for others; in slices. Source: Freedman & Diaconis 1981.
 */
export function* binColumn(column: Column, spec: BinSpec): Work<BinnedColumn> {
  const maxBins = Math.max(4, Math.min(1000, Math.floor(spec.maxBins)))
  switch (column.type) {
    case 'number':
      return yield* binByEdges(
        column,
        yield* numberEdges(column.values, maxBins, spec.kind === 'auto' && spec.log === true),
        '',
      )
    case 'datetime': {
      const { unit, ...edges } = timeEdges(column.values, maxBins)
      return yield* binByEdges(column, edges, unit)
    }
    case 'category':
      return yield* binLevels(column, maxBins)
    case 'text':
      return yield* binTexts(column, maxBins)
  }
}

/**
 * Says for every row of a number or datetime column which bin it is in.
 *
 * @param edges of the bins and their labels; NaN goes into a bin of its own after them
 * @param unit what one bin of a timeline is called; empty otherwise
 * @returns bins and counts that add up to the rows
 *
 * Cost: linear for evenly spaced edges, some 15 ms for a million rows; in slices.
 */
export function* binByEdges(
  column: NumberColumn | DatetimeColumn,
  { edges, labels }: NumberEdges,
  unit: string,
): Work<BinnedColumn> {
  const { values, index } = column
  const binCount = labels.length
  const bins = new Uint16Array(values.length)
  const counts = new Uint32Array(binCount + 1)
  const inner = edges.subarray(1, binCount)
  const even = isEven(inner)
  for (let from = 0; from < values.length; from += SLICE_ROWS) {
    const to = Math.min(from + SLICE_ROWS, values.length)
    if (even) binEvenly(values, from, to, inner, bins, counts)
    else binUnevenly(values, from, to, inner, bins, counts)
    yield
  }
  return finishBins(index, bins, counts, labels, edges, unit)
}

// The loops are functions of their own: inside a generator they would begin unoptimised after every pause.

/** Whether a bin can be guessed by division: no inner edge is far from where even ones would be. */
function isEven(inner: Float64Array): boolean {
  const last = inner.length - 1
  if (last < 1) return false
  const step = (inner[last]! - inner[0]!) / last
  if (!(step > 0 && step < Infinity)) return false
  for (let k = 1; k < last; k++) if (Math.abs(inner[k]! - inner[0]! - k * step) > step) return false
  return true
}

/** The bin is guessed and then put right by at most a step or two. */
function binEvenly(
  values: Float64Array,
  from: number,
  to: number,
  inner: Float64Array,
  bins: Uint16Array,
  counts: Uint32Array,
): void {
  const missing = inner.length + 1
  const first = inner[0]!
  const perUnit = (inner.length - 1) / (inner[inner.length - 1]! - first)
  for (let row = from; row < to; row++) {
    const value = values[row]!
    let bin = missing
    if (value === value) {
      const guess = (value - first) * perUnit
      bin = guess < 0 ? 0 : guess < inner.length ? (guess | 0) + 1 : inner.length
      while (bin > 0 && value < inner[bin - 1]!) bin--
      while (bin < inner.length && value >= inner[bin]!) bin++
    }
    bins[row] = bin
    counts[bin]!++
  }
}

function binUnevenly(
  values: Float64Array,
  from: number,
  to: number,
  inner: Float64Array,
  bins: Uint16Array,
  counts: Uint32Array,
): void {
  const missing = inner.length + 1
  for (let row = from; row < to; row++) {
    const value = values[row]!
    let bin = missing
    if (value === value) {
      let low = 0
      let high = inner.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (inner[middle]! <= value) low = middle + 1
        else high = middle
      }
      bin = low
    }
    bins[row] = bin
    counts[bin]!++
  }
}

function* binLevels(column: CategoryColumn, maxBins: number): Work<BinnedColumn> {
  const { codes, dictionary } = column
  const levelCounts = new Uint32Array(dictionary.length)
  for (const code of codes) if (code >= 0) levelCounts[code]!++
  yield
  return yield* binCodes(column.index, codes, levelCounts, (level) => dictionary[level]!, maxBins)
}

function* binTexts(column: TextColumn, maxBins: number): Work<BinnedColumn> {
  const { codes, counts, firstRows } = yield* groupTexts(column)
  const decoder = new TextDecoder()
  const textOf = (level: number): string => {
    const row = firstRows[level]!
    return decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]))
  }
  return yield* binCodes(column.index, codes, counts, textOf, maxBins)
}

/** One bin per value, most frequent first (equal ones by first appearance); what does not fit is folded into the last one. */
function* binCodes(
  index: number,
  codes: Int32Array,
  levelCounts: Uint32Array,
  textOf: (level: number) => string,
  maxBins: number,
): Work<BinnedColumn> {
  const levels: number[] = []
  for (let level = 0; level < levelCounts.length; level++) if (levelCounts[level]! > 0) levels.push(level)
  levels.sort((a, b) => levelCounts[b]! - levelCounts[a]! || a - b)
  const shown = levels.length <= maxBins ? levels.length : maxBins - 1
  const labels = levels.slice(0, shown).map(textOf)
  if (shown < levels.length) labels.push(`other (${(levels.length - shown).toLocaleString('en-US')} values)`)
  const binOf = new Uint16Array(levelCounts.length).fill(shown)
  for (let bin = 0; bin < shown; bin++) binOf[levels[bin]!] = bin
  yield
  const bins = new Uint16Array(codes.length)
  const counts = new Uint32Array(labels.length + 1)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    const bin = code < 0 ? labels.length : binOf[code]!
    bins[row] = bin
    counts[bin]!++
    if (row % 131072 === 131071) yield
  }
  return finishBins(index, bins, counts, labels, null, '', shown < levels.length ? shown : -1)
}

/** @param counts one entry more than labels: the missing cells */
function finishBins(
  column: number,
  bins: Uint16Array,
  counts: Uint32Array,
  labels: readonly string[],
  edges: Float64Array | null,
  unit: string,
  otherBin = -1,
): BinnedColumn {
  const hasMissingBin = counts[labels.length]! > 0
  return {
    column,
    bins,
    counts: hasMissingBin ? counts : counts.slice(0, labels.length),
    labels: hasMissingBin ? [...labels, 'missing'] : labels,
    edges,
    hasMissingBin,
    otherBin,
    unit,
  }
}
