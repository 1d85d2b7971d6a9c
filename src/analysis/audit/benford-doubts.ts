import type { ColumnStatistics } from '../profile/summarise.ts'
import type { ColumnRole } from '../settings.ts'
import type { BenfordTest } from './benford-law.ts'
import { exponentOf, firstTwoOf } from './significant-digits.ts'

/** A reason why the law is not to be expected of a column. */
export type BenfordDoubt =
  | { readonly code: 'few-rows'; readonly rows: number; readonly wanted: number }
  /** The middle 98 % of the amounts lie within this factor. */
  | { readonly code: 'narrow'; readonly factor: number }
  /** The column names or labels something: its numbers are given, not measured. */
  | { readonly code: 'assigned'; readonly role: ColumnRole }
  /** The mean is not above the median, as it is where small amounts are many and large ones few. */
  | { readonly code: 'not-skewed' }
  /** Fewer different values than pairs of digits. */
  | { readonly code: 'few-values'; readonly values: number }
  /** No fixed number of decimals: nothing is the last digit. */
  | { readonly code: 'no-last-digits' }

const WANTED_ROWS = 1000
const WANTED_FACTOR = 100
const WANTED_VALUES = 100

/**
 * Why Benford's law, or even last digits, need not hold for some amounts.
 *
 * @param test which digits
 * @param n amounts that are counted
 * @param reach counted amounts by `leadingCode`
 * @param statistics of the whole column
 * @param role what the column is for
 * @param decimals that the column is written with, where known
 * @returns the reasons, the gravest first; none where nothing speaks against it
 * Source: Nigrini, Benford's Law (2012), chapters 1 and 3.
 */
export function benfordDoubts(
  test: BenfordTest,
  n: number,
  reach: Uint32Array,
  statistics: ColumnStatistics | undefined,
  role: ColumnRole | undefined,
  decimals: number | null,
): BenfordDoubt[] {
  const doubts: BenfordDoubt[] = []
  if (test === 'last-two' && decimals === null) doubts.push({ code: 'no-last-digits' })
  if (role === 'id' || role === 'entity' || role === 'label') doubts.push({ code: 'assigned', role })
  if (n < WANTED_ROWS) doubts.push({ code: 'few-rows', rows: n, wanted: WANTED_ROWS })
  if (statistics !== undefined && !statistics.distinctIsLowerBound && statistics.distinct < WANTED_VALUES) {
    doubts.push({ code: 'few-values', values: statistics.distinct })
  }
  if (test === 'last-two' || n === 0) return doubts
  const factor = spreadOf(reach, n)
  if (factor < WANTED_FACTOR) doubts.push({ code: 'narrow', factor })
  if (statistics !== undefined && statistics.mean !== null && statistics.median !== null) {
    const { mean, median } = statistics
    if (Math.abs(mean) <= Math.abs(median)) doubts.push({ code: 'not-skewed' })
  }
  return doubts
}

/** The factor between the 1st and the 99th percentile, to two digits. */
function spreadOf(reach: Uint32Array, n: number): number {
  const low = codeAt(reach, 0.01 * n)
  const high = codeAt(reach, 0.99 * n)
  let factor = firstTwoOf(high) / firstTwoOf(low)
  for (let k = exponentOf(low); k < exponentOf(high) && factor < 1e300; k++) factor *= 10
  return factor
}

/** Codes rise with the amount. */
function codeAt(reach: Uint32Array, place: number): number {
  let below = 0
  for (let code = 0; code < reach.length; code++) {
    below += reach[code]!
    if (below > place || (below === place && below > 0)) return code
  }
  return 0
}
