import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { Members } from './picked-rows.ts'

/** Linked counts of bars that hold several of the per-row bins each, or share some. */
export function regroupedCounts(counts: LinkedCounts, members: Members): LinkedCounts {
  if (members === null) return counts
  const flagged = new Uint32Array(members.length)
  const regroup = (from: Uint32Array, to: Uint32Array) => {
    members.forEach((bins, bar) => {
      let sum = 0
      for (const bin of bins) sum += from[bin] ?? 0
      to[bar] = sum
    })
    return to
  }
  return {
    flagged: () => regroup(counts.flagged(), flagged),
    selected() {
      const selected = counts.selected()
      return selected && regroup(selected, new Uint32Array(members.length))
    },
    outside: counts.outside,
    subscribe: counts.subscribe,
  }
}
