import type { BinnedColumn } from '../../analysis/profile/binning.ts'
import type { Predicate } from '../../analysis/select/predicate.ts'

/** Bins next to each other: from and to are both in. */
export interface BinRange {
  readonly from: number
  readonly to: number
}

/** What bins of a column mean as a predicate over its values. */
export function binPredicate(binned: BinnedColumn, { from, to }: BinRange): Predicate {
  const { column, edges, labels, hasMissingBin, otherBin } = binned
  const missing = hasMissingBin ? labels.length - 1 : -1
  if (from === missing) return { kind: 'missing', column }
  const last = (hasMissingBin ? labels.length - 1 : labels.length) - 1
  const end = Math.min(to, last)
  if (edges) {
    return {
      kind: 'range',
      column,
      low: edges[from]!,
      high: edges[end + 1]!,
      // The last bin holds its upper edge too.
      ...(end === last ? { closed: true } : {}),
    }
  }
  const shown = labels.slice(0, otherBin >= 0 ? otherBin : last + 1)
  const inside = (bin: number) => bin >= from && bin <= end
  return otherBin >= 0 && inside(otherBin)
    ? { kind: 'values', column, values: shown.filter((_, bin) => !inside(bin)), not: true }
    : { kind: 'values', column, values: shown.filter((_, bin) => inside(bin)) }
}
