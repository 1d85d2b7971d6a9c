import type { BinnedColumn } from '../../../analysis/profile/binning.ts'
import type { BinRange } from '../../plots/bin-selection.ts'
import type { Interval } from './use-value-brush.ts'

/** The bins that an interval of values reaches into, or the one of the missing cells; null: nothing is selected. */
export function binsOfInterval(
  { edges, labels, hasMissingBin }: Pick<BinnedColumn, 'edges' | 'labels' | 'hasMissingBin'>,
  interval: Interval | null,
  missing: boolean,
): BinRange | null {
  const bins = hasMissingBin ? labels.length - 1 : labels.length
  if (missing) return hasMissingBin ? { from: bins, to: bins } : null
  if (!interval || !edges || bins === 0) return null
  let from = 0
  while (from < bins - 1 && edges[from + 1]! <= interval.low) from++
  let to = bins - 1
  while (to > from && edges[to]! >= interval.high && !(interval.closed && edges[to] === interval.high)) to--
  const apart = interval.high < edges[0]! || interval.low > edges[bins]!
  return apart ? null : { from, to }
}
