import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import { axisTicks } from '../../plots/axis-ticks.ts'
import { withinPixels } from '../../plots/format.ts'
import type { NumbersLayout } from './numbers-layout.ts'
import { axisName } from './pair-text.ts'

interface PairAxesProps {
  readonly layout: NumbersLayout
  readonly view: { readonly x: AxisView; readonly y: AxisView }
  readonly x: ColumnSummary
  readonly y: ColumnSummary
}

/** Frame, grid, ticks and titles of a plot of two numbers. */
export function PairAxes({ layout, view, x, y }: PairAxesProps) {
  const { left, top, width, height } = layout
  const across = axisTicks(view.x, x.type === 'datetime', Math.max(2, Math.floor(width / 90)))
  const up = axisTicks(view.y, y.type === 'datetime', Math.max(2, Math.floor(height / 48)))
  const bottom = top + height
  const middle = top + height / 2
  return (
    <g className="pair-axes">
      {across.map(({ at, label }) => (
        <g key={label + String(at)} transform={`translate(${left + at * width} ${bottom})`}>
          <line y1={-height} y2={0} className="pair-grid" />
          <line y2={4} className="pair-tick" />
          <text y={15} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      {up.map(({ at, label }) => (
        <g key={label + String(at)} transform={`translate(${left} ${bottom - at * height})`}>
          <line x2={width} className="pair-grid" />
          <line x1={-4} className="pair-tick" />
          <text x={-7} dy="0.32em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      <path className="pair-frame" d={`M${left} ${top}v${height}h${width}`} />
      <text className="pair-axis-title" x={left + width / 2} y={bottom + 31} textAnchor="middle">
        {withinPixels(axisName(x, view.x.log), width)}
      </text>
      <text className="pair-axis-title" transform={`translate(11 ${middle}) rotate(-90)`} textAnchor="middle">
        {withinPixels(axisName(y, view.y.log), height + 40)}
      </text>
    </g>
  )
}
