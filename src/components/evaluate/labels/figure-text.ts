import type { Figures } from '../../../analysis/evaluate/figures.ts'
import type { Confusion } from '../../../analysis/evaluate/ranked-labels.ts'
import { formatFixed } from '../../plots/format.ts'

/** A share of rows, a figure of its own scale, or a factor. */
type Unit = 'share' | 'index' | 'factor'

interface FigureEntry {
  readonly key: keyof Figures
  readonly name: string
  readonly unit: Unit
  /** In a sentence; `base` is the share of anomalies. */
  readonly meaning: (beta: number, base: number) => string
}

/** The figures that follow the cut, in the order in which they are shown. */
export const AT_CUT: readonly FigureEntry[] = [
  {
    key: 'precision',
    name: 'Precision',
    unit: 'share',
    meaning: () => 'Of the flagged rows, so many are anomalies.',
  },
  { key: 'recall', name: 'Recall', unit: 'share', meaning: () => 'Of the anomalies, so many are flagged.' },
  {
    key: 'f1',
    name: 'F1',
    unit: 'index',
    meaning: () => 'Precision and recall in one: their harmonic mean.',
  },
  {
    key: 'fBeta',
    name: 'F-beta',
    unit: 'index',
    meaning: (beta) => `The same with recall counting ${beta} times as much.`,
  },
  {
    key: 'lift',
    name: 'Lift',
    unit: 'factor',
    meaning: () => 'Anomalies among the flagged rows, in times of chance.',
  },
  {
    key: 'specificity',
    name: 'Specificity',
    unit: 'share',
    meaning: () => 'Of the normal rows, so many are not flagged.',
  },
  {
    key: 'accuracy',
    name: 'Accuracy',
    unit: 'share',
    meaning: (_, base) => `Rows told right; flagging nothing gives ${figureText('share', 1 - base)}.`,
  },
  {
    key: 'balancedAccuracy',
    name: 'Balanced accuracy',
    unit: 'share',
    meaning: () => 'The mean of recall and specificity; 50 % is chance.',
  },
  {
    key: 'mcc',
    name: 'MCC',
    unit: 'index',
    meaning: () => 'Correlation of flag and label; 0 is chance.',
  },
]

/** `87.3 %`, `0.873`, `12.3 ×`; – where it is not defined. */
export function figureText(unit: Unit, value: number): string {
  if (Number.isNaN(value)) return '–'
  if (unit === 'share') return `${formatFixed(100 * value, decimalsOf(value))} %`
  if (unit === 'factor') return `${formatFixed(value, 1)} ×`
  return formatFixed(value, 3)
}

/** Two where one would round to all or nothing what is neither. */
function decimalsOf(share: number): number {
  return (share > 0 && share < 0.001) || (share > 0.999 && share < 1) ? 2 : 1
}

/** `83.9 – 100.0 %`. */
export function intervalText(
  unit: Unit,
  interval: { readonly low: number; readonly high: number } | null,
): string {
  if (interval === null) return 'none'
  const end = (value: number) => figureText(unit, value).replace(/ [%×]$/u, '')
  const sign = unit === 'share' ? ' %' : unit === 'factor' ? ' ×' : ''
  return `${end(interval.low)} – ${end(interval.high)}${sign}`
}

/** Why a figure is not defined. */
export function whyNone(key: keyof Figures, confusion: Confusion): string {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion
  if (
    truePositives + falseNegatives === 0 &&
    key !== 'precision' &&
    key !== 'specificity' &&
    key !== 'accuracy'
  )
    return 'no anomalies'
  if (falsePositives + trueNegatives === 0 && key !== 'precision' && key !== 'recall') return 'no normal rows'
  if (truePositives + falsePositives === 0) return 'nothing is flagged'
  return 'everything is flagged'
}
