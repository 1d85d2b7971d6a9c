import type { ValueFigures } from '../../../analysis/profile/value-figures.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatCount, formatNumber, formatPercent } from '../../plots/format.ts'

interface ColumnHeadProps {
  readonly dataset: DatasetSummary
  readonly column: ColumnSummary
}

/** The column's name, how it was read, and its figures: those known from reading at once, the rest after the plots. */
export function ColumnHead({ dataset, column }: ColumnHeadProps) {
  const asked = useQuestion('profileColumn', { column: column.index }, { background: true })
  const profile = asked.data?.column === column.index ? asked.data : null
  const { name, format, role, missing, unreadable, distinct, distinctIsLowerBound } = column
  return (
    <header className="column-head">
      <div className="column-head__names">
        <h2 className="column-head__name" title={name}>
          {name}
        </h2>
        <span className="column-head__type">{format.label}</span>
        <span className="column-head__role" title={column.roleReason}>
          Role: {role}
        </span>
        <span className="column-head__type">
          {distinctIsLowerBound && profile === null ? 'more than ' : ''}
          {formatCount(profile?.distinct ?? distinct)} distinct
        </span>
      </div>
      <dl className="column-head__figures" aria-label={`Figures of ${name}`}>
        {figuresOf(dataset.rowCount, missing + unreadable, column, profile?.values ?? null).map(
          ({ label, value, title }) => (
            <div key={label} title={title}>
              <dt>{label}</dt>
              <dd>{value ?? <span className="column-head__later" />}</dd>
            </div>
          ),
        )}
      </dl>
    </header>
  )
}

/** Where they stand among the profile's quantiles; the median is a figure of its own. */
const QUANTILES = [
  { label: '1 %', at: 0 },
  { label: '5 %', at: 1 },
  { label: '25 %', at: 2 },
  { label: '75 %', at: 4 },
  { label: '95 %', at: 5 },
  { label: '99 %', at: 6 },
] as const

interface Figure {
  readonly label: string
  /** Null: on its way. */
  readonly value: string | null
  /** What it is, for who points at it. */
  readonly title?: string
}

function figuresOf(
  rows: number,
  empty: number,
  column: ColumnSummary,
  values: ValueFigures | null,
): readonly Figure[] {
  const write = (value: number | null | undefined, digits = 6) =>
    value === undefined ? null : value === null || Number.isNaN(value) ? '–' : formatNumber(value, digits)
  const count = (value: number | undefined) => (value === undefined ? null : formatCount(value))
  return [
    { label: 'Rows', value: formatCount(rows) },
    {
      label: 'Missing',
      value: empty === 0 ? '0' : `${formatCount(empty)} (${formatPercent(empty / Math.max(1, rows))})`,
      title: 'Cells that are empty, or that could not be read as a number',
    },
    { label: 'Mean', value: write(column.mean) },
    { label: 'SD', value: write(values?.sd), title: 'Standard deviation, with n − 1' },
    { label: 'Median', value: write(column.median) },
    {
      label: 'MAD',
      value: write(values?.mad),
      title: 'Median absolute deviation from the median, not scaled',
    },
    {
      label: 'Skewness',
      value: write(values?.skewness, 4),
      title: 'Sample-adjusted (G₁): above 0 where the right tail is longer',
    },
    {
      label: 'Kurtosis',
      value: write(values?.kurtosis, 4),
      title: 'Sample-adjusted excess (G₂): 0 for normal values, above 0 for heavier tails',
    },
    { label: 'Min', value: write(column.min) },
    ...QUANTILES.map(({ label, at }) => ({
      label,
      value: write(values === null ? undefined : values.quantiles[at]),
      title: `${label} of the values are at most this; between two values by linear interpolation`,
    })),
    { label: 'Max', value: write(column.max) },
    { label: 'Zeros', value: count(values?.zeros) },
    { label: 'Negatives', value: count(values?.negatives) },
    ...(values && values.infinite > 0 ? [{ label: 'Infinite', value: formatCount(values.infinite) }] : []),
  ]
}
