import type { Size } from '../../plots/use-size.ts'

export interface GroupsLayout {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Width of one group. */
  readonly band: number
}

const BOTTOM = 54
const RIGHT = 14

export function groupsLayout(size: Size, groups: number, time: boolean): GroupsLayout {
  const left = time ? 88 : 64
  const width = Math.max(40, size.width - left - RIGHT)
  return {
    left,
    top: 8,
    width,
    height: Math.max(40, size.height - 8 - BOTTOM),
    band: width / Math.max(1, groups),
  }
}

/**
 * Rows along the axis of the values as strips that are wide where there are many, one per group, as one path.
 *
 * @param counts (groups × (cells + 1)); the last entry of each group has no place
 * @param most (groups,) the count that is as wide as a strip can be
 * @param least half the width of the smallest count, in pixels
 */
export function stripPath(
  counts: ArrayLike<number>,
  cells: number,
  most: readonly number[],
  layout: GroupsLayout,
  least: number,
): string {
  const step = layout.height / cells
  const widest = Math.min(layout.band * 0.44, 120)
  let d = ''
  for (let group = 0; group < most.length; group++) {
    const centre = layout.left + (group + 0.5) * layout.band
    const start = group * (cells + 1)
    for (let cell = 0; cell < cells; cell++) {
      const count = counts[start + cell]!
      if (!(count > 0)) continue
      // The root keeps thin tails in sight.
      const half = Math.max(least, Math.sqrt(count / most[group]!) * widest)
      const y = layout.top + layout.height - (cell + 1) * step
      d += `M${round(centre - half)} ${round(y)}h${round(2 * half)}v${round(step)}h${round(-2 * half)}z`
    }
  }
  return d
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
