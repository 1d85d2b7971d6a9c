import type { AnswerOf } from '../../workers/engine.api.ts'
import { formatCount, formatFixed } from '../plots/format.ts'

export type Correlations = AnswerOf<'correlation'>
export type PairMethod = Correlations['methodNames'][number]

/** What the matrix says of a pair of columns. */
export interface Reading {
  /** NaN where there is none. */
  readonly value: number
  readonly rows: number
  readonly low: number
  readonly high: number
  readonly chance: number
  /** Null where the chosen method has none for such a pair. */
  readonly method: PairMethod | null
}

/** @param i, j places among the answer's columns */
export function readingAt(answer: Correlations, i: number, j: number): Reading {
  const at = i * answer.columns.length + j
  return {
    value: answer.values[at] ?? NaN,
    rows: answer.rows[at] ?? 0,
    low: answer.low[at] ?? NaN,
    high: answer.high[at] ?? NaN,
    chance: answer.chance[at] ?? NaN,
    method: answer.methodNames[answer.methods[at] ?? -1] ?? null,
  }
}

const NAMES: Readonly<Record<PairMethod, string>> = {
  pearson: 'Pearson r',
  spearman: 'Spearman ρ',
  kendall: 'Kendall τ-b',
  'cramers-v': 'Cramér’s V',
  eta: 'η',
}

export function nameOf(method: PairMethod): string {
  return NAMES[method]
}

/** `0.87`, `−0.12`; `–` where there is none. Close to ±1 with the decimals that tell it from ±1. */
export function coefficientText(value: number, decimals = 2): string {
  if (value !== value) return '–'
  const size = Math.abs(value)
  if (size < 1 && Number(size.toFixed(3)) === 1) return value < 0 ? '< −0.999' : '> 0.999'
  const text = formatFixed(size, size < 1 && size > 0.995 ? Math.max(3, decimals) : decimals)
  return value < 0 && Number(size.toFixed(decimals)) > 0 ? `−${text}` : text
}

/** `0.85 to 0.89`, with as many decimals as tell the ends apart; one figure where three cannot. */
export function rangeText(low: number, high: number): string {
  const decimals = high - low < 0.1 ? 3 : 2
  const [from, to] = [coefficientText(low, decimals), coefficientText(high, decimals)]
  return from === to ? from : `${from} to ${to}`
}

/** The interval, or what chance gives, as part of a sentence; empty where there is neither. */
export function intervalText({
  low,
  high,
  chance,
  value,
}: Pick<Reading, 'low' | 'high' | 'chance' | 'value'>): string {
  if (value !== value) return ''
  if (low === low) return `95 % interval ${rangeText(low, high)}`
  if (chance === chance) return `by chance alone about ${coefficientText(chance)}`
  return ''
}

export function rowsText({ rows }: Reading, all: number): string {
  const n = `n = ${formatCount(rows)}`
  return rows < all ? `${n} of ${formatCount(all)} rows` : `${n} rows`
}

/** Why there is no coefficient. */
export function reasonText({ rows, method }: Reading): string {
  if (method === null) return 'η compares a category with numbers.'
  if (rows < 2) return 'Fewer than two rows have a value in both.'
  if (method === 'cramers-v')
    return 'One of the two has a single value in the rows that have both, or every row has a value of its own.'
  return 'One of the two does not vary in the rows that have both.'
}

/** All there is to say of a pair: its columns, the figure, the interval, the rows. */
export function readingLines(
  answer: Correlations,
  names: readonly string[],
  i: number,
  j: number,
): readonly string[] {
  const title = `${names[i] ?? ''} and ${names[j] ?? ''}`
  if (i === j) return [names[i] ?? '', `${formatCount(readingAt(answer, i, i).rows)} rows have a value`]
  const reading = readingAt(answer, i, j)
  const rows = rowsText(reading, answer.rowCount)
  if (reading.value !== reading.value || reading.method === null)
    return [title, reasonText(reading), ...(reading.method === null ? [] : [rows])]
  const sampled = answer.sampled !== null && reading.method === 'kendall' && reading.rows === answer.sampled
  const interval = intervalText(reading)
  return [
    title,
    `${nameOf(reading.method)} ${coefficientText(reading.value, 3)}`,
    ...(interval === '' ? [] : [interval]),
    sampled ? `n = ${formatCount(reading.rows)} rows drawn at random` : rows,
  ]
}

export interface RankedPair extends Reading {
  readonly i: number
  readonly j: number
}

/** The pairs with a coefficient, the largest in size first, and of these at most `most`. */
export function rankedPairs(answer: Correlations, most = Infinity): readonly RankedPair[] {
  const size = answer.columns.length
  const least = leastOf(answer, most)
  const found: number[] = []
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      if (Math.abs(answer.values[i * size + j]!) >= least) found.push(i * size + j)
    }
  }
  found.sort((a, b) => Math.abs(answer.values[b]!) - Math.abs(answer.values[a]!) || a - b)
  return found.slice(0, most).map((at) => {
    const i = Math.floor(at / size)
    const j = at - i * size
    return { i, j, ...readingAt(answer, i, j) }
  })
}

/** How many pairs have a coefficient. */
export function countPairs({ values, columns }: Correlations): number {
  const size = columns.length
  let count = 0
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) if (values[i * size + j]! <= 1) count++
  return count
}

/** The size that `most` pairs reach: of many pairs only these need be sorted one by one. */
function leastOf(answer: Correlations, most: number): number {
  const size = answer.columns.length
  const sizes = new Float64Array((size * (size - 1)) / 2)
  if (sizes.length <= most) return 0
  let count = 0
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const value = Math.abs(answer.values[i * size + j]!)
      if (value >= 0) sizes[count++] = value
    }
  }
  return sizes.subarray(0, count).sort()[Math.max(0, count - most)] ?? 0
}

export type CellOrder = 'clusters' | 'name' | 'file'

/** Places of the answer's columns in the order in which they are drawn. */
export function drawnOrder(
  answer: Correlations,
  order: CellOrder,
  names: readonly string[],
): readonly number[] {
  if (order === 'clusters') return [...answer.clusterOrder]
  const places = answer.columns.map((_, place) => place)
  if (order === 'file') return places.sort((a, b) => answer.columns[a]! - answer.columns[b]!)
  return places.sort((a, b) => names[a]!.localeCompare(names[b]!, undefined, { numeric: true }))
}
