/** In how many seeds' rankings each row is flagged, when each flags its first `cut` rows. */
export interface SeedCounts {
  /** How many seeds there are. */
  readonly seeds: number
  /** (rows,) seeds that flag the row; changed in place. */
  readonly counts: Uint16Array
  /** How many rows each seed flags now. */
  readonly cut: number
  /** The highest cut that the seeds' orders reach. */
  readonly reach: number
  /** Makes every seed flag its first `cut` rows, or as many as its order holds. */
  moveTo(cut: number): void
}

/**
 * Follows the cut of one detector's rankings under several seeds.
 *
 * @param rowCount rows of the table
 * @param orders row indices by score, descending, one per seed: all rows, or equally many of the first ones
 *
 * Cost: a move costs seeds × the rows that enter or leave; memory 2 bytes per row.
 */
export function createSeedCounts(rowCount: number, orders: readonly Uint32Array[]): SeedCounts {
  const counts = new Uint16Array(rowCount)
  const reach = orders.reduce((least, order) => Math.min(least, order.length), rowCount)
  let cut = 0
  return {
    seeds: orders.length,
    counts,
    reach,
    get cut() {
      return cut
    },
    moveTo(wanted) {
      const next = Math.max(0, Math.min(reach, wanted))
      for (const order of orders) {
        if (next > cut) add(counts, order, cut, next, 1)
        else add(counts, order, next, cut, -1)
      }
      cut = next
    },
  }
}

function add(counts: Uint16Array, order: Uint32Array, from: number, to: number, by: 1 | -1): void {
  for (let k = from; k < to; k++) counts[order[k]!]! += by
}

/** What the seeds make of the rows that one ranking flags. */
export interface SeedStability {
  /** (seeds + 1,) flagged rows by how many seeds flag them. */
  readonly rowsBySeeds: Uint32Array
  /** The mean over the flagged rows of the share of seeds that flag them, 0 … 1; NaN with nothing flagged. */
  readonly meanShare: number
  /** Flagged rows that every seed flags. */
  readonly inAll: number
  /** Flagged rows that at most half of the seeds flag. */
  readonly inHalfOrFewer: number
}

/**
 * How often the flagged rows are flagged under the other seeds.
 *
 * @param flagged rows that are flagged now
 *
 * Cost: the flagged rows.
 */
export function stabilityOf({ counts, seeds }: SeedCounts, flagged: Uint32Array): SeedStability {
  const rowsBySeeds = new Uint32Array(seeds + 1)
  for (const row of flagged) rowsBySeeds[counts[row]!]!++
  let votes = 0
  let inHalfOrFewer = 0
  for (const [times, rows] of rowsBySeeds.entries()) {
    votes += times * rows
    if (2 * times <= seeds) inHalfOrFewer += rows
  }
  return {
    rowsBySeeds,
    meanShare: votes / (seeds * flagged.length),
    inAll: rowsBySeeds[seeds]!,
    inHalfOrFewer,
  }
}

/** Rows looked at for the mean overlap of two seeds: some 10 ms of work. */
const MOST_LOOKS = 4_000_000

/**
 * The mean over pairs of seeds of the share of the rows that either flags which both flag (Jaccard).
 *
 * @param rowCount rows of the table
 * @param orders row indices by score, descending, one per seed
 * @param cut rows that each seed flags; not more than the orders hold
 * @param mostLooks where all pairs would take longer than this many rows to look at, equally many partners of
 *   every seed are compared
 * @returns 0 … 1; NaN with fewer than two seeds or nothing flagged
 *
 * Cost: pairs × cut, at most `mostLooks` or one round of seeds × cut. Source: Jaccard 1912; as a measure of
 *   stability: Kalousis, Prados & Hilario 2007.
 */
export function meanJaccard(
  rowCount: number,
  orders: readonly Uint32Array[],
  cut: number,
  mostLooks = MOST_LOOKS,
): number {
  const seeds = orders.length
  if (seeds < 2 || cut < 1) return NaN
  // Partner s + d for d = 1 … half: every pair once; at an even number the last distance meets itself.
  const half = Math.floor(seeds / 2)
  const distances = Math.max(1, Math.min(half, Math.floor(mostLooks / (seeds * cut))))
  const seen = new Uint32Array(rowCount)
  let sum = 0
  let pairs = 0
  for (let s = 0; s < seeds; s++) {
    stamp(seen, orders[s]!, cut, s + 1)
    for (let d = 1; d <= distances; d++) {
      if (2 * d === seeds && s >= half) continue
      const both = countStamped(seen, orders[(s + d) % seeds]!, cut, s + 1)
      sum += both / (2 * cut - both)
      pairs++
    }
  }
  return sum / pairs
}

function stamp(seen: Uint32Array, order: Uint32Array, cut: number, mark: number): void {
  for (let k = 0; k < cut; k++) seen[order[k]!] = mark
}

function countStamped(seen: Uint32Array, order: Uint32Array, cut: number, mark: number): number {
  let count = 0
  for (let k = 0; k < cut; k++) if (seen[order[k]!] === mark) count++
  return count
}
