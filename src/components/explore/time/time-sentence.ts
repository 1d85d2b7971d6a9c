import type { TimeBuckets } from '../../../analysis/calendar/time-buckets.ts'
import { formatCount, formatNumber, formatPercent, formatRows } from '../../plots/format.ts'
import { bucketLabel, formatUnits } from './bucket-label.ts'
import type { Measured } from './series.ts'
import type { Window } from './time-window.ts'

/** What the plot over time shows, in words: how many units, how many without rows, what is left out. */
export function timeSentence(data: TimeBuckets, measured: Measured, window: Window, amount: string): string {
  const { counts, edges, unit, missing, dateOnly } = data
  if (counts.length === 0) return 'No row has a time.'
  let rows = 0
  let without = 0
  let inside = 0
  for (let bucket = 0; bucket < counts.length; bucket++) {
    rows += counts[bucket]!
    if (counts[bucket] === 0) without++
    if (bucket >= window.from && bucket < window.to) inside += counts[bucket]!
  }
  let flagged = 0
  for (const n of measured.counts.flagged()) flagged += n
  const last = bucketLabel(edges[counts.length - 1]!, unit)
  const parts = [
    `${formatUnits(counts.length, unit)} from ${bucketLabel(edges[0]!, unit)} to ${last}, UTC: ${formatRows(rows)}, ${formatCount(flagged)} flagged`,
  ]
  if (without > 0) parts.push(`${formatCount(without)} without rows`)
  if (missing > 0) parts.push(`${formatRows(missing)} without a time`)
  if (inside < rows) parts.push(`${formatRows(inside)} (${formatPercent(inside / rows)}) in the part shown`)
  if (measured.amounts) {
    const { all, linked } = measured.amounts
    let sum = 0
    let present = 0
    for (let bucket = 0; bucket < counts.length; bucket++) {
      sum += all.sums[bucket]!
      present += all.present[bucket]!
    }
    let part = 0
    for (const n of linked.flagged().sums) part += n
    parts.push(
      `${amount}: sum ${formatNumber(sum, 9)}, mean ${present > 0 ? formatNumber(sum / present) : '–'}, flagged sum ${formatNumber(part, 9)}`,
    )
  }
  const { amount: amounts } = data
  if (amounts && amounts.missing > 0) parts.push(`${formatRows(amounts.missing)} without ${amount}`)
  if (amounts && amounts.infinite > 0)
    parts.push(`${formatRows(amounts.infinite)} with an infinite ${amount} left out`)
  if (dateOnly) parts.push('dates without a time of day')
  return parts.join('; ')
}
