import { sortedColumn } from '../questions/question.ts'
import { countAtMost, countBelow, quantileOfSorted } from '../statistics/sorted-values.ts'
import type { Work } from '../work.ts'
import type { FindingContext } from './finding.ts'
import type { Placeholder } from './placeholder.ts'

/** What a program writes when it has no value: nines, the ends of its number types. */
const NINES = [
  999, 9999, 99_999, 999_999, 9_999_999, 99_999_999, 999_999_999, 9_999_999_999, 999.99, 9999.99, 99_999.99,
  999_999.99,
]
const ENDS = [
  32_767, 65_535, 2_147_483_647, 4_294_967_295, 1.7976931348623157e308, 3.4028234663852886e38, 1e10, 1e20,
  1e30,
]
const LOW_ENDS = [-32_768, -2_147_483_648, -1.7976931348623157e308, -3.4028234663852886e38]
const NEGATIVE = [-1, -9, -99, ...NINES.map((value) => -value), ...LOW_ENDS]
const CANDIDATES: readonly number[] = [...new Set([...NINES, ...ENDS, ...NEGATIVE])].sort((a, b) => a - b)

/** A single cell needs to be this many times as far from the others as they are spread. */
const LONE_GAP = 10
/** −1 is a placeholder only beside counts that go far above it; beside 0, 1 and 2 it is a code or a difference. */
const COUNTS_REACH = 20
const FEWEST_VALUES = 5
const FEWEST_ROWS = 20

/**
 * Values of a number column that look like placeholders: a known one that stands apart from all other values.
 *
 * Positive ones must be above the others by at least the others' spread, negative ones below all of what is otherwise
 * never negative, or as far below. −1 in a column of temperatures, 9,999 among prices and −1 beside 0 and 1 are not.
 *
 * @returns with their rows counted; nothing where there is none
 */
export function* placeholderNumbers(context: FindingContext, index: number): Work<readonly Placeholder[]> {
  const sorted = yield* sortedColumn(context, index)
  if (sorted.length < FEWEST_ROWS) return []
  const present = CANDIDATES.flatMap((value) => {
    const count = countAtMost(sorted, value) - countBelow(sorted, value)
    return count > 0 ? [{ value, count }] : []
  })
  if (present.length === 0) return []
  const rest = restOf(sorted, present)
  if (rest === null) return []
  const whole = context.statistics[index]!.integers
  return present.filter((candidate) => standsApart(candidate, rest, whole))
}

interface Rest {
  readonly low: number
  readonly high: number
  readonly median: number
  /** At least this many different values, counted up to `FEWEST_VALUES`. */
  readonly distinct: number
}

/** What is left between the outermost values that are no candidates. */
function restOf(sorted: Float64Array, candidates: readonly Placeholder[]): Rest | null {
  const known = new Set(candidates.map(({ value }) => value))
  let first = 0
  let last = sorted.length - 1
  while (first <= last && known.has(sorted[first]!)) first = countAtMost(sorted, sorted[first]!)
  while (last >= first && known.has(sorted[last]!)) last = countBelow(sorted, sorted[last]!) - 1
  if (first > last) return null
  let distinct = 0
  for (let at = first; at <= last && distinct < FEWEST_VALUES; at = countAtMost(sorted, sorted[at]!))
    distinct++
  const middle = sorted.subarray(first, last + 1)
  return { low: sorted[first]!, high: sorted[last]!, median: quantileOfSorted(middle, 0.5), distinct }
}

function standsApart({ value, count }: Placeholder, rest: Rest, whole: boolean): boolean {
  if (rest.distinct < FEWEST_VALUES) return false
  const spread = rest.high - rest.low
  const needed = count > 1 ? spread : LONE_GAP * spread
  if (value > 0) return value > rest.high && value - rest.high >= needed
  if (rest.low - value >= needed && value < rest.low) return true
  if (rest.low < 0 || count < 2) return false
  return value === -1 ? whole && rest.high >= COUNTS_REACH : whole || rest.high < -value
}
