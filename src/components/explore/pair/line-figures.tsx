import type { FittedLine } from '../../../analysis/pairs/pair-lines.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCoefficient, formatCount } from '../../plots/format.ts'
import { Figures } from './figures.tsx'
import { slopeText, type SlopeUnits } from './slope-text.ts'

interface LineFiguresProps {
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly logX: boolean
  readonly logY: boolean
  /** Null while it is worked out. */
  readonly fit: AnswerOf<'pairLines'> | null
  /** Whether the lines are in the picture. */
  readonly drawn: boolean
}

/** How closely the rows follow a straight line, in figures. */
export function LineFigures({ x, y, logX, logY, fit, drawn }: LineFiguresProps) {
  const units: SlopeUnits = {
    logX,
    logY,
    timeX: x.type === 'datetime',
    timeY: y.type === 'datetime',
    x: x.name,
  }
  const interval = ([low, high]: readonly [number, number], format: (n: number) => string) =>
    ` (${format(low)} to ${format(high)})`
  const slope = (line: FittedLine | null) =>
    line
      ? slopeText(line.slope, units) +
        (Number.isFinite(line.slopeLow)
          ? interval([line.slopeLow, line.slopeHigh], (n) => slopeText(n, units, false))
          : '')
      : 'none: a column does not vary'
  const logs = [logX ? x.name : '', logY ? y.name : ''].filter((name) => name !== '')
  return (
    <Figures
      title="Along a straight line"
      rows={[
        { name: 'Rows with both values', value: fit ? formatCount(fit.n) : '…' },
        {
          name: 'Correlation r',
          value: !fit
            ? '…'
            : fit.r === null
              ? 'none: a column does not vary'
              : formatCoefficient(fit.r) + (fit.rInterval ? interval(fit.rInterval, formatCoefficient) : ''),
        },
        {
          name: 'Least squares',
          value: fit ? slope(fit.leastSquares) : '…',
          mark: drawn ? 'pair-key-line' : undefined,
        },
        {
          name: 'Robust (Theil–Sen)',
          value: fit ? slope(fit.robust) : '…',
          mark: drawn ? 'pair-key-robust' : undefined,
        },
      ]}
      note={[
        'In brackets: 95 % intervals.',
        ...(fit?.robust && fit.robust.rows < fit.n
          ? [
              `The robust line is the median slope between ${formatCount(fit.robust.rows)} rows drawn evenly from ${formatCount(fit.n)}.`,
            ]
          : []),
        ...(logs.length > 0 ? [`Worked out on the logarithm of ${logs.join(' and ')}.`] : []),
      ].join(' ')}
    />
  )
}
