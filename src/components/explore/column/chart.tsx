import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { axisTicks, type AxisTick } from '../../plots/axis-ticks.ts'
import { withinPixels } from '../../plots/format.ts'
import { PlotCursor } from '../../plots/plot-cursor.tsx'
import { usePlotCursor, type CursorOptions } from '../../plots/use-plot-cursor.ts'
import { useSize } from '../../plots/use-size.ts'

/** Where a chart draws, in pixels, and how positions become pixels. */
export interface Geometry {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Positions on the scales; not clamped. */
  readonly x: (position: number) => number
  readonly y: (position: number) => number
}

/** A cursor of the keyboard over the chart's places. */
export interface ChartCursor extends CursorOptions {
  /** What it moves over, e.g. `points`. */
  readonly over: string
  /** What Enter does. */
  readonly enter?: string
  /** Where a place is, on the scales; without one of the two it is a line across. */
  readonly place: (at: number) => { readonly x?: number; readonly y?: number }
}

const NO_CURSOR: ChartCursor = { count: 0, over: '', describe: () => '', place: () => ({}) }

interface ChartProps {
  readonly x: readonly [low: number, high: number]
  readonly y: readonly [low: number, high: number]
  readonly xLog?: boolean
  readonly yLog?: boolean
  readonly xTitle: string
  readonly yTitle?: string
  /** Absent: at round values; empty: no axis and no room for one. */
  readonly yTicks?: readonly AxisTick[]
  readonly left?: number
  readonly right?: number
  readonly cursor?: ChartCursor
  readonly children: (geometry: Geometry) => ReactNode
}

const LABEL_WIDTH = 74
const LABEL_HEIGHT = 38
const BOTTOM = 34
const TOP = 8

/** Axes at round values around a drawing. Assistive technology has the summary, the cursor and the table. */
export function Chart(props: ChartProps) {
  const { x, y, xLog = false, yLog = false, xTitle, yTitle, yTicks, left = 52, right = 12, children } = props
  const { cursor: options = NO_CURSOR } = props
  const cursor = usePlotCursor(options)
  const root = useRef<HTMLDivElement>(null)
  const size = useSize(root)
  const width = Math.max(1, (size?.width ?? 0) - left - right)
  const height = Math.max(1, (size?.height ?? 0) - TOP - BOTTOM)
  const [x0, x1] = x
  const [y0, y1] = y
  const geometry = useMemo<Geometry>(
    () => ({
      left,
      top: TOP,
      width,
      height,
      x: (position) => left + ((position - x0) / (x1 - x0)) * width,
      y: (position) => TOP + height - ((position - y0) / (y1 - y0)) * height,
    }),
    [left, width, height, x0, x1, y0, y1],
  )
  const xMarks = axisTicks(view(x, xLog), false, Math.max(2, Math.floor(width / LABEL_WIDTH)))
  const yMarks = yTicks ?? axisTicks(view(y, yLog), false, Math.max(2, Math.floor(height / LABEL_HEIGHT)))
  return (
    <div className="column-chart" ref={root}>
      {size && (
        <svg width={size.width} height={size.height} aria-hidden="true">
          {yMarks.map(({ at, label }) => {
            const py = TOP + height - at * height
            return (
              <g key={label}>
                <line className="column-chart__grid" x1={left} x2={left + width} y1={py} y2={py} />
                <text className="column-chart__tick" x={left - 6} y={py + 3.5} textAnchor="end">
                  {label}
                </text>
              </g>
            )
          })}
          {yTitle && (
            <text
              className="column-chart__title"
              textAnchor="middle"
              transform={`translate(11 ${TOP + height / 2}) rotate(-90)`}
            >
              {withinPixels(yTitle, size.height - 8)}
            </text>
          )}
          {children(geometry)}
          <line
            className="column-chart__axis"
            x1={left}
            x2={left + width}
            y1={TOP + height + 0.5}
            y2={TOP + height + 0.5}
          />
          {xMarks.map(({ at, label }) => (
            <g key={label} transform={`translate(${left + at * width} ${TOP + height})`}>
              <line className="column-chart__axis" y1={0} y2={4} />
              <text className="column-chart__tick" y={15} textAnchor={anchorOf(at)}>
                {label}
              </text>
            </g>
          ))}
          <text
            className="column-chart__title"
            x={left + width / 2}
            y={TOP + height + 30}
            textAnchor="middle"
          >
            {withinPixels(xTitle, width + right)}
          </text>
          {cursor.at !== null && <CursorMark geometry={geometry} place={options.place(cursor.at)} />}
        </svg>
      )}
      <PlotCursor
        cursor={cursor}
        over={options.over}
        {...(options.enter === undefined ? {} : { enter: options.enter })}
      />
    </div>
  )
}

/** A point, or a line across where only one of its places is known. */
function CursorMark({ geometry, place }: { readonly geometry: Geometry; readonly place: Place }) {
  const { left, top, width, height } = geometry
  const inX = (px: number) => Math.max(left, Math.min(left + width, px))
  const inY = (py: number) => Math.max(top, Math.min(top + height, py))
  const x = place.x === undefined ? null : inX(geometry.x(place.x))
  const y = place.y === undefined ? null : inY(geometry.y(place.y))
  return (
    <g pointerEvents="none">
      {x !== null && <line className="plot-cursor__line" x1={x} x2={x} y1={top} y2={top + height} />}
      {x === null && y !== null && (
        <line className="plot-cursor__line" x1={left} x2={left + width} y1={y} y2={y} />
      )}
      {x !== null && y !== null && <circle className="plot-cursor__dot" cx={x} cy={y} r={5} />}
    </g>
  )
}

type Place = ReturnType<ChartCursor['place']>

function view([low, high]: readonly [number, number], log: boolean) {
  return { low, high, log }
}

/** Labels at the very ends stay inside. */
function anchorOf(at: number): 'start' | 'middle' | 'end' {
  return at > 0.97 ? 'end' : 'middle'
}

interface LinkedPathProps {
  readonly counts: LinkedCounts
  /** Now, and after each move of the cut or the selection. */
  readonly draw: () => string
  readonly className: string
}

/** A path that follows the cut and the selection without rendering anything. */
export function LinkedPath({ counts, draw, className }: LinkedPathProps) {
  const [path, setPath] = useState<SVGPathElement | null>(null)
  useLayoutEffect(() => {
    if (!path) return
    const redraw = () => path.setAttribute('d', draw())
    redraw()
    return counts.subscribe(redraw)
  }, [path, counts, draw])
  return <path ref={setPath} className={className} />
}

interface LinkedLabelProps {
  readonly counts: LinkedCounts
  readonly text: () => string
  readonly x: number
  readonly y: number
  readonly className: string
}

/** A text in a chart that follows the cut and the selection. */
export function LinkedLabel({ counts, text, ...place }: LinkedLabelProps) {
  const [label, setLabel] = useState<SVGTextElement | null>(null)
  useLayoutEffect(() => {
    if (!label) return
    const write = () => {
      label.textContent = text()
    }
    write()
    return counts.subscribe(write)
  }, [label, counts, text])
  return <text ref={setLabel} {...place} />
}
