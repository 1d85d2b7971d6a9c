import type { ColumnProfile } from '../../../analysis/profile/column-profile.ts'
import type { ValueFigures } from '../../../analysis/profile/value-figures.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { formatCount, formatNumber, formatPercent, formatTime, formatTimeTo } from '../../plots/format.ts'
import { shortNumber, shortSpan } from './figure-text.ts'

/** One figure of a card. */
export interface Figure {
  readonly label: string
  /** Null while it is not known yet. */
  readonly value: string | null
  /** The figure in full, or what it means. */
  readonly title?: string
  /** Nothing to look at: written faintly. */
  readonly quiet?: boolean
}

/** The figures of a card, row by row: at once those that reading the file gave, and the rest with the profile. */
export function figureRows(
  column: ColumnSummary,
  profile: ColumnProfile | null,
  rowCount: number,
): readonly (readonly Figure[])[] {
  const counts = [missingFigure(column, rowCount), distinctFigure(column, profile)]
  switch (column.type) {
    case 'number':
      return numberRows(column, counts, profile?.values ?? null)
    case 'datetime':
      return timeRows(column, counts, profile?.values ?? null)
    case 'category':
    case 'text':
      return [[...counts, ...levelFigures(profile)]]
  }
}

function missingFigure({ missing, unreadable }: ColumnSummary, rowCount: number): Figure {
  const all = missing + unreadable
  if (all === 0) return { label: 'Missing', value: '0', quiet: true }
  const how = unreadable > 0 ? `, ${formatCount(unreadable)} of them unreadable` : ''
  const title = `${formatCount(all)} of ${formatCount(rowCount)} cells have no value${how}`
  return { label: 'Missing', value: formatPercent(all / Math.max(1, rowCount)), title }
}

function distinctFigure(column: ColumnSummary, profile: ColumnProfile | null): Figure {
  const known = profile?.distinct ?? (column.distinctIsLowerBound ? null : column.distinct)
  const label = 'Distinct'
  return known === null
    ? { label, value: null }
    : { label, value: shortNumber(known), title: `${formatCount(known)} different values` }
}

function count(label: string, n: number | undefined, what: string): Figure {
  return n === undefined
    ? { label, value: null }
    : { label, value: shortNumber(n), title: `${formatCount(n)} ${what}`, quiet: n === 0 }
}

function numberRows(
  { min, median, max, mean }: ColumnSummary,
  counts: readonly Figure[],
  values: ValueFigures | null,
): readonly (readonly Figure[])[] {
  const figure = (label: string, value: number | null | undefined, title: string): Figure => {
    if (value === undefined || (value === null && values === null)) return { label, value: null }
    const known = value ?? NaN
    return Number.isNaN(known)
      ? { label, value: '–', title: `${title}: not defined here`, quiet: true }
      : { label, value: shortNumber(known), title: `${title}: ${formatNumber(known, 12)}` }
  }
  return [
    [
      ...counts,
      count('Zeros', values?.zeros, 'values are 0'),
      count('Negative', values?.negatives, 'values are below 0'),
      count('Infinite', values?.infinite, 'values are ∞ or −∞'),
    ],
    [
      figure('Min', min, 'Smallest value'),
      figure('25 %', values?.quantiles[2], 'A quarter of the values are at most this'),
      figure('Median', median, 'Half of the values are at most this'),
      figure('75 %', values?.quantiles[4], 'Three quarters of the values are at most this'),
      figure('Max', max, 'Largest value'),
    ],
    [
      figure('Mean', mean, 'Mean'),
      figure('SD', values?.sd, 'Standard deviation (n − 1)'),
      figure('MAD', values?.mad, 'Median absolute deviation from the median'),
      figure('Skew', values?.skewness, 'Skewness, 0 when even on both sides (sample-adjusted, G₁)'),
      figure('Kurtosis', values?.kurtosis, 'Excess kurtosis, 0 for normal values (sample-adjusted, G₂)'),
    ],
  ]
}

const DAY = 86_400_000

function timeRows(
  { min, median, max }: ColumnSummary,
  counts: readonly Figure[],
  values: ValueFigures | null,
): readonly (readonly Figure[])[] {
  // The time of day is in the way where days tell the values apart.
  const days = min !== null && max !== null && max - min > 4 * DAY
  const time = (label: string, value: number | null | undefined, title: string): Figure => {
    if (value === undefined || (value === null && values === null)) return { label, value: null }
    const known = value ?? NaN
    const text = days ? formatTimeTo(known, 'day') : formatTime(known)
    return { label, value: text, title: `${title}: ${formatTime(known)}`, quiet: Number.isNaN(known) }
  }
  const span = (label: string, value: number | undefined, title: string): Figure =>
    value === undefined
      ? { label, value: null }
      : {
          label,
          value: shortSpan(value),
          title: `${title}: ${formatNumber(value / DAY, 6)} days`,
          quiet: Number.isNaN(value),
        }
  return [
    [
      ...counts,
      span('Range', min === null || max === null ? NaN : max - min, 'From the earliest to the latest'),
      span('SD', values?.sd, 'Standard deviation (n − 1)'),
      span('MAD', values?.mad, 'Median absolute deviation from the median'),
    ],
    [
      time('Earliest', min, 'Earliest (UTC)'),
      time('Median', median, 'Half are not later (UTC)'),
      time('Latest', max, 'Latest (UTC)'),
    ],
    [
      time('25 %', values?.quantiles[2], 'A quarter are not later (UTC)'),
      time('Mean', values?.mean, 'Mean (UTC)'),
      time('75 %', values?.quantiles[4], 'Three quarters are not later (UTC)'),
    ],
  ]
}

function levelFigures(profile: ColumnProfile | null): readonly Figure[] {
  const levels = profile?.levels
  return [
    count('Once', levels?.once, 'values are in one row only'),
    count('Shortest', levels?.shortest, 'characters has the shortest value'),
    count('Longest', levels?.longest, 'characters has the longest value'),
  ]
}
