import { useLayoutEffect, useMemo, useRef } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { BoxCursor } from '../../plots/box-cursor.tsx'
import { formatPercent, shorten, withinPixels } from '../../plots/format.ts'
import { usePlotCursor } from '../../plots/use-plot-cursor.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { axisName } from './pair-text.ts'
import { axisTicks } from '../../plots/axis-ticks.ts'
import { axisView } from '../../plots/brush-rect.ts'
import type { GroupBrush } from './group-brush.ts'
import { groupLines } from './group-lines.ts'
import { GroupPointer } from './group-pointer.tsx'
import { GroupBoxMarks } from './group-box-marks.tsx'
import { groupsLayout, stripPath, type GroupsLayout } from './groups-layout.ts'
import type { Size } from '../../plots/use-size.ts'

interface GroupsPlotProps {
  readonly data: AnswerOf<'groupBoxes'>
  /** Per place: group and step of the axis. */
  readonly counts: LinkedCounts
  readonly perGroup: LinkedCounts
  readonly size: Size
  readonly groups: ColumnSummary
  readonly values: ColumnSummary
  readonly names: readonly string[]
  readonly log: boolean
  readonly boxes: boolean
  readonly brushed: GroupBrush | null
  readonly onBrush: (shape: GroupBrush | null, done: boolean) => void
}

/** Strips of density, one per group, with the flagged part in front, and boxes on them. */
export function GroupsPlot(props: GroupsPlotProps) {
  const { data, counts, perGroup, size, groups, values, names, log, boxes } = props
  const layout = useMemo(
    () => groupsLayout(size, data.levels.length, values.type === 'datetime'),
    [size, data, values],
  )
  const view = useMemo(() => axisView(data.extent, log), [data, log])
  const root = useRef<SVGGElement>(null)
  const selectedStrips = useRef<SVGPathElement>(null)
  const flaggedStrips = useRef<SVGPathElement>(null)
  const path = useMemo(() => {
    const most = data.levels.map((_, group) => mostOf(data, group))
    return (values: ArrayLike<number>, least: number) => stripPath(values, data.cells, most, layout, least)
  }, [data, layout])

  useLayoutEffect(() => {
    const draw = () => {
      const selected = counts.selected()
      root.current?.classList.toggle('pair-stepped-back', selected !== null)
      selectedStrips.current?.setAttribute('d', selected ? path(selected, 0.5) : '')
      flaggedStrips.current?.setAttribute('d', path(counts.flagged(), 1.5))
    }
    draw()
    return counts.subscribe(draw)
  }, [counts, path])

  const { left, top, width, height } = layout
  const ticks = axisTicks(view, values.type === 'datetime', Math.max(2, Math.floor(height / 48)))
  return (
    <>
      <div aria-hidden="true" className="pair-picture">
        <svg className="pair-layer" width="100%" height="100%">
          <g className="pair-axes">
            {ticks.map(({ at, label }) => (
              <g key={label + String(at)} transform={`translate(${left} ${top + (1 - at) * height})`}>
                <line x2={width} className="pair-grid" />
                <text x={-7} dy="0.32em" textAnchor="end">
                  {label}
                </text>
              </g>
            ))}
            <path className="pair-frame" d={`M${left} ${top}v${height}h${width}`} />
            <GroupLabels {...{ layout, names, perGroup }} rows={data.rows} />
            <text className="pair-axis-title" x={left + width / 2} y={top + height + 46} textAnchor="middle">
              {withinPixels(groups.name, width)}
            </text>
            <text
              className="pair-axis-title"
              transform={`translate(11 ${top + height / 2}) rotate(-90)`}
              textAnchor="middle"
            >
              {withinPixels(axisName(values, log), height + 40)}
            </text>
          </g>
          <g ref={root}>
            <path className="pair-bars-all" d={path(data.counts, 0.5)} />
            <path ref={selectedStrips} className="pair-bars-selected" />
            <path ref={flaggedStrips} className="pair-bars-flagged" data-flagged-bars="" />
          </g>
          {boxes && <GroupBoxMarks data={data} layout={layout} view={view} />}
        </svg>
        <GroupPointer {...props} layout={layout} />
      </div>
      <GroupCursor {...props} layout={layout} />
    </>
  )
}

/** Goes from group to group; Enter selects what Shift took along, as a drag over the groups would. */
function GroupCursor(props: GroupsPlotProps & { readonly layout: GroupsLayout }) {
  const { data, perGroup, layout, names, brushed, onBrush } = props
  const cursor = usePlotCursor({
    count: data.levels.length,
    describe: (group) =>
      [names[group] ?? '', ...groupLines({ ...props, group }).map(({ text }) => text)].join(', '),
    isNotable: (group) => (perGroup.flagged()[group] ?? 0) > 0,
    onPick: (from, to) => {
      const again = brushed?.from === from && brushed.to === to
      onBrush(again ? null : { from, to, low: -Infinity, high: Infinity }, true)
    },
  })
  useLinkedRender(perGroup, cursor.at !== null)
  return (
    <BoxCursor
      cursor={cursor}
      over="groups"
      enter="selects the group"
      boxOf={(group) => ({
        left: layout.left + group * layout.band,
        top: layout.top,
        width: layout.band,
        height: layout.height,
      })}
    />
  )
}

function mostOf(data: AnswerOf<'groupBoxes'>, group: number): number {
  const start = group * (data.cells + 1)
  return data.counts.subarray(start, start + data.cells).reduce((a, b) => Math.max(a, b), 1)
}

/** Names below the strips, and how many of the rows are flagged. */
function GroupLabels({
  layout,
  names,
  perGroup,
  rows,
}: {
  readonly layout: GroupsLayout
  readonly names: readonly string[]
  readonly perGroup: LinkedCounts
  readonly rows: Uint32Array
}) {
  useLinkedRender(perGroup)
  const flagged = perGroup.flagged()
  const room = Math.max(3, Math.floor(layout.band / 6.8))
  return (
    <>
      {names.map((name, group) => (
        <g
          key={name}
          transform={`translate(${layout.left + (group + 0.5) * layout.band} ${layout.top + layout.height})`}
        >
          <text y={15} textAnchor="middle" className="pair-axis-title">
            {shorten(name, room)}
          </text>
          <text y={28} textAnchor="middle" className={flagged[group]! > 0 ? 'pair-flagged-text' : undefined}>
            {formatPercent(flagged[group]! / Math.max(1, rows[group]!))}
          </text>
        </g>
      ))}
    </>
  )
}
