import { useMemo } from 'react'
import type { GroupDistributionsAnswer } from '../../../analysis/distribution/group-distributions.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent, shorten } from '../../plots/format.ts'
import { BoxShape } from './box-shape.tsx'
import { clampTo } from './cell-places.ts'
import { LinkedLabel, LinkedPath, type Geometry } from './chart.tsx'
import { rowsOf, type GroupShape } from './groups.ts'
import { round, ticksPath } from './line-paths.ts'

interface GroupRowProps {
  readonly answer: GroupDistributionsAnswer
  readonly counts: LinkedCounts
  readonly geometry: Geometry
  readonly group: number
  readonly name: string
  readonly shape: GroupShape
  readonly labelRoom: number
}

/** One group: its name, its box or violin, marks for its flagged rows, and how many they are. */
export function GroupRow({ answer, counts, geometry, group, name, shape, labelRoom }: GroupRowProps) {
  const { groups, view, cells } = answer
  const { box, density, rows } = groups[group]!
  const { x, width, left, top, height } = geometry
  const slot = height / groups.length
  const half = Math.min(13, slot * 0.26)
  // The flagged rows have a strip of their own below the box.
  const rug = Math.min(8, slot * 0.2)
  const middle = top + slot * (group + 0.5) - rug / 2
  const at = (position: number) => x(clampTo(view, position))
  const outside = useMemo(() => {
    if (!box) return []
    const steps = placesOf(answer, group, answer.counts)
    return steps.filter((place) => place < box.whiskers[0] || place > box.whiskers[1])
  }, [answer, box, group])
  return (
    <g>
      <text className="column-group__name" x={left - 8} y={middle + 3.5} textAnchor="end">
        <title>{`${name}: ${formatCount(rows)} rows`}</title>
        {shorten(name, Math.floor((labelRoom - 10) / 6.2))}
      </text>
      {shape === 'violin' && density && (
        <path className="column-group__violin" d={violinPath(density, left, width, middle, half * 1.5)} />
      )}
      {box && (
        <BoxShape
          box={box}
          x={at}
          middle={middle}
          half={shape === 'violin' ? Math.min(4, half) : half}
          fences={false}
        />
      )}
      <path
        className="column-chart__outside"
        d={ticksPath(
          outside.map((place) => at(place)),
          middle - half * 0.4,
          middle + half * 0.4,
        )}
      />
      <LinkedPath
        counts={counts}
        className="column-chart__flagged-ticks"
        draw={() =>
          ticksPath(
            placesOf(answer, group, counts.flagged()).map((place) => at(place)),
            middle + half + 2,
            middle + half + 2 + rug,
          )
        }
      />
      <LinkedLabel
        counts={counts}
        className="column-group__rate"
        x={left + width + 8}
        y={middle + 3.5}
        text={() => {
          const flagged = rowsOf(counts.flagged(), group, cells)
          const selected = counts.selected()
          const of = selected ? rowsOf(selected, group, cells) : rows
          return flagged === 0 ? '0 flagged' : `${formatCount(flagged)} · ${formatPercent(flagged / of)}`
        }}
      />
    </g>
  )
}

/** Where a group has rows: the middles of its cells; beyond the view, its ends. */
function placesOf(
  { view, cells }: GroupDistributionsAnswer,
  group: number,
  counts: ArrayLike<number>,
): number[] {
  const steps = cells - 3
  const places: number[] = []
  for (let c = 0; c <= steps + 1; c++) {
    if (counts[group * cells + c]! > 0) places.push(view[0] + ((c - 0.5) / steps) * (view[1] - view[0]))
  }
  return places
}

function violinPath(
  density: Float64Array,
  left: number,
  width: number,
  middle: number,
  half: number,
): string {
  let peak = 0
  for (const height of density) peak = Math.max(peak, height)
  if (peak === 0) return ''
  const x = (k: number) => round(left + (k / (density.length - 1)) * width)
  let above = ''
  let below = ''
  density.forEach((height, k) => {
    const reach = (height / peak) * half
    above += `${k === 0 ? 'M' : 'L'}${x(k)} ${round(middle - reach)}`
    below = `L${x(k)} ${round(middle + reach)}${below}`
  })
  return `${above}${below}Z`
}
