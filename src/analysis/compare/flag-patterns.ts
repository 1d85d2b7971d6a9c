/** Rankings that can be followed at once: one bit each of 16. */
export const MOST_RANKINGS = 13

/** Which of several rankings flag which rows, when each flags its first `cut` rows. */
export interface FlagPatterns {
  /** How many rankings there are. */
  readonly rankings: number
  /** (rows,) bit r is set where ranking r flags the row; changed in place. */
  readonly masks: Uint16Array
  /** (2^rankings,) rows per mask; changed in place. */
  readonly counts: Uint32Array
  /** How many rows each ranking flags now. */
  readonly cut: number
  /**
   * Makes every ranking flag its first `cut` rows, or goes as far towards that as the steps allow.
   *
   * @param mostSteps rows that may enter or leave, over all rankings
   * @returns whether it got there
   */
  moveTo(cut: number, mostSteps?: number): boolean
}

/**
 * Follows the cut of several rankings of the same rows. All that is asked of their agreement (rows that two of
 * them flag, votes per row, rows that only one finds) comes from the counts per pattern.
 *
 * @param orders row indices by score, descending: one per ranking, at most MOST_RANKINGS, all of the same length
 *
 * Cost: a move costs rankings × the rows that enter or leave; memory 2 bytes per row.
 */
export function createFlagPatterns(orders: readonly Uint32Array[]): FlagPatterns {
  if (orders.length > MOST_RANKINGS) {
    throw new RangeError(`${orders.length} rankings at once: at most ${MOST_RANKINGS}`)
  }
  const rows = orders[0]?.length ?? 0
  const masks = new Uint16Array(rows)
  const counts = new Uint32Array(1 << orders.length)
  counts[0] = rows
  let cut = 0
  return {
    rankings: orders.length,
    masks,
    counts,
    get cut() {
      return cut
    },
    moveTo(wanted, mostSteps = Infinity) {
      const target = Math.max(0, Math.min(rows, wanted))
      const most = Math.max(1, Math.floor(mostSteps / Math.max(1, orders.length)))
      const next = target > cut ? Math.min(target, cut + most) : Math.max(target, cut - most)
      for (const [r, order] of orders.entries()) {
        flip(masks, counts, order, 1 << r, Math.min(cut, next), Math.max(cut, next))
      }
      cut = next
      return cut === target
    },
  }
}

/** Turns one ranking's bit round in the rows at [from, to) of its order. */
function flip(
  masks: Uint16Array,
  counts: Uint32Array,
  order: Uint32Array,
  bit: number,
  from: number,
  to: number,
): void {
  for (let k = from; k < to; k++) {
    const row = order[k]!
    const mask = masks[row]!
    counts[mask]!--
    counts[mask ^ bit]!++
    masks[row] = mask ^ bit
  }
}

/** Rows that both of two rankings flag. Cost: the number of patterns. */
export function flaggedByBoth({ counts }: Pick<FlagPatterns, 'counts'>, a: number, b: number): number {
  const both = (1 << a) | (1 << b)
  let rows = 0
  for (let mask = 0; mask < counts.length; mask++) if ((mask & both) === both) rows += counts[mask]!
  return rows
}

/**
 * The share of the rows that either of two flags which both flag (Jaccard): 1 where they flag the same rows.
 *
 * @param both rows that both flag
 * @param cut rows that each of them flags
 * @returns 0 … 1; NaN where nothing is flagged
 */
export function jaccard(both: number, cut: number): number {
  return both / (2 * cut - both)
}

/** (rankings + 1,) rows by how many rankings flag them. */
export function votesPerRow({
  rankings,
  counts,
}: Pick<FlagPatterns, 'rankings' | 'counts'>): Uint32Array<ArrayBuffer> {
  const votes = new Uint32Array(rankings + 1)
  for (let mask = 0; mask < counts.length; mask++) votes[bitCount(mask)]! += counts[mask]!
  return votes
}

/**
 * Rows that a certain set of rankings flags: in the order of the first ranking that flags them, one ranking after
 * another.
 *
 * @param orders as the patterns were made of
 * @param wanted whether rows with this mask are wanted
 * @param limit rows at most
 * @returns row indices, each once
 *
 * Cost: rankings × cut.
 */
export function rowsWithPattern(
  { masks, cut }: Pick<FlagPatterns, 'masks' | 'cut'>,
  orders: readonly Uint32Array[],
  wanted: (mask: number) => boolean,
  limit = Infinity,
): Uint32Array {
  const rows: number[] = []
  for (const [r, order] of orders.entries()) {
    // A row is listed by the first of the rankings that flag it.
    const earlier = (1 << r) - 1
    for (let k = 0; k < cut && rows.length < limit; k++) {
      const mask = masks[order[k]!]!
      if ((mask & earlier) === 0 && wanted(mask)) rows.push(order[k]!)
    }
  }
  return Uint32Array.from(rows)
}

/** The number of set bits of a 16-bit mask. */
export function bitCount(mask: number): number {
  let bits = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++
  return bits
}
