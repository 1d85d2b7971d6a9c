const DAY_MS = 86_400_000

/** What a file's summary says of its times. */
interface Times {
  /** Index of the main time column; null without one. */
  readonly timeColumn: number | null
  /** With the earliest and the latest time, epoch ms. */
  readonly columns: readonly { readonly min: number | null; readonly max: number | null }[]
}

/**
 * The days that a file covers, from the first of its time column to the last, in UTC, both counted; days without
 * rows count too.
 *
 * @returns null without times
 */
export function daysCovered({ timeColumn, columns }: Times): number | null {
  const { min, max } = (timeColumn === null ? undefined : columns[timeColumn]) ?? { min: null, max: null }
  if (min === null || max === null || !(max >= min)) return null
  return Math.floor(max / DAY_MS) - Math.floor(min / DAY_MS) + 1
}
