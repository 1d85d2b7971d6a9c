import { useMemo } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { axisView, type BrushRect } from '../../plots/brush-rect.ts'
import { CellCanvases } from './cell-canvases.tsx'
import { FittedLines } from './fitted-lines.tsx'
import { MarginBars } from './margin-bars.tsx'
import type { NumbersLayout } from './numbers-layout.ts'
import { PairAxes } from './pair-axes.tsx'
import { PairCursor } from './pair-cursor.tsx'
import { PairPointer } from './pair-pointer.tsx'
import { columnBins, lineBins } from './raster-parts.ts'

interface NumbersPlotProps {
  readonly data: AnswerOf<'pairRaster'>
  readonly counts: LinkedCounts
  readonly layout: NumbersLayout
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly logX: boolean
  readonly logY: boolean
  readonly colour: ColumnSummary | null
  readonly colours: AnswerOf<'pairColours'> | null
  readonly lines: AnswerOf<'pairLines'> | null
  readonly logCounts: boolean
  readonly brushed: BrushRect | null
  readonly onBrush: (rect: BrushRect | null, done: boolean) => void
  readonly onPick: (cell: number) => void
}

/** Cells per bar of the margins. */
const CELLS_PER_BAR = 4

/** The picture: axes, density, flagged marks, lines, bars along both axes, and what the pointer does. */
export function NumbersPlot(props: NumbersPlotProps) {
  const { data, counts, layout, x, y, logX, logY, colours, logCounts } = props
  const { width, height, xExtent, yExtent } = data
  const view = useMemo(
    () => ({ x: axisView(xExtent, logX), y: axisView(yExtent, logY) }),
    [xExtent, yExtent, logX, logY],
  )
  const above = useMemo(() => columnBins(width, height, CELLS_PER_BAR), [width, height])
  const beside = useMemo(() => lineBins(width, height, CELLS_PER_BAR), [width, height])
  return (
    <>
      <div aria-hidden="true" className="pair-picture">
        <svg className="pair-layer" width="100%" height="100%">
          <PairAxes layout={layout} view={view} x={x} y={y} />
          <MarginBars side="above" {...{ layout, data, counts, log: logCounts, bins: above, cells: width }} />
          <MarginBars
            side="beside"
            {...{ layout, data, counts, log: logCounts, bins: beside, cells: height }}
          />
        </svg>
        <CellCanvases {...{ data, counts, layout, colours }} />
        <svg className="pair-layer" width="100%" height="100%">
          {props.lines && <FittedLines layout={layout} view={view} lines={props.lines} />}
        </svg>
        <PairPointer
          {...{ data, counts, layout, view, x, y, colours }}
          colour={props.colour}
          brushed={props.brushed}
          onBrush={props.onBrush}
          onPick={props.onPick}
        />
      </div>
      <PairCursor {...{ data, counts, layout, view, x, y }} brushed={props.brushed} onBrush={props.onBrush} />
    </>
  )
}
