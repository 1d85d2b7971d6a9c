import { FlagstoneError } from '../errors.ts'
import type { QuestionContext } from '../questions/question.ts'
import { sortedColumn, valueColumnAt } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import {
  columnTests,
  rankingOf,
  type TestRanking,
  type TestResult,
  type TestSettings,
} from './column-tests.ts'
import { columnValues } from './column-values.ts'
import { normality, suggestedTransform, type Normality } from './normality.ts'
import { inDomain, requireDomain, restored, TRANSFORMS, type Transform } from './transform.ts'

export interface OutlierTestsRequest extends TestSettings {
  readonly column: number
  readonly transform: Transform
}

/** A test's result with its limits, and the values of its steps, in the column's own unit. */
export interface ColumnTestAnswer extends TestResult {
  /** Values below `low` or above `high` are farther out than the critical value; ±∞: there is no limit on that side. */
  readonly low: number
  readonly high: number
  /** The largest of the smallest values that were found; −∞: none. And the smallest of the largest; +∞: none. */
  readonly foundUpTo: number
  readonly foundFrom: number
  readonly ranking: TestRanking
}

export interface OutlierTestsAnswer {
  readonly column: number
  readonly transform: Transform
  /** Finite values, which the tests look at. */
  readonly count: number
  /** Missing cells take no part. */
  readonly missing: number
  /** ±∞ takes no part in any figure, and counts as found by every test. */
  readonly infinite: number
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly sd: number
  readonly median: number
  readonly normality: Normality
  /** Transforms that every value has a place in, and the one that would make the values most nearly symmetric. */
  readonly transforms: readonly Transform[]
  readonly suggested: Transform
  readonly tests: readonly ColumnTestAnswer[]
  /** (rows,) bit t is set where test t found the row. */
  readonly found: Uint8Array
}

/**
 * Tests for outliers on one column, side by side: which rows each finds, between which limits, and whether
 * its assumption holds.
 *
 * @param request a number column, a transform and what each test takes
 * @throws FlagstoneError `not-numbers` for other columns, `outside-domain` for a transform that some value has
 *   no place in
 *
 * Cost: a sort that is kept for the column, then linear.
 */
export function* outlierTests(
  context: QuestionContext,
  request: OutlierTestsRequest,
): Work<OutlierTestsAnswer> {
  const { transform } = request
  const column = valueColumnAt(context, request.column)
  if (column.type !== 'number') {
    const message = `${column.name} holds times, and these tests are for quantities. Choose a column of numbers.`
    throw new FlagstoneError('not-numbers', message, { column: column.name })
  }
  const ascending = yield* sortedColumn(context, request.column)
  if (ascending.length > 0) requireDomain(ascending[0]!, transform, column.name)
  const values = yield* context.kept(`outlier values ${request.column} ${transform}`, () =>
    columnValues(ascending, transform),
  )
  const results = yield* columnTests(values, request)
  const tests = results.map((result) => ({
    ...result,
    ...limitsOf(result, transform),
    ...(result.steps && { steps: result.steps.map((s) => ({ ...s, value: restored(s.value, transform) })) }),
    foundUpTo: result.below > 0 ? ascending[result.below - 1]! : -Infinity,
    foundFrom: result.above > 0 ? ascending[ascending.length - result.above]! : Infinity,
    ranking: rankingOf(result, values.sorted, column.name, transform, request),
  }))
  const { found, missing, infinite } = yield* markFound(column.values, tests)
  const { moments } = values
  return {
    column: request.column,
    transform,
    count: ascending.length,
    missing,
    infinite,
    min: ascending[0] ?? NaN,
    max: ascending[ascending.length - 1] ?? NaN,
    mean: restored(moments.mean, transform),
    sd: moments.sd,
    median: restored(values.median, transform),
    normality: normality(values),
    transforms: TRANSFORMS.map(({ value }) => value).filter((t) => inDomain(ascending[0] ?? 1, t)),
    suggested: suggestedTransform(ascending),
    tests,
    found,
  }
}

/** Where a value becomes an outlier, in the data's unit; a scale that ends before it has no limit on that side. */
function limitsOf({ band, critical }: TestResult, transform: Transform): { low: number; high: number } {
  if (!(band.spread > 0) || critical === Infinity) return { low: -Infinity, high: Infinity }
  const low = band.low - critical * band.spread
  const high = restored(band.high + critical * band.spread, transform)
  // ln(1 + x) reaches −1 only at −∞, ln x reaches 0 only there.
  return { low: restored(low, transform), high }
}

function* markFound(
  values: Float64Array,
  tests: readonly { readonly foundUpTo: number; readonly foundFrom: number }[],
): Work<{ readonly found: Uint8Array; readonly missing: number; readonly infinite: number }> {
  const upTo = Float64Array.from(tests, (test) => test.foundUpTo)
  const from = Float64Array.from(tests, (test) => test.foundFrom)
  const insideFrom = Math.max(...upTo)
  const insideTo = Math.min(...from)
  const found = new Uint8Array(values.length)
  let missing = 0
  let infinite = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
    if (value > insideFrom && value < insideTo) continue
    if (value !== value) {
      missing++
      continue
    }
    if (value - value !== 0) infinite++
    let bits = 0
    for (let t = 0; t < upTo.length; t++) if (value <= upTo[t]! || value >= from[t]!) bits |= 1 << t
    found[row] = bits
  }
  return { found, missing, infinite }
}
