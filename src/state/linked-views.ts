import { createFlaggedCounts } from '../analysis/ranking/flagged-counts.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { appStore, subscribeCut } from './store.ts'
import { flaggedInScoreBins, type ScoreBins } from './score-bins.ts'

/** The flagged rows of one view, counted per bin, always for the store's cut. */
export interface LinkedCounts {
  /** (bins,) flagged rows per bin at the current cut; the same array every time, changed in place. */
  flagged(): Uint32Array
  /** Flagged rows that are in no bin. */
  outside(): number
  /** Told after the counts followed a move of the cut. Returns what ends the subscription. */
  subscribe(listener: () => void): () => void
}

/** Counts per bin of a per-row bin index (negative: in no bin). A move costs the rows that enter or leave. */
export function linkedCounts(
  ranking: Ranking,
  bins: Uint16Array | Int32Array | Uint32Array,
  binCount: number,
): LinkedCounts {
  const kept = createFlaggedCounts(bins, binCount)
  const follow = () => kept.moveTo(ranking.order, cutOf(ranking, kept.cut))
  return {
    ...following(follow),
    flagged() {
      follow()
      return kept.counts
    },
    outside() {
      follow()
      return kept.outside
    },
  }
}

/** Counts per bin of the scores themselves: the order is sorted by score, so a move costs the bins only. */
export function linkedScoreCounts(ranking: Ranking, bins: ScoreBins): LinkedCounts {
  const counts = new Uint32Array(bins.rows.length)
  let cut = -1
  const follow = () => {
    const next = cutOf(ranking, Math.max(cut, 0))
    if (next === cut) return
    cut = next
    flaggedInScoreBins(bins, cut, counts)
  }
  return {
    ...following(follow),
    flagged() {
      follow()
      return counts
    },
    outside: () => 0,
  }
}

/** What a picture that adds and takes away single marks does with a row that enters or leaves. */
export interface RowMarks {
  add(row: number): void
  remove(row: number): void
  /** After all rows of a move. */
  done(): void
}

/**
 * Keeps marks in step with the cut: adds the rows that are flagged now, then walks `order[a..b)`
 * only. Returns what ends it.
 */
export function linkMarks(ranking: Ranking, marks: RowMarks): () => void {
  let at = 0
  const move = () => {
    const target = cutOf(ranking, at)
    for (; at < target; at++) marks.add(ranking.order[at]!)
    while (at > target) marks.remove(ranking.order[--at]!)
    marks.done()
  }
  move()
  return subscribeCut(move)
}

/** The cut while this ranking is the page's; a view of a former ranking stays where it is. */
function cutOf(ranking: Ranking, otherwise: number): number {
  const state = appStore.getState()
  return state.ranking === ranking ? state.cut : otherwise
}

function following(follow: () => void): Pick<LinkedCounts, 'subscribe'> {
  return {
    subscribe(listener) {
      return subscribeCut(() => {
        follow()
        listener()
      })
    },
  }
}
