import { useId } from 'react'
import type { FittedLine } from '../../../analysis/pairs/pair-lines.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import type { AxisView } from '../../plots/scatter-geometry.ts'
import type { NumbersLayout } from './numbers-layout.ts'

interface FittedLinesProps {
  readonly layout: NumbersLayout
  readonly view: { readonly x: AxisView; readonly y: AxisView }
  readonly lines: AnswerOf<'pairLines'>
}

/** The straight lines through the rows; a casing keeps them apart from the density below. */
export function FittedLines({ layout, view, lines }: FittedLinesProps) {
  const clip = useId()
  const { left, top, width, height } = layout
  const path = (line: FittedLine) => {
    const at = (x: number) => {
      const y = line.intercept + line.slope * x
      return top + (1 - (y - view.y.low) / (view.y.high - view.y.low)) * height
    }
    const [from, to] = [at(view.x.low), at(view.x.high)]
    return Number.isFinite(from) && Number.isFinite(to) ? `M${left} ${from}L${left + width} ${to}` : ''
  }
  return (
    <g clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <rect x={left} y={top} width={width} height={height} />
      </clipPath>
      {lines.leastSquares && (
        <>
          <path className="pair-line-casing" d={path(lines.leastSquares)} />
          <path className="pair-line" d={path(lines.leastSquares)} />
        </>
      )}
      {lines.robust && (
        <>
          <path className="pair-line-casing" d={path(lines.robust)} />
          <path className="pair-line pair-line-robust" d={path(lines.robust)} />
        </>
      )}
    </g>
  )
}
