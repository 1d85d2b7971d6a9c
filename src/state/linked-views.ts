import { createFlaggedCounts, type FlaggedCounts } from '../analysis/ranking/flagged-counts.ts'
import type { RowMask } from '../analysis/select/predicate.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { flaggedInScoreBins, type ScoreBins } from './score-bins.ts'
import { selectionFor, subscribeSelection } from './selected-rows.ts'
import { appStore, subscribeCut } from './store.ts'

/** All that counting needs of a ranking. */
export type Ordered = Pick<Ranking, 'order'>

/** Stands for the ranking while there is none: nothing is flagged, and the selection still counts. */
export const UNRANKED: Ordered = { order: new Uint32Array() }

/** The flagged and the selected rows of one view, counted per bin, always for the store's cut and selection. */
export interface LinkedCounts {
  /** (bins,) flagged rows per bin that are selected elsewhere; the same array until the selection changes, changed in place. */
  flagged(): Uint32Array
  /** (bins,) rows per bin that every other view's clauses let pass; null when nothing is selected elsewhere. */
  selected(): Uint32Array | null
  /** Flagged and selected rows that are in no bin. */
  outside(): number
  /** Told after the counts followed a move of the cut or a change of the selection. Returns what ends the subscription. */
  subscribe(listener: () => void): () => void
}

/**
 * Counts per bin of a per-row bin index (negative: in no bin). A move of the cut costs the rows that enter or
 * leave; a change of the selection one pass over the rows.
 *
 * @param source the view's own name, so that it does not answer the selection that was made in it
 */
export function linkedCounts(
  ranking: Ordered,
  bins: Uint8Array | Uint16Array | Int16Array | Int32Array | Uint32Array,
  binCount: number,
  source: string | null = null,
): LinkedCounts {
  let mask = maskFor(source)
  let kept = createFlaggedCounts(bins, binCount, mask)
  let selected: Uint32Array | null = null
  const follow = (): FlaggedCounts => {
    const now = maskFor(source)
    if (now !== mask) {
      mask = now
      selected = null
      kept = createFlaggedCounts(bins, binCount, mask)
    }
    kept.moveTo(ranking.order, cutOf(ranking, kept.cut))
    return kept
  }
  return {
    ...following(follow),
    flagged: () => follow().counts,
    selected() {
      const { counts } = follow()
      if (appStore.getState().flaggedOnly) return counts
      if (mask === null) return null
      return (selected ??= countMask(bins, binCount, mask))
    },
    outside: () => follow().outside,
  }
}

/** The highest flagged row of a bin, among those that a view counts as flagged; null where it has none. */
export function firstFlagged(
  ranking: Ordered,
  bins: ArrayLike<number>,
  bin: number,
  source: string | null = null,
): number | null {
  const mask = maskFor(source)
  const cut = cutOf(ranking, 0)
  for (let at = 0; at < cut; at++) {
    const row = ranking.order[at]!
    if (bins[row] === bin && passes(mask, row)) return row
  }
  return null
}

/** Rows of a mask per bin; those in no bin are left out. Cost: one pass, some 2 ms for a million rows. */
function countMask(
  bins: Uint8Array | Uint16Array | Int16Array | Int32Array | Uint32Array,
  binCount: number,
  mask: RowMask,
): Uint32Array {
  // One place more than bins: where what is in no bin goes, so that there is no branch per row.
  const counts = new Uint32Array(binCount + 1)
  for (let row = 0; row < mask.length; row++) {
    const bin = bins[row]!
    counts[bin >= 0 && bin < binCount ? bin : binCount]! += mask[row]!
  }
  return counts.subarray(0, binCount)
}

/** Counts per bin of the scores themselves: without a selection a move costs the bins only. */
export function linkedScoreCounts(
  ranking: Ranking,
  bins: ScoreBins,
  source: string | null = null,
): LinkedCounts {
  const binCount = bins.rows.length
  const counts = new Uint32Array(binCount)
  let cut = -1
  let masked: LinkedCounts | null = null
  const plain = () => {
    const next = cutOf(ranking, Math.max(cut, 0))
    if (next !== cut) {
      cut = next
      flaggedInScoreBins(bins, cut, counts)
    }
    return counts
  }
  const withMask = () => (masked ??= linkedCounts(ranking, binPerRow(ranking, bins), binCount, source))
  const isMasked = () => maskFor(source) !== null
  return {
    ...following(() => (isMasked() ? withMask().flagged() : plain())),
    flagged: () => (isMasked() ? withMask().flagged() : plain()),
    selected: () => (isMasked() ? withMask().selected() : appStore.getState().flaggedOnly ? plain() : null),
    outside: () => 0,
  }
}

/** What a picture that adds and takes away single marks does with a row that enters or leaves. */
export interface RowMarks {
  add(row: number): void
  remove(row: number): void
  /** Takes all marks away. */
  clear(): void
  /** After all rows of a move. */
  done(): void
}

/** Marks that are made in one task: with 200,000 flagged rows, a new order takes several. */
const MARKS_AT_ONCE = 8_000

/**
 * Keeps marks in step with the cut and the selection: adds the rows that are flagged and selected elsewhere
 * now, then walks `order[a..b)` only. Returns what ends it.
 */
export function linkMarks(ranking: Ordered, marks: RowMarks, source: string | null = null): () => void {
  let at = 0
  let mask = maskFor(source)
  let ended = false
  let goesOn = false
  const goOn = () => {
    goesOn = false
    if (!ended) move()
  }
  const move = () => {
    const now = maskFor(source)
    if (now !== mask) {
      marks.clear()
      at = 0
      mask = now
    }
    const target = cutOf(ranking, at)
    const upTo = Math.min(target, at + MARKS_AT_ONCE)
    const downTo = Math.max(target, at - MARKS_AT_ONCE)
    for (; at < upTo; at++) if (passes(mask, ranking.order[at]!)) marks.add(ranking.order[at]!)
    while (at > downTo) {
      at--
      if (passes(mask, ranking.order[at]!)) marks.remove(ranking.order[at]!)
    }
    if (at === target) marks.done()
    else if (!goesOn) {
      goesOn = true
      setTimeout(goOn)
    }
  }
  move()
  const ends = [subscribeCut(move), subscribeSelection(move), () => void (ended = true)]
  return () => ends.forEach((end) => end())
}

function passes(mask: RowMask | null, row: number): boolean {
  return mask === null || mask[row] === 1
}

function maskFor(source: string | null): RowMask | null {
  return selectionFor(appStore.getState(), source)
}

/** The cut while this ranking is the page's; a view of a former ranking stays where it is. */
function cutOf(ranking: Ordered, otherwise: number): number {
  const state = appStore.getState()
  return state.ranking === ranking ? state.cut : otherwise
}

function following(follow: () => void): Pick<LinkedCounts, 'subscribe'> {
  return {
    subscribe(listener) {
      const told = () => {
        follow()
        listener()
      }
      const ends = [subscribeCut(told), subscribeSelection(told)]
      return () => ends.forEach((end) => end())
    },
  }
}

/** The score bin of every row; worked out only where a selection needs it. */
function binPerRow({ order }: Ranking, { rows }: ScoreBins): Uint16Array {
  const bins = new Uint16Array(order.length)
  let k = 0
  for (let bin = rows.length - 1; bin >= 0; bin--)
    for (let i = 0; i < rows[bin]!; i++) bins[order[k++]!] = bin
  return bins
}
