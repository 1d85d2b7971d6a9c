import type { TimeUnit } from '../../../analysis/calendar/calendar.ts'
import { formatCount, formatNumber, formatPercent, formatRows } from '../../plots/format.ts'
import { bucketLabel } from './bucket-label.ts'
import type { Measured } from './series.ts'

interface TimeTipProps {
  readonly measured: Measured
  readonly edges: Float64Array
  readonly unit: TimeUnit
  readonly amountName: string
  readonly bucket: number
  readonly x: number
  /** Stands to the left of the pointer. */
  readonly flip: boolean
}

/** What is known of the bucket under the pointer. */
export function TimeTip({ measured, edges, unit, amountName, bucket, x, flip }: TimeTipProps) {
  return (
    <div
      className="plot-tooltip time-plot__tip"
      style={{ left: x, transform: flip ? 'translateX(calc(-100% - 12px))' : 'translateX(12px)' }}
    >
      <strong>{bucketLabel(edges[bucket] ?? NaN, unit)}</strong>
      <BinFacts measured={measured} bin={bucket} amountName={amountName} />
    </div>
  )
}

/** Rows, flagged rows and amounts of one bin, a line each. */
export function BinFacts(props: {
  readonly measured: Measured
  readonly bin: number
  readonly amountName: string
}) {
  const { measured, bin, amountName } = props
  const { rows, counts, amounts } = measured
  const n = rows[bin] ?? 0
  const flagged = counts.flagged()[bin] ?? 0
  const selected = counts.selected()?.[bin]
  const all = amounts?.all
  const present = all?.present[bin] ?? 0
  return (
    <>
      <span>{formatRows(n)}</span>
      {selected !== undefined && <span>{formatCount(selected)} selected</span>}
      <span className={flagged > 0 ? 'plot-flagged-number' : undefined}>
        {formatCount(flagged)} flagged{n > 0 && flagged > 0 ? ` (${formatPercent(flagged / n)})` : ''}
      </span>
      {all && (
        <>
          <span>
            {amountName}: sum {formatNumber(all.sums[bin] ?? 0, 8)}
            {present > 0 ? `, mean ${formatNumber((all.sums[bin] ?? 0) / present)}` : ', no mean'}
          </span>
          {flagged > 0 && (
            <span className="plot-flagged-number">
              flagged sum {formatNumber(amounts.linked.flagged().sums[bin] ?? 0, 8)}
            </span>
          )}
        </>
      )}
    </>
  )
}
