import type { CountScale } from '../../plots/count-scale.ts'

interface MarginBox {
  /** Where the axis begins, in pixels: from the left, or from the top. */
  readonly along: number
  /** Where bars stand. */
  readonly base: number
  readonly length: number
  /** Of the tallest bar. */
  readonly size: number
}

/**
 * Bars along an axis as one SVG path; a bar that holds something is at least one pixel tall.
 *
 * @param per cells of a bar; the last one may hold fewer
 * @param across above a horizontal axis, else to the right of a vertical one
 */
export function marginPath(
  counts: ArrayLike<number>,
  bins: number,
  per: number,
  cells: number,
  scale: CountScale,
  box: MarginBox,
  across: boolean,
): string {
  const cell = box.length / cells
  let d = ''
  for (let bin = 0; bin < bins; bin++) {
    const count = counts[bin]!
    if (!(count > 0)) continue
    const tall = Math.max(1, (scale.height(count) / scale.top) * box.size)
    const start = box.along + bin * per * cell
    const width = Math.max(0.6, Math.min(per, cells - bin * per) * cell - 0.8)
    d += across
      ? `M${round(start)} ${round(box.base)}v${-round(tall)}h${round(width)}v${round(tall)}z`
      : `M${round(box.base)} ${round(start)}h${round(tall)}v${round(width)}h${-round(tall)}z`
  }
  return d
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
