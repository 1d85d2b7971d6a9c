import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { densestBin } from './picture-paths.ts'

/** More than this many times the share of all rows is worth a word. */
const CLEARLY_MORE = 1.5

/** Where the flagged rows of a column are: `flagged most in ≥ 220: 85 % of 99 rows`. */
export function flaggedLine(
  counts: LinkedCounts,
  labels: readonly string[],
  all: Uint32Array,
  rowCount: number,
): string {
  const flagged = counts.flagged()
  const rows = counts.selected() ?? all
  let sum = 0
  for (const n of flagged) sum += n
  const missing = counts.outside()
  if (sum + missing === 0) return 'no flagged rows'
  const densest = densestBin(flagged, rows)
  const share = (sum + missing) / Math.max(1, rowCount)
  if (densest === null || densest.share < CLEARLY_MORE * share) {
    if (missing > sum)
      return `${formatCount(missing)} of ${formatCount(sum + missing)} flagged rows lack a value`
    return `${formatCount(sum + missing)} flagged, in no bar clearly more often`
  }
  const { bin } = densest
  const [some = 0, whole = 0] = [flagged[bin], rows[bin]]
  return `flagged most in ${range(labels[bin] ?? '')}: ${formatPercent(some / Math.max(1, whole))} of ${formatRows(whole)}`
}

/** A range of numbers in words: a dash beside a minus sign reads badly. */
function range(label: string): string {
  return label.replace(/^(-?[\d.,]+) – (-?[\d.,]+)$/, '$1 to $2')
}
