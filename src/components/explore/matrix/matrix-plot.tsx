import { useCallback, useMemo, useState } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { openColumn, openPair } from '../../../state/explore.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { axisTicks } from '../../plots/axis-ticks.ts'
import type { Box } from '../../plots/box-cursor.tsx'
import { axisView, rectPredicate, type BrushRect } from '../../plots/brush-rect.ts'
import { useShapeBrush } from '../../plots/use-shape-brush.ts'
import type { Size } from '../../plots/use-size.ts'
import { MatrixCanvas } from './matrix-canvas.tsx'
import { matrixPairs, type MatrixCounts } from './matrix-counts.ts'
import { MatrixCursor } from './matrix-cursor.tsx'
import { boxOf, matrixLayout, panelAt, type MatrixLayout } from './matrix-layout.ts'
import { MatrixPanel } from './matrix-panel.tsx'
import { formatCoefficient } from '../../plots/format.ts'

interface MatrixPlotProps {
  readonly columns: readonly ColumnSummary[]
  readonly logs: readonly boolean[]
  readonly data: AnswerOf<'scatterMatrix'>
  readonly counts: MatrixCounts
  readonly correlations: AnswerOf<'matrixCorrelations'> | null
  readonly size: Size
}

/** A rectangle in the panel of one pair of columns. */
export interface MatrixBrush {
  readonly x: number
  readonly y: number
  readonly rect: BrushRect
}

/** Rasters below the diagonal, histograms on it, and r above it; axes are shared. */
export function MatrixPlot({ columns, logs, data, counts, correlations, size }: MatrixPlotProps) {
  const layout = useMemo(() => matrixLayout(size, columns.length), [size, columns.length])
  const views = useMemo(
    () => data.extents.map((extent, i) => axisView(extent, logs[i] === true)),
    [data, logs],
  )
  const toPredicate = useCallback(
    ({ x, y, rect }: MatrixBrush) => {
      const [across, up] = [columns.find((c) => c.index === x), columns.find((c) => c.index === y)]
      return across && up ? rectPredicate(rect, across, up) : null
    },
    [columns],
  )
  // Every panel shows the selection, also the one that it was made in: that is what the matrix is for.
  const { brushed, select } = useShapeBrush<MatrixBrush>('matrix', toPredicate)
  const [hot, setHot] = useState<number | null>(null)
  const pairs = matrixPairs(columns.length)
  return (
    <div className="pair-picture">
      <MatrixCanvas {...{ data, counts, layout, size }} />
      <svg className="pair-layer" width="100%" height="100%" aria-hidden="true">
        <MatrixAxes {...{ columns, layout, views }} />
      </svg>
      {columns.map((column, i) => (
        <button
          key={column.index}
          type="button"
          className="matrix-name"
          style={boxOf(layout, i, i)}
          title={`Open ${column.name}`}
          onClick={() => openColumn(column.index)}
        >
          <span>{column.name}</span>
        </button>
      ))}
      {pairs.map(({ i, j }, pair) => {
        const [x, y] = [columns[i], columns[j]]
        const [viewX, viewY] = [views[i], views[j]]
        if (!x || !y || !viewX || !viewY) return null
        return (
          <MatrixPanel
            key={pair}
            {...{ x, y, viewX, viewY, hot: hot === pair }}
            box={boxOf(layout, i, j)}
            brushed={brushed?.x === x.index && brushed.y === y.index ? brushed.rect : null}
            onHot={(on) => setHot(on ? pair : null)}
            onBrush={(rect, done) => select(rect && { x: x.index, y: y.index, rect }, done)}
            onOpen={() => openPair(x.index, y.index)}
          />
        )
      })}
      {pairs.map(({ i, j }, pair) => (
        <Correlation
          key={pair}
          {...{ x: columns[i], y: columns[j], figure: correlations?.[pair] ?? null }}
          box={boxOf(layout, j, i)}
          hot={hot === pair}
          onHot={(on) => setHot(on ? pair : null)}
        />
      ))}
      <MatrixCursor {...{ columns, data, counts, correlations, layout }} />
    </div>
  )
}

interface CorrelationProps {
  readonly x: ColumnSummary | undefined
  readonly y: ColumnSummary | undefined
  readonly figure: AnswerOf<'matrixCorrelations'>[number] | null
  readonly box: Box
  readonly hot: boolean
  readonly onHot: (hot: boolean) => void
}

/** r of a pair, the larger the closer to a line; opens the pair. */
function Correlation({ x, y, figure, box, hot, onHot }: CorrelationProps) {
  if (!x || !y) return null
  const r = figure?.r
  const text = r === undefined ? '…' : r === null ? '–' : formatCoefficient(r)
  return (
    <button
      type="button"
      className="matrix-r"
      data-hot={hot || undefined}
      style={{ ...box, fontSize: 11 + 9 * Math.abs(r ?? 0) }}
      aria-label={`Open ${y.name} by ${x.name}, r ${text}`}
      onPointerEnter={() => onHot(true)}
      onPointerLeave={() => onHot(false)}
      onClick={() => openPair(x.index, y.index)}
    >
      {text}
    </button>
  )
}

interface MatrixAxesProps {
  readonly columns: readonly ColumnSummary[]
  readonly layout: MatrixLayout
  readonly views: readonly ReturnType<typeof axisView>[]
}

/** Frames of the panels, and ticks at the outer edges: every panel of a line or column shares them. */
function MatrixAxes({ columns, layout, views }: MatrixAxesProps) {
  const { width, height } = layout
  const last = columns.length - 1
  return (
    <g className="pair-axes">
      {columns.map((column, i) => {
        const view = views[i]
        if (!view) return null
        const time = column.type === 'datetime'
        const below = panelAt(layout, i, last)
        const beside = panelAt(layout, 0, i)
        return (
          <g key={column.index}>
            {columns.map((_, line) => {
              const { x, y } = panelAt(layout, i, line)
              return line >= i ? (
                <rect key={line} className="pair-frame" {...{ x, y, width, height }} />
              ) : null
            })}
            {axisTicks(view, time, Math.max(2, Math.floor(width / 74))).map(({ at, label }) => (
              <g
                key={label + String(at)}
                transform={`translate(${below.x + at * width} ${below.y + height})`}
              >
                <line y2={4} className="pair-tick" />
                <text y={15} textAnchor="middle">
                  {label}
                </text>
              </g>
            ))}
            {i > 0 &&
              axisTicks(view, time, Math.max(2, Math.floor(height / 36))).map(({ at, label }) => (
                <g
                  key={label + String(at)}
                  transform={`translate(${beside.x} ${beside.y + (1 - at) * height})`}
                >
                  <line x1={-4} className="pair-tick" />
                  <text x={-7} dy="0.32em" textAnchor="end">
                    {label}
                  </text>
                </g>
              ))}
          </g>
        )
      })}
    </g>
  )
}
