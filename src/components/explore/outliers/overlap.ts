import { formatFixed } from '../../plots/format.ts'

export interface Overlap {
  /** Rows that are found and flagged. */
  readonly both: number
  readonly flagged: number
  /** `both` as a share of the rows that are either, 0 … 1; null where there are none. */
  readonly jaccard: number | null
}

/**
 * How far the rows that a test found and the flagged rows are the same.
 *
 * @param flagged flagged rows per pattern: bit t of the pattern is set where test t found the row
 * @param found rows that the test found
 */
export function overlapOf(flagged: Uint32Array, bit: number, found: number): Overlap {
  let both = 0
  let all = 0
  for (let pattern = 0; pattern < flagged.length; pattern++) {
    all += flagged[pattern]!
    if ((pattern >> bit) & 1) both += flagged[pattern]!
  }
  const either = all + found - both
  return { both, flagged: all, jaccard: either === 0 ? null : both / either }
}

/** With two decimals; some overlap never reads as none, nor most of it as all. */
export function overlapText({ both, jaccard }: Overlap): string {
  if (jaccard === null) return '–'
  if (both > 0 && jaccard < 0.005) return '< 0.01'
  if (jaccard < 1 && jaccard >= 0.995) return '> 0.99'
  return formatFixed(jaccard, 2)
}
