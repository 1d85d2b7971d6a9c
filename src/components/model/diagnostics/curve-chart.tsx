import { useMemo, useRef } from 'react'
import type { Curve } from '../../../analysis/run-context.ts'
import { axisTicks } from '../../plots/axis-ticks.ts'
import { PlotCursor } from '../../plots/plot-cursor.tsx'
import { usePlotCursor } from '../../plots/use-plot-cursor.ts'
import { useSize } from '../../plots/use-size.ts'
import { curveExtent, curvePath, curveRows, heightOf } from './curve-geometry.ts'
import { pointText } from './curve-text.ts'
import './curve-chart.css'

const LEFT = 52
const RIGHT = 12
const TOP = 8
const BOTTOM = 34
const LABEL_WIDTH = 74
const LABEL_HEIGHT = 34
/** Lines that can be told apart by their dashes; further ones look like these again. */
const LINE_STYLES = 4

interface CurveChartProps {
  readonly curve: Curve
  /** Where the x axis ends at least, so that a growing curve does not squeeze itself at every step. */
  readonly leastX?: number
  /** Its points can be gone over by keyboard. */
  readonly withCursor?: boolean
}

/** Lines over one axis. Assistive technology has the summary, the cursor and the table. */
export function CurveChart({ curve, leastX, withCursor = false }: CurveChartProps) {
  const root = useRef<HTMLDivElement>(null)
  const size = useSize(root)
  const extent = curveExtent(curve)
  const x: readonly [number, number] = [extent.x[0], Math.max(extent.x[1], leastX ?? -Infinity)]
  const { y, logY } = extent
  const points = useMemo(() => (withCursor ? curveRows(curve) : []), [curve, withCursor])
  const cursor = usePlotCursor({
    count: points.length,
    describe: (at) => pointText(curve, points[at]),
  })
  const point = cursor.at === null ? null : points[cursor.at]
  const width = Math.max(1, (size?.width ?? 0) - LEFT - RIGHT)
  const height = Math.max(1, (size?.height ?? 0) - TOP - BOTTOM)
  const toX = (value: number) => LEFT + ((value - x[0]) / (x[1] - x[0])) * width
  const toY = (place: number) => TOP + height - ((place - y[0]) / (y[1] - y[0])) * height
  const isWhole = curve.lines.every((line) => line.x.every(Number.isInteger))
  const xMarks = axisTicks(
    { low: x[0], high: x[1], log: false },
    false,
    Math.max(2, Math.floor(width / LABEL_WIDTH)),
  ).filter(({ at }) => !isWhole || isNearlyWhole(x[0] + at * (x[1] - x[0])))
  const yMarks = axisTicks(
    { low: y[0], high: y[1], log: logY },
    false,
    Math.max(2, Math.floor(height / LABEL_HEIGHT)),
  )
  return (
    <div className="curve">
      {curve.lines.length > 1 && (
        <div className="curve__legend" aria-hidden="true">
          {curve.lines.map(({ name }, l) => (
            <span key={name}>
              <svg width="22" height="8">
                <line className={lineClass(l)} x1="0" x2="22" y1="4" y2="4" />
              </svg>
              {name}
            </span>
          ))}
        </div>
      )}
      <div className="curve__stage" ref={root}>
        {size && (
          <svg width={size.width} height={size.height} aria-hidden="true">
            {yMarks.map(({ at, label }) => {
              const py = TOP + height - at * height
              return (
                <g key={label}>
                  <line className="curve__grid" x1={LEFT} x2={LEFT + width} y1={py} y2={py} />
                  <text className="curve__tick" x={LEFT - 6} y={py + 3.5} textAnchor="end">
                    {label}
                  </text>
                </g>
              )
            })}
            <text
              className="curve__axis-title"
              textAnchor="middle"
              transform={`translate(11 ${TOP + height / 2}) rotate(-90)`}
            >
              {curve.yLabel}
            </text>
            <line
              className="curve__axis"
              x1={LEFT}
              x2={LEFT + width}
              y1={TOP + height + 0.5}
              y2={TOP + height + 0.5}
            />
            {xMarks.map(({ at, label }) => (
              <g key={label} transform={`translate(${LEFT + at * width} ${TOP + height})`}>
                <line className="curve__axis" y1={0} y2={4} />
                <text className="curve__tick" y={15} textAnchor={at > 0.97 ? 'end' : 'middle'}>
                  {label}
                </text>
              </g>
            ))}
            <text
              className="curve__axis-title"
              x={LEFT + width / 2}
              y={TOP + height + 30}
              textAnchor="middle"
            >
              {curve.xLabel}
            </text>
            {curve.lines.map((line, l) => (
              <path key={line.name} className={lineClass(l)} d={curvePath(line, extent, toX, toY)} />
            ))}
            {(curve.marks ?? []).map((mark) => {
              const place = heightOf(mark.y, extent)
              if (place === null) return null
              const px = toX(mark.x)
              const py = toY(place)
              const isRight = px > LEFT + width * 0.6
              // Above the point, or below where there is no room.
              const dy = py < TOP + 22 ? 16 : -9
              return (
                <g key={`${mark.label} ${mark.x}`}>
                  <circle className="curve__mark" cx={px} cy={py} r={4} />
                  <text
                    className="curve__mark-name"
                    x={px + (isRight ? 4 : -4)}
                    y={py + dy}
                    textAnchor={isRight ? 'end' : 'start'}
                  >
                    {mark.label}
                  </text>
                </g>
              )
            })}
            {point && (
              <g pointerEvents="none">
                <line
                  className="plot-cursor__line"
                  x1={toX(point.x)}
                  x2={toX(point.x)}
                  y1={TOP}
                  y2={TOP + height}
                />
                {point.y.map((value, l) => {
                  const place = value === null ? null : heightOf(value, extent)
                  return place === null ? null : (
                    <circle key={l} className="plot-cursor__dot" cx={toX(point.x)} cy={toY(place)} r={4.5} />
                  )
                })}
              </g>
            )}
          </svg>
        )}
        <PlotCursor cursor={cursor} over="points" />
      </div>
    </div>
  )
}

function lineClass(line: number): string {
  return `curve__line curve__line--${(line % LINE_STYLES) + 1}`
}

/** Epochs, components: between them there is nothing. */
function isNearlyWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6
}
