/**
 * The height of a bar. On a log axis one row is a visible stub: the axis begins at half a row, so
 * that a bar of 1 is not flat and a bar of 0 is nothing.
 */
export interface CountScale {
  /** Height of a count in axis units, 0 for none. */
  height(count: number): number
  /** Height of the tallest bar, with a little room. */
  readonly top: number
  readonly ticks: readonly { readonly at: number; readonly count: number }[]
}

const FLOOR = 0.5

export function countScale(max: number, log: boolean): CountScale {
  if (!log) {
    const step = niceStep(Math.max(max, 1) / 3)
    const top = Math.max(max, 1)
    const ticks = []
    for (let at = 0; at <= top * 1.0001; at += step) ticks.push({ at, count: at })
    return { height: (count) => count, top: top * 1.02, ticks }
  }
  const height = (count: number) => (count > 0 ? Math.log10(count / FLOOR) : 0)
  const ticks = []
  const decades = Math.floor(Math.log10(Math.max(max, 1)))
  const every = Math.max(1, Math.ceil((decades + 1) / 4))
  for (let d = 0; d <= decades; d += every) ticks.push({ at: height(10 ** d), count: 10 ** d })
  return { height, top: height(Math.max(max, 2)) * 1.02, ticks }
}

/** 1, 2 or 5 times a power of ten, at least `size`; whole. */
function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= size * 0.9999) ?? power * 10
  return Math.max(1, step)
}
