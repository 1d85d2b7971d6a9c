/** Units of the small histogram's drawing: pixels upright, ten to a bin across. */
export const BARS = 44
export const SHARES = 13
export const BIN = 10

/** Bars that stand on the base line; what holds something is at least a pixel high. */
export function barsPath(counts: ArrayLike<number>, top: number): string {
  let d = ''
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin]!
    if (count === 0) continue
    const height = round(Math.max(1, (count / top) * BARS))
    d += `M${bin * BIN + 0.5} ${BARS}v${-height}h${BIN - 1}v${height}z`
  }
  return d
}

/** Bars that hang from the base line, by the share of a bin's rows that is flagged: its square root, so that 1 % is seen. */
export function sharesPath(flagged: ArrayLike<number>, rows: ArrayLike<number>): string {
  let d = ''
  for (let bin = 0; bin < flagged.length; bin++) {
    if (flagged[bin] === 0 || rows[bin] === 0) continue
    const depth = round(Math.max(1, Math.sqrt(flagged[bin]! / rows[bin]!) * SHARES))
    d += `M${bin * BIN + 0.5} ${BARS + 2}v${depth}h${BIN - 1}v${-depth}z`
  }
  return d
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}

/**
 * The bin in which rows are flagged most often for sure, and a cautious estimate of their share: one flagged row of
 * one does not outdo ninety of a hundred. Null without flagged rows.
 */
export function densestBin(
  flagged: ArrayLike<number>,
  rows: ArrayLike<number>,
): { readonly bin: number; readonly share: number } | null {
  let best: { readonly bin: number; readonly share: number } | null = null
  for (let bin = 0; bin < flagged.length; bin++) {
    const count = flagged[bin]!
    // What is left of the count when chance gave what it may give.
    const share = Math.max(0, count - 1.3 * Math.sqrt(count)) / Math.max(1, rows[bin]!)
    if (count > 0 && (best === null || share > best.share)) best = { bin, share }
  }
  return best
}
