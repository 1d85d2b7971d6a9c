import { valueColumnAt, sortedColumn, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { benfordDoubts, type BenfordDoubt } from './benford-doubts.ts'
import { conformityOf, DIGITS, expectedShares, type BenfordTest, type Conformity } from './benford-law.ts'
import { decimalsOf, unitsOf } from './decimals.ts'
import { compareCounts, type Fit } from './goodness-of-fit.ts'
import { firstTwoOf, leadingCode, leadingCodes, NO_DIGITS } from './significant-digits.ts'

/** Which amounts a test looks at; `all` takes negative ones without their sign. */
export type AmountSign = 'positive' | 'negative' | 'all'

export interface BenfordRequest {
  readonly column: number
  readonly test: BenfordTest
  readonly sign: AmountSign
  /** Amounts whose size is below this are left out; ≥ 0. Below 10 the second digit of 0.05 is a 0 nobody wrote. */
  readonly minimum: number
  /** For the last two digits: decimals that the amounts are written with; null: found from the column. */
  readonly decimals: number | null
  /** Whether each row's bin and the commonest amounts are wanted. */
  readonly rows: boolean
}

export interface BenfordAnswer extends Fit {
  readonly test: BenfordTest
  /** Bin b stands for the digits `from` + b. */
  readonly from: number
  /** (bins,) rows with these digits. */
  readonly counts: Uint32Array
  /** (bins,) shares by the law. */
  readonly expected: Float64Array
  /** Rows that are counted. */
  readonly n: number
  readonly conformity: Conformity | null
  /** Decimals that the column is written with; null: too many, or not a fixed number. */
  readonly decimals: number | null
  readonly leftOut: LeftOut
  readonly doubts: readonly BenfordDoubt[]
  /** (bins,) the amount that most rows of the bin have, without its sign, and how many have it; null unless asked for. */
  readonly commonest: { readonly amounts: Float64Array; readonly counts: Uint32Array } | null
  /** (rows,) bin, or 65535; null unless asked for. */
  readonly bins: Uint16Array | null
}

/** Rows that are not counted, by reason. */
export interface LeftOut {
  readonly missing: number
  readonly infinite: number
  readonly zero: number
  readonly otherSign: number
  readonly belowMinimum: number
  /** Last two digits only: more decimals than the column has, or too many digits to be exact. */
  readonly withoutLastDigits: number
}

const NONE = 0xffff

/**
 * How the first, second, first two or last two digits of a column's amounts are spread, against Benford's law
 * (last two: against evenness).
 *
 * @param request the amounts to look at; see its fields
 * @returns counts, expected shares and measures of their difference; NaN measures where no amount is left
 * Errors: UsageError for an unknown column, FlagstoneError for one without numbers.
 * Cost: linear, some 40 ms for a million rows.
 * Source: Nigrini, Benford's Law (2012).
 */
export function* benford(context: QuestionContext, request: BenfordRequest): Work<BenfordAnswer> {
  const { column, test, sign, minimum } = request
  const { values } = valueColumnAt(context, column)
  const { from, bins: binCount } = DIGITS[test]
  const decimals =
    request.decimals ?? (yield* context.kept(`audit decimals ${column}`, () => decimalsOf(values)))
  const codes = yield* context.kept(`audit digits ${column}`, () => leadingCodes(values))
  // The last two digits are at least the third and fourth, which are spread evenly whatever the first ones are.
  const fewestUnits = 1000
  const counts = new Uint32Array(binCount)
  const bins = new Uint16Array(values.length).fill(NONE)
  const out = { missing: 0, infinite: 0, zero: 0, otherSign: 0, belowMinimum: 0, withoutLastDigits: 0 }
  const reach = new Uint32Array(NO_DIGITS)
  for (let row = 0; row < values.length; row++) {
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
    const value = values[row]!
    const code = codes[row]!
    if (code === NO_DIGITS) {
      if (value === 0) out.zero++
      else if (value !== value) out.missing++
      else out.infinite++
      continue
    }
    if ((sign === 'positive' && value < 0) || (sign === 'negative' && value > 0)) {
      out.otherSign++
      continue
    }
    if (Math.abs(value) < minimum) {
      out.belowMinimum++
      continue
    }
    let bin: number
    if (test === 'last-two') {
      const units = decimals === null ? -1 : unitsOf(value, decimals)
      if (units < 0) {
        out.withoutLastDigits++
        continue
      }
      if (units < fewestUnits) {
        out.belowMinimum++
        continue
      }
      bin = units % 100
    } else bin = binOf(test, firstTwoOf(code)) - from
    bins[row] = bin
    counts[bin]!++
    reach[code]!++
  }
  const expected = expectedShares(test)
  const fit = compareCounts(counts, expected)
  let n = 0
  for (const count of counts) n += count
  return {
    ...fit,
    test,
    from,
    counts,
    expected,
    n,
    conformity: conformityOf(test, fit.mad),
    decimals,
    leftOut: out,
    doubts: benfordDoubts(test, n, reach, context.statistics[column], context.roles[column]?.role, decimals),
    commonest: request.rows ? yield* commonestAmounts(context, request, decimals) : null,
    bins: request.rows ? bins : null,
  }
}

function binOf(test: Exclude<BenfordTest, 'last-two'>, firstTwo: number): number {
  if (test === 'first-two') return firstTwo
  return test === 'first' ? Math.floor(firstTwo / 10) : firstTwo % 10
}

/** A spike of a pair is often one amount: which one. Runs of equal values in the sorted column. */
function* commonestAmounts(
  context: QuestionContext,
  { column, test, sign, minimum }: BenfordRequest,
  decimals: number | null,
): Work<{ amounts: Float64Array; counts: Uint32Array }> {
  const sorted = yield* sortedColumn(context, column)
  const { from, bins } = DIGITS[test]
  const amounts = new Float64Array(bins).fill(NaN)
  const counts = new Uint32Array(bins)
  for (let start = 0; start < sorted.length;) {
    const value = sorted[start]!
    let end = start + 1
    while (end < sorted.length && sorted[end] === value) end++
    const size = Math.abs(value)
    const counted =
      size >= minimum && value !== 0 && (sign === 'all' || (sign === 'positive' ? value > 0 : value < 0))
    const units = test === 'last-two' && decimals !== null ? unitsOf(value, decimals) : -1
    const usable = counted && (test !== 'last-two' || units >= 1000)
    if (usable) {
      const bin = test === 'last-two' ? units % 100 : binOf(test, firstTwoOf(leadingCode(value))) - from
      if (end - start > counts[bin]!) {
        counts[bin] = end - start
        amounts[bin] = size
      }
    }
    if (Math.floor(start / SLICE_ROWS) !== Math.floor(end / SLICE_ROWS)) yield
    start = end
  }
  return { amounts, counts }
}
