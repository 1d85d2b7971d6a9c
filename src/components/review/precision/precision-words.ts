import type {
  DecidedEstimate,
  RecallEstimate,
  ShareEstimate,
} from '../../../analysis/evaluate/decided-quality.ts'
import type { MissedQuality, WorkQuality } from '../../../state/work-quality.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'

/** What the decisions tell, in plain sentences. */

/** `80 % (66–90 %)`, or `80 %` where nothing is estimated. */
export function shareWords({ value, low, high }: ShareEstimate): string {
  if (low === high) return formatPercent(value)
  return `${formatPercent(value)} (${rangeWords(low, high, formatPercent)})`
}

/** `66 % to 90 %` as `66–90 %`. */
function rangeWords(low: number, high: number, format: (n: number) => string): string {
  return `${format(low).replace(/ %$/, '')}–${format(high)}`
}

function rowsWords({ value, low, high }: ShareEstimate): string {
  if (low === high) return formatRows(low)
  return `about ${formatRows(Math.round(value))}, between ${formatCount(low)} and ${formatCount(high)}`
}

/** Which decisions the precision comes from. */
export function decidedWords({ rows, counts, known }: DecidedEstimate): string {
  const { anomalies, falseAlarms, unsure } = counts
  const undecided = rows - known - unsure
  const parts = [
    `${formatCount(anomalies)} ${anomalies === 1 ? 'is an anomaly' : 'are anomalies'}`,
    `${formatCount(falseAlarms)} ${falseAlarms === 1 ? 'is a false alarm' : 'are false alarms'}`,
  ]
  if (unsure > 0) parts.push(`${formatCount(unsure)} unsure and left out`)
  if (undecided > 0) parts.push(`${formatCount(undecided)} not decided yet`)
  return `Of ${formatRows(rows)} above the line ${parts.join(', ')}.`
}

/** What the precision comes to, in rows. */
export function precisionWords({ flagged }: WorkQuality): string {
  if (flagged.share === null || flagged.anomalies === null)
    return 'Decide flagged rows as anomaly or false alarm, and the share that is right is told here.'
  if (flagged.exact) return `Every flagged row is decided: ${formatPercent(flagged.share.value)} is exact.`
  return `Of all ${formatCount(flagged.rows)} that is ${rowsWords(flagged.anomalies)} (95 % interval).`
}

/** How far the precision can be trusted. */
export function precisionCaveat({ flagged, fromTheTop }: WorkQuality): string | null {
  if (flagged.share === null || flagged.exact) return null
  if (fromTheTop)
    return 'You decided the most anomalous rows first, and the others are less so: the share of the rest is likely lower. The interval takes the decided rows for a random part of the flagged ones.'
  return 'The interval takes the decided rows for a random part of the flagged ones; which rows you chose to decide may differ from the rest.'
}

/** What the random checks tell. */
export function missedWords({ estimate, standing }: MissedQuality): string {
  const { counts, known, rows, share, anomalies } = estimate
  const below = standing === 'present' ? 'below the line' : 'below the line as it was'
  if (share === null || anomalies === null)
    return `Decide them like any other row, and the anomalies among the ${formatRows(rows)} ${below} are told here.`
  const found = `${formatCount(counts.anomalies)} of ${formatCount(known)} decided checks ${counts.anomalies === 1 ? 'is an anomaly' : 'are anomalies'}`
  if (estimate.exact) return `${found}: exact, since every row ${below} is decided.`
  return `${found}, so of the ${formatRows(rows)} ${below} ${formatPercent(share.low)} to ${formatPercent(share.high)} are: ${rowsWords(anomalies)} (95 % interval).`
}

/** Which checks there are. */
export function checksWords({ drawn, undecided, estimate: { counts }, known }: MissedQuality): string {
  const parts = [`${formatRows(drawn)} drawn at random`]
  if (undecided > 0) parts.push(`${formatCount(undecided)} not decided yet`)
  if (counts.unsure > 0) parts.push(`${formatCount(counts.unsure)} unsure and left out`)
  if (known > counts.anomalies)
    parts.push(`${formatCount(known - counts.anomalies)} more below the line found otherwise`)
  return `${parts.join(', ')}.`
}

/** How many checks were decided knowing what they are, and what that means for the estimate; null: none was. */
export function sightWords({ blind, seen, onlyBlind }: MissedQuality): string | null {
  if (seen === 0) return null
  const all = blind + seen
  const were = `${formatCount(seen)} of ${formatCount(all)} decided checks ${seen === 1 ? 'was' : 'were'} not decided blind`
  return onlyBlind
    ? `${were} and ${seen === 1 ? 'is' : 'are'} not counted: score, rank or what they are could be seen.`
    : `${were}: score and reasons that were in sight may have led to the label.`
}

/** What reviewing blind does, and what its end would do. */
export function blindWords(undecided: number): string {
  const what =
    'Checks are mixed among the flagged rows, and score, rank, reasons and plots are hidden of every undecided row until the checks are decided.'
  return undecided === 0
    ? what
    : `${what} Switched off, ${undecided === 1 ? 'the undecided check counts' : `the ${formatCount(undecided)} undecided checks count`} as seen, and the log says so.`
}

/** Why the checks do not tell of the line as it is now. */
export function standingWords({ standing, between }: MissedQuality): string | null {
  if (standing === 'present') return null
  if (standing === 'raised')
    return `The line is higher than it was at the draw: the ${formatRows(between)} between are not covered. Add checks to draw below the present line.`
  return 'The order has changed since the draw, so recall is not told. Add checks to draw below the present line.'
}

export function recallWords(recall: RecallEstimate): string {
  const { low, high } = recall.anomalies
  const all = low === high ? formatCount(low) : `between ${formatCount(low)} and ${formatCount(high)}`
  return `Of ${all} anomalies in the file, this share is above the line (an interval that is at least 95 % sure).`
}

/** The few words that always stand on the page. */
export function summaryWords(quality: WorkQuality): {
  readonly precision: string
  /** What it rests on. */
  readonly of: string
  readonly missed: string
} {
  const { flagged, missed } = quality
  const share = missed?.estimate.share
  const of = flagged.exact
    ? 'all decided'
    : `${formatCount(flagged.known)} of ${formatCount(flagged.rows)} decided`
  return {
    precision: flagged.share === null ? 'Precision –' : `Precision ${shareWords(flagged.share)}`,
    of: flagged.share === null ? '' : `, ${of}`,
    missed:
      missed === null
        ? ''
        : share
          ? `missed ${rangeWords(share.low, share.high, formatPercent)}`
          : 'missed –',
  }
}
