import type { CountScale } from './count-scale.ts'

/** The gap between two bars as a share of a bin: the same for all rows and for the flagged ones. */
export const GAP = 0.1

export interface PlotBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * All bars of a histogram as one SVG path: setting it costs the number of bins, whatever the number
 * of rows. A bar that holds something is at least one pixel high.
 */
export function barPath(counts: ArrayLike<number>, scale: CountScale, box: PlotBox): string {
  const bins = counts.length
  if (bins === 0 || box.width <= 0 || box.height <= 0) return ''
  const slot = box.width / bins
  const gap = slot * GAP
  const bottom = box.y + box.height
  let d = ''
  for (let b = 0; b < bins; b++) {
    const count = counts[b]!
    if (!(count > 0)) continue
    const height = Math.max(1, (scale.height(count) / scale.top) * box.height)
    const x = box.x + b * slot + gap / 2
    d += `M${round(x)} ${round(bottom)}v${-round(height)}h${round(slot - gap)}v${round(height)}z`
  }
  return d
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
