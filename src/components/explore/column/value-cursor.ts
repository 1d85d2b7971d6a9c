import type { DistributionAnswer } from '../../../analysis/distribution/distribution.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { cellMiddle, shareAtMost } from './cell-places.ts'
import type { ChartCursor } from './chart.tsx'
import { sumOf } from './line-paths.ts'
import { formatAt } from './value-format.ts'

/** Places of the keyboard's cursor from one end of the axis to the other. */
const STEPS = 100

/** A cursor over values: how many rows there are about each, or up to it. */
export function valueCursor(
  { cells, view, scale, count }: DistributionAnswer,
  counts: LinkedCounts,
  kind: 'density' | 'cumulative',
): ChartCursor {
  const step = (view[1] - view[0]) / STEPS
  const position = (at: number) => view[0] + at * step
  const share = (group: ArrayLike<number>, to: number) =>
    sumOf(group) > 0 ? shareAtMost(cells, group, to) : 0
  const about = (group: ArrayLike<number>, at: number) => {
    let rows = 0
    for (let c = 0; c < group.length; c++) {
      if (Math.round((cellMiddle(cells, c) - view[0]) / step) === at) rows += group[c]!
    }
    return rows
  }
  return {
    count: count > 0 && step > 0 ? STEPS + 1 : 0,
    over: 'values',
    describe: (at) => {
      const value = formatAt(scale, position(at))
      const flagged = counts.flagged()
      return kind === 'density'
        ? `about ${value}: ${formatRows(about(cells.counts, at))}, ${formatCount(about(flagged, at))} flagged`
        : `at most ${value}: ${formatPercent(share(cells.counts, position(at)))} of the rows, ${formatPercent(share(flagged, position(at)))} of the flagged`
    },
    isNotable: (at) => about(counts.flagged(), at) > 0,
    place: (at) => ({
      x: position(at),
      ...(kind === 'cumulative' ? { y: share(cells.counts, position(at)) } : {}),
    }),
  }
}

/** A cursor over the points of a normal plot. */
export function normalCursor({ normal, scale }: DistributionAnswer): ChartCursor {
  const { theoretical, values } = normal
  return {
    count: values.length,
    start: Math.floor(values.length / 2),
    over: 'points',
    describe: (at) => {
      const expected = normal.intercept + normal.slope * theoretical[at]!
      const band = normal.band[at]!
      const off = Math.abs(values[at]! - expected)
      const where =
        normal.slope > 0 ? (off <= band ? 'within the band' : 'outside the band') : 'no line to compare'
      return `${formatAt(scale, values[at]!)}, if normal ${formatAt(scale, expected)}: ${where}`
    },
    place: (at) => ({ x: theoretical[at]!, y: values[at]! }),
  }
}
