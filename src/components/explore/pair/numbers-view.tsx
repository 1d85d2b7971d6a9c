import { useMemo, useRef, useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { selectRow } from '../../../state/actions/view.ts'
import { firstFlagged, linkedCounts, UNRANKED, type LinkedCounts } from '../../../state/linked-views.ts'
import { showRows } from '../../../state/selection.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { AnswerOf, DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { BinTable } from '../../plots/bin-table.tsx'
import { PARTS, partEdges } from '../../plots/coarse-grid.ts'
import { formatCoefficient, formatCount, formatRows, valueText } from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import type { BrushRect, Range } from '../../plots/brush-rect.ts'
import { ColourLegend } from './colour-legend.tsx'
import { foldedCounts } from './folded-counts.ts'
import { LineFigures } from './line-figures.tsx'
import { numbersLayout, rasterFor } from './numbers-layout.ts'
import { NumbersPlot } from './numbers-plot.tsx'
import { LEVEL_COLOURS } from '../../plots/palette.ts'
import { flaggedText } from './pair-text.ts'
import { RangeForm } from './range-form.tsx'
import { coarseParts } from './raster-parts.ts'
import { useRectBrush } from './use-rect-brush.ts'
import { useSize } from '../../plots/use-size.ts'

interface NumbersViewProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly logX: boolean
  readonly logY: boolean
  /** The column that colours the cells. */
  readonly colour: ColumnSummary | null
}

const WHOLE: BrushRect = { x: null, y: null }

/** Two columns of numbers or times: where the rows lie, the flagged ones on top, and the lines through them. */
export function NumbersView({ dataset, ranking, x, y, logX, logY, colour }: NumbersViewProps) {
  const root = useRef<HTMLDivElement>(null)
  const size = useSize(root)
  const [zoom, setZoom] = useState(WHOLE)
  const [lines, setLines] = useKept(dataset, 'pair lines', true)
  const [logCounts, setLogCounts] = useKept(dataset, 'pair log counts', true)
  const source = `pair:${x.index}:${y.index}`
  const { brushed, select } = useRectBrush(source, x, y)
  const layout = useMemo(
    () => (size ? numbersLayout(size, y.type === 'datetime' ? (y.max ?? 0) - (y.min ?? 0) : null) : null),
    [size, y],
  )
  const columns = { x: x.index, y: y.index, logX, logY }
  const request = layout && {
    ...columns,
    ...rasterFor(layout, dataset.rowCount),
    xWithin: zoom.x,
    yWithin: zoom.y,
  }
  const raster = useQuestion('pairRaster', request)
  const fit = useQuestion('pairLines', raster.data ? columns : null)
  const third = useQuestion(
    'pairColours',
    raster.data && request && colour
      ? { ...request, colour: colour.index, levels: isCode(colour), most: LEVEL_COLOURS + 1 }
      : null,
  )
  const { data } = raster
  const counts = useMemo(
    () => data && linkedCounts(ranking ?? UNRANKED, data.cells, data.counts.length, source),
    [data, ranking, source],
  )
  // Colours fit the raster that they were worked out for.
  const colours =
    colour && data && third.data && cellsIn(third.data) === data.width * data.height ? third.data : null
  const parts = useMemo(
    () => data && coarseTable(data, counts, x, y, raster.request),
    [data, counts, x, y, raster.request],
  )
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    data && counts ? summarise(dataset.rowCount, x, y, data, counts, fit.data) : '\u00a0',
  )
  const pick = (cell: number) => {
    const row = ranking && data ? firstFlagged(ranking, data.cells, cell, source) : null
    if (row === null) return
    selectRow(row)
    showRows()
  }
  const zoomed = zoom.x !== null || zoom.y !== null
  const shownLogX = raster.request?.logX ?? logX
  const shownLogY = raster.request?.logY ?? logY
  return (
    <div className="pair-body">
      <div className="pair-plot">
        <PlotFrame
          title="Scatter plot"
          controls={
            <>
              {brushed && (
                <UnstyledButton
                  className="plot-toggle"
                  onClick={() => {
                    setZoom(zoomInto(brushed, zoom, data))
                    select(null, true)
                  }}
                >
                  Zoom to the selection
                </UnstyledButton>
              )}
              {zoomed && (
                <UnstyledButton className="plot-toggle" onClick={() => setZoom(WHOLE)}>
                  Whole range
                </UnstyledButton>
              )}
              <LogToggle label="Lines" checked={lines} onChange={setLines} />
              <LogToggle label="Log counts" text="Log bars" checked={logCounts} onChange={setLogCounts} />
            </>
          }
          summary={<span ref={summary} />}
          table={() =>
            data && parts ? (
              <BinTable
                name="Scatter plot data"
                binHead={`${x.name}; ${y.name}`}
                labels={parts.labels}
                rows={parts.rows}
                counts={parts.counts}
                onPick={(part) => {
                  const rect = parts.rects[part]
                  if (rect) select(rect, true)
                }}
              />
            ) : null
          }
        >
          <div ref={root} className="pair-stage">
            {data && counts && layout && (
              <NumbersPlot
                {...{ data, counts, layout, x, y, colours, logCounts, brushed }}
                logX={shownLogX}
                logY={shownLogY}
                lines={
                  lines && fit.request?.logX === shownLogX && fit.request.logY === shownLogY ? fit.data : null
                }
                colour={colour}
                onBrush={select}
                onPick={pick}
              />
            )}
          </div>
          {!data && !raster.error && <PlotSkeleton />}
          {raster.error && <PlotProblem error={raster.error} />}
        </PlotFrame>
      </div>
      <aside className="pair-side" aria-label="About these columns">
        <LineFigures x={x} y={y} logX={logX} logY={logY} fit={fit.data} drawn={lines} />
        {colour && <ColourLegend column={colour} colours={colours} error={third.error} />}
        <RangeForm x={x} y={y} brushed={brushed} onSelect={(rect) => select(rect, true)} />
      </aside>
    </div>
  )
}

/** Few different numbers have a colour each. */
function isCode(column: ColumnSummary): boolean {
  return column.type === 'number' && !column.distinctIsLowerBound && column.distinct <= LEVEL_COLOURS
}

function cellsIn(colours: AnswerOf<'pairColours'>): number {
  return colours.kind === 'levels' ? colours.level.length : colours.mean.length
}

/** The brushed part with ends, inside what is shown. */
function zoomInto(rect: BrushRect, zoom: BrushRect, data: AnswerOf<'pairRaster'> | null): BrushRect {
  const inside = (range: Range | null, shown: Range | undefined): Range | null =>
    range && shown ? [Math.max(range[0], shown[0]), Math.min(range[1], shown[1])] : null
  return { x: inside(rect.x, data?.xExtent) ?? zoom.x, y: inside(rect.y, data?.yExtent) ?? zoom.y }
}

interface CoarseTable {
  readonly labels: readonly string[]
  readonly rows: Uint32Array
  readonly counts: LinkedCounts
  /** What each part but the last one selects. */
  readonly rects: readonly BrushRect[]
}

/** The raster in a few parts, for the table. */
function coarseTable(
  data: AnswerOf<'pairRaster'>,
  counts: LinkedCounts | null,
  x: ColumnSummary,
  y: ColumnSummary,
  request: { readonly logX: boolean; readonly logY: boolean } | null,
): CoarseTable | null {
  if (!counts || !request) return null
  const partOf = coarseParts(data.width, data.height)
  const rows = new Uint32Array(PARTS * PARTS + 1)
  for (let cell = 0; cell < partOf.length; cell++) rows[partOf[cell]!]! += data.counts[cell]!
  const xs = partEdges(data.xExtent, request.logX)
  const ys = partEdges(data.yExtent, request.logY)
  const labels: string[] = []
  const rects: BrushRect[] = []
  for (let j = 0; j < PARTS; j++) {
    for (let i = 0; i < PARTS; i++) {
      const rect = { x: [xs[i]!, xs[i + 1]!] as const, y: [ys[j]!, ys[j + 1]!] as const }
      rects.push(rect)
      const text = (c: ColumnSummary, [low, high]: Range) => `${valueText(c, low)} to ${valueText(c, high)}`
      labels.push(`${text(x, rect.x)}; ${text(y, rect.y)}`)
    }
  }
  labels.push(
    data.beyond > 0
      ? 'Cannot be drawn, or beyond what is shown'
      : 'Cannot be drawn (missing, infinite or not positive)',
  )
  return { labels, rows, rects, counts: foldedCounts(counts, partOf, rows.length) }
}

function summarise(
  rowCount: number,
  x: ColumnSummary,
  y: ColumnSummary,
  data: AnswerOf<'pairRaster'>,
  counts: LinkedCounts,
  fit: AnswerOf<'pairLines'> | null,
): string {
  const flagged = counts.flagged()
  let all = 0
  for (const n of flagged) all += n
  const hidden = flagged[data.width * data.height] ?? 0
  const parts = [`${y.name} by ${x.name}, ${formatRows(rowCount)}; ${flaggedText(all, counts.selected())}`]
  if (hidden > 0) parts.push(`${formatCount(hidden)} of them not drawn`)
  if (data.undrawn > 0)
    parts.push(`${formatRows(data.undrawn)} cannot be drawn (missing, infinite or not positive)`)
  if (data.beyond > 0) parts.push(`${formatRows(data.beyond)} beyond what is shown`)
  if (fit && fit.r !== null) parts.push(`r = ${formatCoefficient(fit.r)}`)
  return parts.join('; ')
}
