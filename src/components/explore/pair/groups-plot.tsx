import { useLayoutEffect, useMemo, useRef, useState, type PointerEvent } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, formatRows, valueText } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { axisTicks } from '../../plots/axis-ticks.ts'
import { axisView, rangeBetween, sharesOf } from '../../plots/brush-rect.ts'
import type { GroupBrush } from './group-brush.ts'
import { GroupBoxMarks } from './group-box-marks.tsx'
import { groupsLayout, shorten, stripPath, type GroupsLayout } from './groups-layout.ts'
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
            {groups.name}
          </text>
          <text
            className="pair-axis-title"
            transform={`translate(11 ${top + height / 2}) rotate(-90)`}
            textAnchor="middle"
          >
            {values.type === 'datetime' ? `${values.name} (UTC)` : log ? `${values.name} (log)` : values.name}
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

interface Point {
  readonly x: number
  readonly y: number
}

/** Says what is in a group; a click selects it, a drag selects groups and values. */
function GroupPointer(props: GroupsPlotProps & { readonly layout: GroupsLayout }) {
  const { data, perGroup, layout, values, names, log, brushed, onBrush } = props
  const view = axisView(data.extent, log)
  const [over, setOver] = useState<Point | null>(null)
  const [drag, setDrag] = useState<{ readonly from: Point; readonly to: Point } | null>(null)
  const groupAt = (x: number) => Math.min(data.levels.length - 1, Math.floor(x * data.levels.length))
  const pointOf = (event: PointerEvent<HTMLDivElement>): Point => {
    const { left, bottom, width, height } = event.currentTarget.getBoundingClientRect()
    const share = (n: number) => Math.max(0, Math.min(1, n))
    return { x: share((event.clientX - left) / width), y: share((bottom - event.clientY) / height) }
  }
  const shapeOf = (from: Point, to: Point): GroupBrush => {
    const [low, high] = rangeBetween(view, from.y, to.y, layout.height, values.type === 'datetime') ?? [
      -Infinity,
      Infinity,
    ]
    const [a, b] = [groupAt(from.x), groupAt(to.x)]
    return { from: Math.min(a, b), to: Math.max(a, b), low, high }
  }
  const moved = (from: Point, to: Point) => Math.abs(from.y - to.y) * layout.height > 4
  const shown = drag && moved(drag.from, drag.to) ? shapeOf(drag.from, drag.to) : brushed
  const [low, high] = shown ? sharesOf(view, [shown.low, shown.high]) : [0, 1]
  const group = over && !drag ? groupAt(over.x) : null
  return (
    <div
      className="pair-pointer"
      data-brush=""
      style={{ left: layout.left, top: layout.top, width: layout.width, height: layout.height }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = pointOf(event)
        setDrag({ from, to: from })
      }}
      onPointerMove={(event) => {
        const to = pointOf(event)
        setOver(to)
        if (!drag) return
        setDrag({ from: drag.from, to })
        if (moved(drag.from, to)) onBrush(shapeOf(drag.from, to), false)
      }}
      onPointerUp={(event) => {
        if (!drag) return
        const to = pointOf(event)
        setDrag(null)
        if (moved(drag.from, to)) {
          onBrush(shapeOf(drag.from, to), true)
          return
        }
        const at = groupAt(to.x)
        const again = brushed?.from === at && brushed.to === at
        onBrush(again ? null : { from: at, to: at, low: -Infinity, high: Infinity }, true)
      }}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => setOver(null)}
    >
      {shown && (
        <div
          className="pair-brush"
          style={{
            left: shown.from * layout.band,
            width: (shown.to - shown.from + 1) * layout.band,
            bottom: `${low * 100}%`,
            height: `${(high - low) * 100}%`,
          }}
        />
      )}
      {group !== null && over && (
        <div
          className="plot-tooltip pair-tip"
          style={
            over.x < 0.5
              ? { left: (group + 1) * layout.band + 4, top: 8 }
              : { left: 'auto', right: layout.width - group * layout.band + 4, top: 8 }
          }
        >
          <strong>{names[group]}</strong>
          <GroupLines {...{ data, group, perGroup, values, log }} />
        </div>
      )}
    </div>
  )
}

function GroupLines({
  data,
  group,
  perGroup,
  values,
  log,
}: {
  readonly data: AnswerOf<'groupBoxes'>
  readonly group: number
  readonly perGroup: LinkedCounts
  readonly values: ColumnSummary
  readonly log: boolean
}) {
  const box = data.boxes[group]
  const mean = data.means[group]
  const flagged = perGroup.flagged()[group] ?? 0
  const selected = perGroup.selected()?.[group]
  const text = (value: number) => valueText(values, log ? 10 ** value : value)
  return (
    <>
      <span>{formatRows(data.rows[group]!)}</span>
      {selected !== undefined && <span>{formatCount(selected)} selected</span>}
      <span className={flagged > 0 ? 'plot-flagged-number' : undefined}>
        {formatCount(flagged)} flagged ({formatPercent(flagged / Math.max(1, data.rows[group]!))})
      </span>
      {box && (
        <>
          <span>{`Median ${text(box.median)}`}</span>
          <span>{`Quartiles ${text(box.q1)} to ${text(box.q3)}`}</span>
          <span>{`Lowest ${text(box.min)}, highest ${text(box.max)}`}</span>
          <span>{`${formatCount(box.outside[0] + box.outside[1])} beyond the whiskers`}</span>
        </>
      )}
      {mean && (
        <span>
          {`${log ? 'Geometric mean' : 'Mean'} ${text(mean.mean)}`}
          {Number.isNaN(mean.low) ? '' : ` (${text(mean.low)} to ${text(mean.high)})`}
        </span>
      )}
    </>
  )
}
