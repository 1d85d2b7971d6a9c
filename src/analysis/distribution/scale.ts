import { log } from '../math/logarithm.ts'
import { exp } from '../math/exponential.ts'
import { countAtMost } from '../statistics/sorted-values.ts'
import { sortedColumn, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Values as they are, or their logarithms to base 10. */
export type ValueScale = 'linear' | 'log'

/** The part of the values that a plot shows: the bulk without far values, or everything. */
export type ValueRange = 'core' | 'whole'

/** One column on a scale. */
export interface ScaledValues {
  /** Ascending, finite; log10 of the values on a log scale. Shared: not to be changed or given away. */
  readonly sorted: Float64Array
  /** The same values in the column's own unit, entry for entry. Shared as well. */
  readonly raw: Float64Array
  /** Finite values that have no place on the scale: those ≤ 0 on a log one. */
  readonly notPositive: number
}

/** log10 of a number > 0, exact for powers of ten from 1e-22 to 1e22. */
export function log10(value: number): number {
  const rounded = Math.floor(log(value) * INV_LN10 + 0.5)
  return value === Number(`1e${rounded}`) ? rounded : log(value) * INV_LN10
}

/** 10^x, exact for whole numbers. */
export function exp10(x: number): number {
  return Math.floor(x) === x ? Number(`1e${x}`) : exp(x / INV_LN10)
}

const INV_LN10 = 0.4342944819032518

/**
 * The finite values of a number or datetime column on a scale, ascending; kept for other questions.
 *
 * @throws FlagstoneError when the column holds neither numbers nor datetimes
 *
 * Cost: the sort of the column where no question asked for it before; on a log scale some 30 ms more per
 * million rows.
 */
export function* scaledColumn(
  context: QuestionContext,
  column: number,
  scale: ValueScale,
): Work<ScaledValues> {
  const sorted = yield* sortedColumn(context, column)
  if (scale === 'linear') return { sorted, raw: sorted, notPositive: 0 }
  const notPositive = countAtMost(sorted, 0)
  const raw = sorted.subarray(notPositive)
  const logs = yield* context.kept(`sorted log10 ${column}`, () => logsOf(raw))
  return { sorted: logs, raw, notPositive }
}

function* logsOf(values: Float64Array): Work<Float64Array> {
  const logs = new Float64Array(values.length)
  let previous = NaN
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    logs[i] = value === previous ? logs[i - 1]! : log10(value)
    previous = value
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return logs
}
