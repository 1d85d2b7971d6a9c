import { UsageError } from '../src/analysis/errors.ts'
import { bestCut } from '../src/analysis/evaluate/best-cut.ts'
import {
  areaIntervals,
  figureIntervals,
  INTERVAL_SEED,
  type AreaIntervals,
} from '../src/analysis/evaluate/bootstrap.ts'
import { figuresOf, type Figures } from '../src/analysis/evaluate/figures.ts'
import {
  areaUnderRoc,
  averagePrecisionOf,
  labelSteps,
  type LabelSteps,
} from '../src/analysis/evaluate/label-steps.ts'
import { valuesOfLabel } from '../src/analysis/evaluate/label-values.ts'
import { isLeak, rowLabels, type LabelMapping } from '../src/analysis/evaluate/labels.ts'
import { confusionAt, rankLabels, type RankedLabels } from '../src/analysis/evaluate/ranked-labels.ts'
import { float32Text } from '../src/analysis/export/float32-text.ts'
import { didYouMean } from '../src/analysis/nearest-name.ts'
import type { Dataset } from '../src/analysis/pipeline/dataset.ts'
import type { Ranking } from '../src/analysis/pipeline/results.ts'
import type { Interval } from '../src/analysis/statistics/wilson-interval.ts'
import type { Column } from '../src/analysis/table/table.ts'
import { finish } from '../src/analysis/work.ts'
import type { DetectCommand } from './commands.ts'
import { aligned, count } from './inspect.ts'

const BETA = 2
const K = 100

/** The column that holds the answer, and what its values mean. */
interface Label {
  readonly column: Column
  readonly mapping: LabelMapping
  readonly beta: number
  readonly k: number
}

/** A ranking against a label. */
export interface AgainstLabel {
  readonly label: Label
  readonly ranking: Ranking
  readonly ranked: RankedLabels
  readonly steps: LabelSteps
  readonly intervals: AreaIntervals
  readonly warnings: readonly string[]
}

/**
 * The label that was named; null without one.
 *
 * @throws UsageError when there is no such column or value, or it cannot be told what its values mean
 */
export function labelOf(dataset: Dataset, command: DetectCommand): Label | null {
  const { label: name, positive, negative, beta = BETA, k = K } = command
  if (name === undefined) return null
  const { columns } = dataset.read.table
  const column = columns.find((candidate) => candidate.name === name)
  if (!column) {
    const names = columns.map((candidate) => candidate.name)
    throw new UsageError(
      'unknown-label',
      `There is no column “${name}” for --label.${didYouMean(name, names)}`,
      {
        label: name,
      },
    )
  }
  return { column, mapping: mappingOf(column, positive, negative), beta, k }
}

function mappingOf(
  column: Column,
  positive: readonly string[] | undefined,
  negative: readonly string[] | undefined,
): LabelMapping {
  const { values, mapping, tooMany, reason } = finish(valuesOfLabel(column))
  const facts = { label: column.name }
  if (tooMany || values.length === 0)
    throw new UsageError('no-label', `${reason} Name another column for --label.`, facts)
  const texts = values.map(({ text }) => text)
  const known = (flag: string, wanted: readonly string[] | undefined) =>
    wanted?.map((text) => {
      // A number may be written in more than one way.
      const written = column.type === 'number' && text.trim() !== '' ? String(Number(text)) : text
      if (texts.includes(written)) return written
      const message = `${column.name} has no value “${text}” for ${flag}.${didYouMean(text, texts)} Its values are ${texts.join(', ')}.`
      throw new UsageError('unknown-label-value', message, facts)
    })
  const anomalies = known('--positive', positive)
  const normals = known('--negative', negative)
  const both = anomalies?.find((text) => normals?.includes(text))
  if (both !== undefined) {
    throw new UsageError('unclear-label', `“${both}” cannot mean both an anomaly and a normal row.`, facts)
  }
  if (anomalies === undefined && normals === undefined) {
    if (mapping !== null) return mapping
    const message = `The values of ${column.name} (${texts.join(', ')}) do not say which of them mean an anomaly. Name them with --positive.`
    throw new UsageError('unclear-label', message, facts)
  }
  const meaningOf = (text: string) => {
    if (anomalies?.includes(text)) return 'anomaly'
    if (normals?.includes(text)) return 'normal'
    if (anomalies === undefined) return 'anomaly'
    return normals === undefined ? 'normal' : 'left-out'
  }
  return { values: Object.fromEntries(texts.map((text) => [text, meaningOf(text)])), missing: 'left-out' }
}

/** Holds a ranking against its label. */
export function againstLabel(dataset: Dataset, ranking: Ranking, label: Label): AgainstLabel {
  const { scores, order } = ranking
  const labels = finish(rowLabels(label.column, label.mapping))
  const ranked = finish(rankLabels(labels, order))
  const steps = finish(labelSteps(scores, order, labels))
  const intervals = finish(areaIntervals(steps, INTERVAL_SEED))
  const leaks = ranking.features.filter(({ used, column }) => used && isLeak(dataset.roles[column]!.reason))
  const warnings = [
    ...leaks.map(
      ({ name }) =>
        `${name} gives the label away and is among the features: the metrics are too good to be true.`,
    ),
    ...(ranked.anomalies === 0
      ? [`${label.column.name} marks no row as an anomaly, so there is nothing to find.`]
      : []),
  ]
  return { label, ranking, ranked, steps, intervals, warnings }
}

/** What `metrics` of `detect --json` holds; null where a figure is not defined. */
export function metricsReport({ label, ranking, ranked, steps, intervals }: AgainstLabel, cut: number) {
  const { beta, column, mapping } = label
  const rows = ranking.order.length
  const k = Math.min(label.k, rows)
  const confusion = confusionAt(ranked, cut)
  const figures = figuresOf(confusion, beta)
  const around = figureIntervals(confusion, beta, INTERVAL_SEED)
  const first = figuresOf(confusionAt(ranked, k), beta)
  const firstAround = figureIntervals(confusionAt(ranked, k), beta, INTERVAL_SEED)
  const best = bestCut(ranked, ranking.scores, ranking.order, beta)
  const valuesThat = (meaning: string) =>
    Object.entries(mapping.values).flatMap(([text, means]) => (means === meaning ? [text] : []))
  return {
    label: column.name,
    anomaly_values: valuesThat('anomaly'),
    normal_values: valuesThat('normal'),
    anomalies: ranked.anomalies,
    normals: ranked.normals,
    left_out: rows - ranked.anomalies - ranked.normals,
    true_positives: confusion.truePositives,
    false_positives: confusion.falsePositives,
    false_negatives: confusion.falseNegatives,
    true_negatives: confusion.trueNegatives,
    precision: told(figures.precision),
    recall: told(figures.recall),
    f1: told(figures.f1),
    beta,
    f_beta: told(figures.fBeta),
    specificity: told(figures.specificity),
    accuracy: told(figures.accuracy),
    balanced_accuracy: told(figures.balancedAccuracy),
    mcc: told(figures.mcc),
    lift: told(figures.lift),
    k,
    precision_at_k: told(first.precision),
    recall_at_k: told(first.recall),
    auc_roc: told(areaUnderRoc(steps)),
    average_precision: told(averagePrecisionOf(steps)),
    best_f_beta: best === null ? null : { rows: best.cut, f_beta: best.fBeta },
    intervals_95: {
      precision: ends(around.precision),
      recall: ends(around.recall),
      f1: ends(around.f1),
      f_beta: ends(around.fBeta),
      specificity: ends(around.specificity),
      accuracy: ends(around.accuracy),
      balanced_accuracy: ends(around.balancedAccuracy),
      mcc: ends(around.mcc),
      lift: ends(around.lift),
      precision_at_k: ends(firstAround.precision),
      recall_at_k: ends(firstAround.recall),
      auc_roc: ends(intervals.auroc),
      average_precision: ends(intervals.averagePrecision),
    },
  }
}

/** JSON has no word for what is not a number. */
function told(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function ends(interval: Interval | null): readonly [number, number] | null {
  return interval === null ? null : [interval.low, interval.high]
}

/** The same for people. */
export function metricsText(against: AgainstLabel, cut: number): string[] {
  const { label, ranked } = against
  const report = metricsReport(against, cut)
  const line = (name: string, value: number | null, interval: readonly [number, number] | null) => [
    name,
    value === null ? 'not defined' : value.toFixed(3),
    interval === null ? '' : `${interval[0].toFixed(3)} to ${interval[1].toFixed(3)}`,
  ]
  const at = report.intervals_95
  return [
    `Against ${label.column.name}: ${count(ranked.anomalies)} anomalies (${report.anomaly_values.join(', ')}), ${count(ranked.normals)} normal rows${report.left_out > 0 ? `, ${count(report.left_out)} rows without a label` : ''}`,
    `${count(report.true_positives)} anomalies flagged, ${count(report.false_negatives)} missed; ${count(report.false_positives)} normal rows flagged`,
    ...aligned([
      ['figure', 'value', '95 % interval'],
      line('precision', report.precision, at.precision),
      line('recall', report.recall, at.recall),
      line('F1', report.f1, at.f1),
      line(`F${label.beta}`, report.f_beta, at.f_beta),
      line('accuracy', report.accuracy, at.accuracy),
      line('balanced accuracy', report.balanced_accuracy, at.balanced_accuracy),
      line('MCC', report.mcc, at.mcc),
      line(`precision at ${count(report.k)}`, report.precision_at_k, at.precision_at_k),
      line(`recall at ${count(report.k)}`, report.recall_at_k, at.recall_at_k),
      line('AUC-ROC', report.auc_roc, at.auc_roc),
      line('average precision', report.average_precision, at.average_precision),
    ]),
  ]
}

/** Every point at which the curves turn: the first `rows` rows flagged, down to the threshold. */
export function curvesCsv({ ranking, ranked, steps }: AgainstLabel): string {
  const lines = [
    'rows,threshold,true_positives,false_positives,precision,recall,false_positive_rate,lift',
    '0,,0,0,,0,0,',
  ]
  const cell = (key: keyof Figures, figures: Figures) => told(figures[key]) ?? ''
  for (const end of steps.ends) {
    const confusion = confusionAt(ranked, end)
    const figures = figuresOf(confusion, 1)
    const outside = told(1 - figures.specificity) ?? ''
    lines.push(
      [
        end,
        float32Text(ranking.scores[ranking.order[end - 1]!]!),
        confusion.truePositives,
        confusion.falsePositives,
        cell('precision', figures),
        cell('recall', figures),
        outside,
        cell('lift', figures),
      ].join(','),
    )
  }
  return `${lines.join('\r\n')}\r\n`
}
