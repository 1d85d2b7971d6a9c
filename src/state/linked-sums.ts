import type { RowMask } from '../analysis/select/predicate.ts'
import type { Ordered } from './linked-views.ts'
import { selectionFor, subscribeSelection } from './selected-rows.ts'
import { appStore, subscribeCut } from './store.ts'

/** An amount added up per bin. */
export interface BinSums {
  /** (bins,) in the amount's unit; 0 where none is present. */
  readonly sums: Float64Array
  /** (bins,) rows with a finite amount. */
  readonly present: Uint32Array
}

/** The amounts of the flagged and of the selected rows per bin, always for the store's cut and selection. */
export interface LinkedSums {
  /** Flagged rows that are selected elsewhere; changed in place. */
  flagged(): BinSums
  /** Rows that every other view's clauses let pass; null when nothing is selected elsewhere. */
  selected(): BinSums | null
  subscribe(listener: () => void): () => void
}

/**
 * Sums per bin of a per-row amount, as `linkedCounts` counts. A move of the cut costs the rows that enter or
 * leave, and the bins.
 *
 * @param bins (rows,) outside 0 … binCount − 1: in no bin
 * @param amounts (rows,) NaN and ±∞ are left out
 */
export function linkedSums(
  ranking: Ordered,
  bins: Int32Array | Uint16Array,
  binCount: number,
  amounts: Float64Array,
  source: string | null = null,
): LinkedSums {
  const maskNow = () => selectionFor(appStore.getState(), source)
  let mask = maskNow()
  let kept = createSums(binCount)
  let cut = 0
  let selected: BinSums | null = null
  const add = (into: Sums, row: number, sign: 1 | -1): void => {
    if (mask !== null && mask[row] !== 1) return
    const bin = bins[row]!
    const amount = amounts[row]!
    if (bin >= 0 && bin < binCount && amount - amount === 0) into.add(bin, amount, sign)
  }
  const follow = (): Sums => {
    const now = maskNow()
    if (now !== mask) {
      mask = now
      selected = null
      kept = createSums(binCount)
      cut = 0
    }
    const state = appStore.getState()
    const target = state.ranking?.order === ranking.order ? state.cut : cut
    for (; cut < target; cut++) add(kept, ranking.order[cut]!, 1)
    while (cut > target) add(kept, ranking.order[--cut]!, -1)
    return kept
  }
  return {
    flagged: () => follow().read(),
    selected() {
      follow()
      if (appStore.getState().flaggedOnly) return kept.read()
      if (mask === null) return null
      return (selected ??= sumAll(mask))
    },
    subscribe(listener) {
      const ends = [subscribeCut(listener), subscribeSelection(listener)]
      return () => ends.forEach((end) => end())
    },
  }

  function sumAll(all: RowMask): BinSums {
    const sums = createSums(binCount)
    for (let row = 0; row < all.length; row++) add(sums, row, 1)
    return sums.read()
  }
}

interface Sums {
  add(bin: number, amount: number, sign: 1 | -1): void
  read(): BinSums
}

/** Compensated, so that what comes and goes a thousand times leaves nothing behind (Neumaier 1974). */
function createSums(binCount: number): Sums {
  const high = new Float64Array(binCount)
  const lost = new Float64Array(binCount)
  const sums = new Float64Array(binCount)
  const present = new Uint32Array(binCount)
  return {
    add(bin, amount, sign) {
      present[bin]! += sign
      if (present[bin] === 0) {
        high[bin] = 0
        lost[bin] = 0
        return
      }
      const value = sign * amount
      const sum = high[bin]!
      const next = sum + value
      lost[bin]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
      high[bin] = next
    },
    read() {
      for (let bin = 0; bin < binCount; bin++) sums[bin] = high[bin]! + lost[bin]!
      return { sums, present }
    },
  }
}
