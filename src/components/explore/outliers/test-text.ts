import type { ColumnTestAnswer, OutlierTestsAnswer } from '../../../analysis/outliers/outlier-tests.ts'
import type { TestId } from '../../../analysis/outliers/column-tests.ts'
import { formatCount, formatFixed, formatNumber, pText } from '../../plots/format.ts'
import type { OutlierSettings } from './outlier-settings.ts'

export const TEST_NAMES: Readonly<Record<TestId, string>> = {
  'mean-sd': 'Mean ± standard deviations',
  'modified-z': 'Modified z (median and MAD)',
  iqr: 'Quartile fences',
  grubbs: 'Grubbs',
  esd: 'Generalised ESD (Rosner)',
}

/** For marks in the plot, where room is short. */
export const SHORT_NAMES: Readonly<Record<TestId, string>> = {
  'mean-sd': 'mean ± sd',
  'modified-z': 'modified z',
  iqr: 'fences',
  grubbs: 'Grubbs',
  esd: 'ESD',
}

export const ASSUMPTIONS: Readonly<Record<TestId, string>> = {
  'mean-sd': 'Assumes a bell shape; outliers widen the very spread they are measured by.',
  'modified-z': 'Assumes a symmetric middle; outliers do not widen its spread.',
  iqr: 'Assumes a symmetric middle; even of ordinary bell-shaped rows 0.7 % lie outside at 1.5.',
  grubbs: 'Assumes a bell shape and at most one outlier: a second one can hide the first.',
  esd: 'Assumes a bell shape but for the outliers, and some 25 rows or more; outliers do not hide each other.',
}

type Scale = Pick<OutlierTestsAnswer, 'transform' | 'suggested' | 'min' | 'max'>

/** What a test says of the column, in a sentence. */
export function resultText(test: ColumnTestAnswer, answer: Scale, settings: OutlierSettings): string {
  const said = noticeText(test)
  if (said !== null) return said
  const found = test.below + test.above
  switch (test.id) {
    case 'mean-sd':
      return `${valuesLie(found)} more than ${formatNumber(settings.k)} standard deviations from the mean.${expectedText(test)}`
    case 'modified-z':
      return `${valuesLie(found)} more than ${formatNumber(settings.modifiedZ)} robust standard deviations from the median.${expectedText(test)}${scaleText(test)}`
    case 'iqr':
      return `${valuesLie(found)} more than ${formatNumber(settings.fences)} interquartile ranges outside the quartiles.${expectedText(test)}${scaleText(test)}`
    case 'grubbs':
      return grubbsText(test, answer, settings.alpha)
    case 'esd':
      return esdText(test, answer, settings)
  }
}

function noticeText({ notice }: ColumnTestAnswer): string | null {
  if (notice === 'no-values') return 'The column holds no number.'
  if (notice === 'equal') return 'All values are equal: none can be far out.'
  if (notice === 'too-few') return 'This test needs at least three values.'
  return null
}

function valuesLie(found: number): string {
  return found === 0 ? 'No value lies' : found === 1 ? '1 value lies' : `${formatCount(found)} values lie`
}

function expectedText({ expected }: ColumnTestAnswer): string {
  if (expected === undefined) return ''
  const about =
    expected < 0.1 ? 'almost none' : expected < 10 ? formatFixed(expected, 1) : formatCount(expected)
  return ` A bell shape without outliers would have ${about}.`
}

function scaleText({ notice, id }: ColumnTestAnswer): string {
  if (notice !== 'mean-deviation') return ''
  const measure = id === 'iqr' ? 'The middle half is one value' : 'More than half of the values are equal'
  return ` ${measure}, so the mean deviation measures the spread.`
}

function grubbsText(test: ColumnTestAnswer, { min, max }: Scale, alpha: number): string {
  const { largest, critical, below, above, p = 1 } = test
  const at = `at α = ${formatNumber(alpha)}`
  if (below + above === 0)
    return `No outlier ${at}: the farthest value is G = ${apart(largest, critical).join(' from the mean, and ')} would be needed.`
  const ends = [
    ...(above > 0 ? [`the largest value ${formatNumber(max)}`] : []),
    ...(below > 0 ? [`the smallest value ${formatNumber(min)}`] : []),
  ].join(' and ')
  const rows = below + above > 1 ? `, in ${formatCount(below + above)} rows` : ''
  return `${capital(ends)} is an outlier ${at}${rows} (G = ${apart(largest, critical).join(' > ')}, ${pText(p)}).`
}

function esdText(
  { outliers = 0, notice, steps = [] }: ColumnTestAnswer,
  { transform, suggested }: Scale,
  { alpha, most }: OutlierSettings,
): string {
  const at = `at α = ${formatNumber(alpha)}`
  const looked = `of at most ${formatCount(Math.min(most, steps.length))} looked for`
  const last = outliers > 0 ? steps[outliers - 1] : undefined
  if (!last) {
    const first = steps[0]
    const farthest = first ? ` (first R = ${apart(first.statistic, first.critical).join(' ≤ λ = ')})` : ''
    return `No outlier ${at}, ${looked}${farthest}.`
  }
  const reached =
    notice === 'reached-most'
      ? ` As many as were looked for: there may be more.${transform === 'none' && suggested !== 'none' ? ' Transform the values first.' : ''}`
      : ''
  return `${outliers === 1 ? '1 outlier' : `${formatCount(outliers)} outliers`} ${at}, ${looked} (last R = ${apart(last.statistic, last.critical).join(' > λ = ')}).${reached}`
}

/** `below −12.3 or above 4,310.55`, in the column's own unit. */
export function limitsText(
  { low, high, notice }: ColumnTestAnswer,
  { min, max }: Pick<OutlierTestsAnswer, 'min' | 'max'>,
): string {
  if (notice === 'no-values' || notice === 'equal' || notice === 'too-few') return '–'
  const parts = [
    ...(low > -Infinity ? [`below ${limitText(low, max - min)}`] : []),
    ...(high < Infinity ? [`above ${limitText(high, max - min)}`] : []),
  ]
  return parts.length === 0 ? '–' : parts.join(' or ')
}

/** Two decimals where the values spread over more than a few units. */
function limitText(limit: number, range: number): string {
  return range >= 10 && Math.abs(limit) < 1e12 ? formatFixed(limit, 2) : formatNumber(limit)
}

/** Whether the assumption of a bell shape holds, and what to do. */
export function shapeText({ normality, count, transform, suggested }: OutlierTestsAnswer): string {
  const { shape, skewness, kurtosis, p } = normality
  const values = transform === 'none' ? 'The values' : 'The transformed values'
  const figures = `skewness ${signed(skewness)}, excess kurtosis ${signed(kurtosis)}, Jarque–Bera ${pText(p)}`
  const many =
    count > 5000 && shape !== 'too-few' && shape !== 'equal'
      ? ' With so many rows hardly any real column passes that test: go by the sizes.'
      : ''
  switch (shape) {
    case 'too-few':
      return 'Too few values to say whether they are bell-shaped.'
    case 'equal':
      return 'All values are equal.'
    case 'bell':
      return `${values} are roughly bell-shaped (${figures}): what the tests assume.${many}`
    case 'heavy-tailed':
      return `The middle is symmetric, with more or longer tails than a bell shape (${figures}): some of what is found may be the column’s nature.${many}`
    case 'flat':
      return `${values} are spread more evenly than a bell shape, or lie in several groups (${figures}): limits lie far out, and what lies between two groups is not found.${many}`
    case 'skewed': {
      const advice =
        transform === 'none' && suggested !== 'none'
          ? ' Each test calls much of the longer tail outliers: transform the values first.'
          : ' Each test calls much of the longer tail outliers.'
      return `${values} are skewed, also without their extremes (${figures}).${advice}${many}`
    }
  }
}

export const TRANSFORM_NAMES = {
  none: 'none',
  log: 'ln x',
  log1p: 'ln(1 + x)',
  asinh: 'asinh x',
} as const

function figure(value: number): string {
  return value >= 1000 ? formatNumber(value, 4) : formatFixed(value, 2)
}

/** Two figures that are compared: with more decimals where they would look equal. */
function apart(a: number, b: number): [string, string] {
  for (const decimals of [2, 4, 6]) {
    const texts: [string, string] = [formatFixed(a, decimals), formatFixed(b, decimals)]
    if (decimals === 2 && (a >= 1000 || b >= 1000)) return [figure(a), figure(b)]
    if (texts[0] !== texts[1] || a === b) return texts
  }
  return [String(a), String(b)]
}

function signed(value: number): string {
  return Number.isFinite(value) ? formatFixed(value, Math.abs(value) < 10 ? 2 : 0) : '–'
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
