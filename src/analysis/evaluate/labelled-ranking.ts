import { UsageError } from '../errors.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { areaIntervals, type AreaIntervals } from './bootstrap.ts'
import { gainCurve, liftCurve, precisionRecallCurve, rocCurve, type EvaluationCurve } from './curves.ts'
import { areaUnderRoc, averagePrecisionOf, labelSteps, type LabelSteps } from './label-steps.ts'
import { countLabels, rowLabels, type LabelMapping } from './labels.ts'
import { valuesOfLabel, type LabelValuesAnswer } from './label-values.ts'
import { rankLabels, type RankedLabels } from './ranked-labels.ts'

export interface LabelValuesRequest {
  /** Index of a table column. */
  readonly column: number
}

/** See `valuesOfLabel`. */
export function* labelValues(
  context: QuestionContext,
  { column }: LabelValuesRequest,
): Work<LabelValuesAnswer> {
  return yield* valuesOfLabel(columnAt(context, column))
}

export interface LabelledRankingRequest {
  /** Index of the table column that holds the labels. */
  readonly column: number
  readonly mapping: LabelMapping
}

export interface LabelledRankingAnswer extends RankedLabels {
  /** Rows that take no part, for want of a label or by choice. */
  readonly leftOut: number
  readonly auroc: number
  readonly averagePrecision: number
  readonly curves: EvaluationCurves
}

/** The curves of one ranking. */
export interface EvaluationCurves {
  readonly roc: EvaluationCurve
  readonly precisionRecall: EvaluationCurve
  readonly gain: EvaluationCurve
  readonly lift: EvaluationCurve
}

/**
 * The latest ranking against labels: what is the same for every cut, and the counts that what depends on the
 * cut is worked out from.
 *
 * @throws UsageError `no-ranking` while there are no scores
 *
 * Cost: linear; some 50 ms for a million rows.
 */
export function* labelledRanking(
  context: QuestionContext,
  { column, mapping }: LabelledRankingRequest,
): Work<LabelledRankingAnswer> {
  const { scores, order } = ranked(context)
  const labels = yield* rowLabels(columnAt(context, column), mapping)
  return yield* evaluateRanking(scores, order, labels)
}

/**
 * Any ranking against labels; see `labelledRanking`.
 *
 * @param scores (rows,) finite, higher = more anomalous
 * @param order (rows,) row indices by score, descending
 * @param labels (rows,) codes of `rowLabels`
 */
export function* evaluateRanking(
  scores: Float32Array,
  order: Uint32Array,
  labels: Uint8Array,
): Work<LabelledRankingAnswer> {
  const counted = yield* rankLabels(labels, order)
  const steps = yield* labelSteps(scores, order, labels)
  return {
    ...counted,
    leftOut: countLabels(labels).leftOut,
    auroc: areaUnderRoc(steps),
    averagePrecision: averagePrecisionOf(steps),
    curves: curvesOf(steps),
  }
}

/** All four curves of a ranking. */
export function curvesOf(steps: LabelSteps): EvaluationCurves {
  const gain = gainCurve(steps)
  return { roc: rocCurve(steps), precisionRecall: precisionRecallCurve(steps), gain, lift: liftCurve(gain) }
}

export interface LabelIntervalsRequest extends LabelledRankingRequest {
  readonly seed: number
}

/**
 * Bootstrap intervals of the areas under the curves of the latest ranking; see `areaIntervals`.
 *
 * @throws UsageError `no-ranking` while there are no scores
 */
export function* labelIntervals(
  context: QuestionContext,
  { column, mapping, seed }: LabelIntervalsRequest,
): Work<AreaIntervals> {
  const { scores, order } = ranked(context)
  const labels = yield* rowLabels(columnAt(context, column), mapping)
  return yield* areaIntervals(yield* labelSteps(scores, order, labels), seed)
}

function ranked({ scores, order }: QuestionContext): {
  readonly scores: Float32Array
  readonly order: Uint32Array
} {
  if (scores === null || order === null)
    throw new UsageError('no-ranking', 'There are no scores before there is a ranking.')
  return { scores, order }
}
