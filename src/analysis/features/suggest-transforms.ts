import { transformed, type Transform } from '../outliers/transform.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import { moments } from '../statistics/moments.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

export interface SuggestTransformsRequest {
  /** Indices of table columns; those that do not hold numbers are left out of the answer. */
  readonly columns: readonly number[]
}

export interface TransformAdvice {
  readonly column: number
  /** g₁ = m₃ ÷ m₂^1.5 of the finite values; null for a constant. */
  readonly skewness: number | null
  /** The transforms that take every value of the column, and the skewness they leave. */
  readonly options: readonly { readonly transform: Transform; readonly skewness: number | null }[]
  /** What to do about the skew; null where there is none, or nothing helps. */
  readonly suggested: Transform | null
}

/** From here on a column is skewed: an exponential distribution has 2. */
const SKEWED = 2
/** A transform is worth it when it leaves at most this part of the skewness, and no skewed column. */
const WORTH = 0.5

/**
 * Which number columns have a long tail, and which logarithm would shorten it.
 *
 * Cost: two passes per column and transform; some 100 ms for a million rows and a column, in slices; kept.
 */
export function* suggestTransforms(
  context: QuestionContext,
  { columns }: SuggestTransformsRequest,
): Work<TransformAdvice[]> {
  const advice: TransformAdvice[] = []
  for (const index of columns) {
    const column = columnAt(context, index)
    if (column.type !== 'number') continue
    advice.push(yield* context.kept(`transform advice ${index}`, () => adviceFor(index, column.values)))
  }
  return advice
}

function* adviceFor(column: number, values: Float64Array): Work<TransformAdvice> {
  const { min, populationSkewness: skewness } = yield* moments(values)
  const candidates: readonly Transform[] =
    min > 0 ? ['log', 'log1p', 'asinh'] : min > -1 ? ['log1p', 'asinh'] : ['asinh']
  const options: { readonly transform: Transform; readonly skewness: number | null }[] = []
  for (const transform of candidates) {
    const onScale = new Float64Array(values.length)
    for (let start = 0; start < values.length; start += SLICE_ROWS) {
      transformSlice(values, start, Math.min(start + SLICE_ROWS, values.length), transform, onScale)
      yield
    }
    options.push({ transform, skewness: known((yield* moments(onScale)).populationSkewness) })
  }
  const [best] = options
  const left = best?.skewness ?? null
  const helps = left !== null && Math.abs(left) < SKEWED && Math.abs(left) <= WORTH * Math.abs(skewness)
  const suggested = best && Math.abs(skewness) >= SKEWED && helps ? best.transform : null
  return { column, skewness: known(skewness), options, suggested }
}

const known = (value: number): number | null => (value === value ? value : null)

function transformSlice(
  values: Float64Array,
  from: number,
  to: number,
  transform: Transform,
  out: Float64Array,
): void {
  for (let row = from; row < to; row++) {
    const value = values[row]!
    out[row] = value - value === 0 ? transformed(value, transform) : NaN
  }
}
