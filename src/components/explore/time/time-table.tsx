import type { TimeUnit } from '../../../analysis/calendar/calendar.ts'
import type { TimeBuckets } from '../../../analysis/calendar/time-buckets.ts'
import { formatCount, formatNumber, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { bucketLabel } from './bucket-label.ts'
import type { Measured } from './series.ts'
import type { Window } from './time-window.ts'
import type { Span } from './use-time-brush.ts'

const HEADS: Record<TimeUnit, string> = {
  second: 'Second',
  minute: 'Minute',
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  quarter: 'Quarter',
  year: 'Year',
}

interface TimeTableProps {
  readonly name: string
  readonly data: TimeBuckets
  readonly measured: Measured
  readonly window: Window
  readonly amountName: string
  readonly onPick: (span: Span, done: boolean) => void
}

/** The buckets that hold rows as a table; a click on one selects it. Follows the cut. */
export function TimeTable({ name, data, measured, window, amountName, onPick }: TimeTableProps) {
  useLinkedRender(measured.counts)
  const buckets: number[] = []
  for (let bucket = window.from; bucket < window.to; bucket++)
    if (data.counts[bucket]! > 0) buckets.push(bucket)
  return (
    <table className="plot-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{HEADS[data.unit]} (UTC)</th>
          <FactHeads measured={measured} amountName={amountName} />
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket) => {
          const label = bucketLabel(data.edges[bucket]!, data.unit)
          return (
            <tr key={bucket}>
              <th scope="row">
                <button
                  type="button"
                  className="text-button"
                  aria-label={`Select ${label}`}
                  onClick={() => onPick({ low: data.edges[bucket]!, high: data.edges[bucket + 1]! }, true)}
                >
                  {label}
                </button>
              </th>
              <FactCells measured={measured} bins={[bucket]} />
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <FactCells measured={measured} bins={buckets} />
        </tr>
      </tfoot>
    </table>
  )
}

/** The heads over `FactCells`. */
export function FactHeads({
  measured,
  amountName,
}: {
  readonly measured: Measured
  readonly amountName: string
}) {
  return (
    <>
      <th scope="col">Rows</th>
      {measured.counts.selected() && <th scope="col">Selected</th>}
      <th scope="col">Flagged</th>
      <th scope="col">Share</th>
      {measured.amounts && (
        <>
          <th scope="col">Sum of {amountName}</th>
          <th scope="col">Mean</th>
          <th scope="col">Flagged sum</th>
        </>
      )}
    </>
  )
}

/** Rows, flagged rows and amounts of some bins together. */
export function FactCells({
  measured,
  bins,
}: {
  readonly measured: Measured
  readonly bins: readonly number[]
}) {
  const { rows, counts, amounts } = measured
  const flagged = counts.flagged()
  const selected = counts.selected()
  const marked = amounts?.linked.flagged()
  const add = (values: ArrayLike<number>) => bins.reduce((sum, bin) => sum + values[bin]!, 0)
  const n = add(rows)
  const hits = add(flagged)
  const present = amounts ? add(amounts.all.present) : 0
  return (
    <>
      <td>{formatCount(n)}</td>
      {selected && <td>{formatCount(add(selected))}</td>}
      <td className={hits > 0 ? 'plot-flagged-number' : undefined}>{formatCount(hits)}</td>
      <td>{formatPercent(n > 0 ? hits / n : 0)}</td>
      {amounts && marked && (
        <>
          <td>{formatNumber(add(amounts.all.sums), 9)}</td>
          <td>{present > 0 ? formatNumber(add(amounts.all.sums) / present) : '–'}</td>
          <td>{formatNumber(add(marked.sums), 9)}</td>
        </>
      )}
    </>
  )
}
