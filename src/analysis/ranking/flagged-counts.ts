/** Flagged rows per bin, kept in step with the cut. */
export interface FlaggedCounts {
  /** (bins,) changed in place by `moveTo`. */
  readonly counts: Uint32Array
  /** The cut that `counts` is for. */
  readonly cut: number
  /** Rows in no bin that are flagged. */
  readonly outside: number
  /**
   * Moves to another cut, or to another order (then everything is counted anew).
   *
   * Cost: the number of rows that enter or leave; nothing else.
   */
  moveTo(order: Uint32Array, cut: number): void
}

/**
 * Counts flagged rows per bin and follows the cut by walking only the rows that enter or leave.
 *
 * @param bins per row: its bin; a negative number is no bin
 * @param binCount number of bins
 * @param mask per row: 1 where it counts; null: every row does
 */
export function createFlaggedCounts(
  bins: Uint8Array | Uint16Array | Int16Array | Int32Array | Uint32Array,
  binCount: number,
  mask: Uint8Array | null = null,
): FlaggedCounts {
  const counts = new Uint32Array(binCount)
  let order: Uint32Array | null = null
  let cut = 0
  let outside = 0

  function walk(start: number, end: number, by: 1 | -1): void {
    for (let k = start; k < end; k++) {
      const row = order![k]!
      if (mask !== null && mask[row] === 0) continue
      const bin = bins[row]!
      if (bin >= 0 && bin < binCount) counts[bin]! += by
      else outside += by
    }
  }

  return {
    counts,
    get cut() {
      return cut
    },
    get outside() {
      return outside
    },
    moveTo(nextOrder, nextCut) {
      const target = Math.max(0, Math.min(nextCut, nextOrder.length))
      if (nextOrder !== order) {
        counts.fill(0)
        outside = 0
        cut = 0
        order = nextOrder
      }
      if (target > cut) walk(cut, target, 1)
      else walk(target, cut, -1)
      cut = target
    },
  }
}
