import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useElementSize } from '@mantine/hooks'
import type { TimeUnit } from '../../../analysis/calendar/calendar.ts'
import type { PlotBox } from '../../plots/bar-path.ts'
import { binTicks, positionOf } from '../../plots/bin-axis.ts'
import { formatCount } from '../../plots/format.ts'
import { bucketLabel } from './bucket-label.ts'
import { rowsOf, valuesOf, type Measured } from './series.ts'
import { barsPath, dotsPath, linePath } from './time-paths.ts'
import { TimeTip } from './time-tip.tsx'
import { useTimeBrush, type Span } from './use-time-brush.ts'
import { barScale, lineScale } from './value-scale.ts'

interface TimePlotProps {
  /** Accessible name of the cursor over the buckets. */
  readonly name: string
  readonly measured: Measured
  readonly edges: Float64Array
  readonly unit: TimeUnit
  /** The buckets that are drawn: from, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly log: boolean
  readonly yTitle: string
  readonly xTitle: string
  readonly amountName: string
  /** What is selected here, epoch ms. */
  readonly brushed: Span | null
  readonly onBrush: (span: Span | null, done: boolean) => void
}

const MARGIN = { left: 62, right: 12, top: 8, axis: 34, gap: 12 }
/** The share of the height that the flagged rows' own bars take. */
const STRIP = 0.24
const LABEL_WIDTH = 84

/**
 * The measure over time, with the flagged rows in it and, below, on a scale of their own. What follows the cut
 * and the selection is a path each, set directly. Drag selects; the arrow keys move over buckets, with Shift
 * they select.
 */
export function TimePlot(props: TimePlotProps) {
  const { name, measured, edges, unit, from, to, log, yTitle, xTitle, brushed, onBrush } = props
  const { ref, width, height } = useElementSize<HTMLDivElement>()
  const selectedPath = useRef<SVGPathElement>(null)
  const flaggedPath = useRef<SVGPathElement>(null)
  const stripPath = useRef<SVGPathElement>(null)
  const stripTop = useRef<SVGTextElement>(null)
  const [hovered, setHovered] = useState<number | null>(null)

  const inner = Math.max(0, width - MARGIN.left - MARGIN.right)
  const room = Math.max(0, height - MARGIN.top - MARGIN.axis - MARGIN.gap)
  const main = useMemo(
    (): PlotBox => ({ x: MARGIN.left, y: MARGIN.top, width: inner, height: room * (1 - STRIP) }),
    [inner, room],
  )
  const strip = useMemo(
    (): PlotBox => ({ x: main.x, y: main.y + main.height + MARGIN.gap, width: inner, height: room * STRIP }),
    [main, inner, room],
  )
  const values = useMemo(
    () => valuesOf(measured, 'all', from, to) ?? new Float64Array(),
    [measured, from, to],
  )
  const lines = measured.measure === 'mean'
  const scale = useMemo(() => (lines ? lineScale([values]) : barScale(values, log)), [lines, values, log])
  const ticks = useMemo(() => {
    const shown = edges.subarray(from, to + 1)
    const axis = { bins: to - from, edges: shown, labels: [], hasMissingBin: false, time: true }
    return binTicks(axis, Math.max(2, Math.floor(inner / LABEL_WIDTH)))
  }, [edges, from, to, inner])

  useLayoutEffect(() => {
    const dots = to - from > 400 ? 3 : 5
    const draw = () => {
      const selected = valuesOf(measured, 'selected', from, to)
      const flagged = valuesOf(measured, 'flagged', from, to) ?? new Float64Array()
      const rows = Float64Array.from((rowsOf(measured, 'flagged') ?? new Uint32Array()).subarray(from, to))
      const path = lines ? linePath : barsPath
      selectedPath.current?.setAttribute('d', selected ? path(selected, scale, main) : '')
      flaggedPath.current?.setAttribute(
        'd',
        lines ? dotsPath(flagged, scale, main, dots) : barsPath(flagged, scale, main),
      )
      const own = barScale(rows, false)
      stripPath.current?.setAttribute('d', barsPath(rows, own, strip))
      if (stripTop.current)
        stripTop.current.textContent = formatCount(rows.reduce((a, b) => Math.max(a, b), 0))
      flaggedPath.current?.ownerSVGElement?.style.setProperty(
        '--bar-all',
        selected ? 'var(--unflagged-soft)' : null,
      )
    }
    draw()
    return measured.counts.subscribe(draw)
  }, [measured, from, to, lines, scale, main, strip])

  const { shown, cursor, pointer, onKeyDown, onKeyUp } = useTimeBrush({ edges, from, to, brushed, onBrush })
  const slot = inner / Math.max(1, to - from)
  const visible = edges.subarray(from, to + 1)
  const place = (time: number) => {
    const position = positionOf(visible, time)
    return main.x + Math.max(0, Math.min(to - from, position < 0 ? 0 : position)) * slot
  }
  const all = lines ? linePath(values, scale, main) : barsPath(values, scale, main)
  return (
    <div
      ref={ref}
      className="time-plot"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={from + 1}
      aria-valuemax={to}
      aria-valuenow={cursor + 1}
      aria-valuetext={describe(measured, edges, unit, cursor)}
      aria-orientation="horizontal"
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
    >
      <svg width={width} height={height} aria-hidden="true">
        {scale.ticks.map(({ at: share, label }) => {
          const y = main.y + main.height * (1 - share)
          return share >= 0 && share <= 1.001 ? (
            <g key={share}>
              <line className="time-plot__grid" x1={main.x} x2={main.x + inner} y1={y} y2={y} />
              <text className="time-plot__tick" x={main.x - 6} y={y} dy="0.32em" textAnchor="end">
                {label}
              </text>
            </g>
          ) : null
        })}
        {shown && (
          <rect
            className="time-plot__brushed"
            x={place(shown.low)}
            width={Math.max(1, place(shown.high) - place(shown.low))}
            y={main.y}
            height={main.height + MARGIN.gap + strip.height}
          />
        )}
        <path className={lines ? 'time-plot__line' : 'time-plot__all'} d={all} />
        <path ref={selectedPath} className={lines ? 'time-plot__line-selected' : 'time-plot__selected'} />
        <path ref={flaggedPath} className="time-plot__flagged" data-flagged-bars="" />
        <line
          className="time-plot__base"
          x1={main.x}
          x2={main.x + inner}
          y1={strip.y + strip.height}
          y2={strip.y + strip.height}
        />
        <path ref={stripPath} className="time-plot__flagged" />
        <text
          ref={stripTop}
          className="time-plot__tick"
          x={main.x - 6}
          y={strip.y}
          dy="0.7em"
          textAnchor="end"
        />
        <text
          className="time-plot__title"
          transform={`translate(13 ${main.y + main.height / 2}) rotate(-90)`}
        >
          {yTitle}
        </text>
        {strip.height > 44 && (
          <text
            className="time-plot__title"
            transform={`translate(13 ${strip.y + strip.height / 2}) rotate(-90)`}
          >
            Flagged
          </text>
        )}
        {ticks.map(({ at: bin, label }) => (
          <g key={bin} transform={`translate(${main.x + bin * slot} ${strip.y + strip.height})`}>
            <line className="time-plot__base" y2={4} />
            <text className="time-plot__tick" y={15} textAnchor={bin * slot > inner - 24 ? 'end' : 'middle'}>
              {label}
            </text>
          </g>
        ))}
        <text className="time-plot__title" x={main.x + inner / 2} y={height - 4}>
          {xTitle}
        </text>
        {hovered !== null && (
          <rect
            className="time-plot__cursor"
            x={main.x + (hovered - from) * slot}
            width={Math.max(1, slot)}
            y={main.y}
            height={main.height + MARGIN.gap + strip.height}
          />
        )}
        <rect
          className="time-plot__cursor time-plot__cursor--keys"
          x={main.x + (cursor - from) * slot}
          width={Math.max(2, slot)}
          y={main.y}
          height={main.height + MARGIN.gap + strip.height}
        />
        <rect
          className="plot-brush"
          data-brush=""
          fill="transparent"
          x={main.x}
          y={main.y}
          width={inner}
          height={main.height + MARGIN.gap + strip.height}
          onPointerDown={pointer.onPointerDown}
          onPointerUp={pointer.onPointerUp}
          onPointerCancel={pointer.onPointerCancel}
          onPointerMove={(event) => {
            setHovered(pointer.binAt(event))
            pointer.onPointerMove(event)
          }}
          onPointerLeave={() => setHovered(null)}
        />
      </svg>
      {hovered !== null && (
        <TimeTip
          {...props}
          bucket={hovered}
          x={main.x + (hovered - from + 0.5) * slot}
          flip={(hovered - from) / (to - from) > 0.7}
        />
      )}
    </div>
  )
}

function describe({ rows, counts }: Measured, edges: Float64Array, unit: TimeUnit, bucket: number): string {
  const flagged = counts.flagged()[bucket] ?? 0
  return `${bucketLabel(edges[bucket] ?? NaN, unit)}: ${formatCount(rows[bucket] ?? 0)} rows, ${formatCount(flagged)} flagged`
}
