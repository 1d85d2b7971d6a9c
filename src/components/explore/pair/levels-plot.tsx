import { useEffect, useMemo, useRef, useState } from 'react'
import { useComputedColorScheme } from '@mantine/core'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { BoxCursor } from '../../plots/box-cursor.tsx'
import {
  formatCompact,
  formatCount,
  formatFixed,
  formatPercent,
  formatRows,
  shorten,
  withinPixels,
} from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { usePlotCursor } from '../../plots/use-plot-cursor.ts'
import type { TipLine } from './cell-lines.ts'
import type { CellShape } from './cell-shape.ts'
import { heatColour, readHeatPalette, type HeatMeasure, type HeatPalette } from './heat-colours.ts'
import { levelsLayout, type CellBox } from './levels-layout.ts'
import { TipLines } from './tip-lines.tsx'
import { endsOfMeasure, valueOfCell } from './heat-values.ts'
import type { Size } from '../../plots/use-size.ts'

interface LevelsPlotProps {
  readonly data: AnswerOf<'pairCounts'>
  readonly counts: LinkedCounts
  readonly names: { readonly x: readonly string[]; readonly y: readonly string[] }
  readonly size: Size
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly measure: HeatMeasure
  readonly mosaic: boolean
  readonly brushed: CellShape | null
  readonly onPick: (column: number, line: number) => void
}

/** A heatmap of pairs of values, or a mosaic; in each cell a bar says how many of its rows are flagged. */
export function LevelsPlot(props: LevelsPlotProps) {
  const { data, counts, names, size, x, y, mosaic } = props
  useLinkedRender(counts)
  const root = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  const [palette, setPalette] = useState<HeatPalette | null>(null)
  useEffect(() => {
    if (root.current) setPalette(readHeatPalette(root.current))
  }, [scheme])
  const [over, setOver] = useState<number | null>(null)
  const columns = names.x.length
  const labels = Math.min(150, 8 + 6.3 * Math.max(...names.y.map((name) => Math.min(name.length, 22))))
  const layout = useMemo(
    () => levelsLayout(size, data.counts, columns, names.y.length, mosaic, labels),
    [size, data, columns, names, mosaic, labels],
  )
  const { left, top, width, height, boxes } = layout
  const cursor = usePlotCursor({
    count: boxes.length,
    grid: { columns, firstLine: 'top' },
    describe: (cell) =>
      levelLines({ data, counts, names, x, y, cell })
        .map(({ text }) => text)
        .join(', '),
    isNotable: (cell) => (counts.flagged()[cell] ?? 0) > 0,
    onPick: (_, cell) => {
      if (data.counts[cell]! > 0) props.onPick(cell % columns, Math.floor(cell / columns))
    },
  })
  return (
    <>
      <div ref={root} aria-hidden="true" className="pair-picture" onPointerLeave={() => setOver(null)}>
        <svg className="pair-heat" width="100%" height="100%">
          <g className="pair-axes">
            {names.x.map((name, column) => {
              const box = boxes[column]!
              return box.width < 14 ? null : (
                <text key={name} x={box.x + box.width / 2} y={top + height + 15} textAnchor="middle">
                  {shorten(name, Math.max(2, Math.floor(box.width / 6.4)))}
                </text>
              )
            })}
            {names.y.map((name, line) => {
              // A mosaic has its lines where the first column has them.
              const box = boxes[line * columns]!
              return box.height < 9 ? null : (
                <text key={name} x={left - 7} y={box.y + box.height / 2} dy="0.32em" textAnchor="end">
                  {shorten(name, 22)}
                </text>
              )
            })}
            <text className="pair-axis-title" x={left + width / 2} y={top + height + 34} textAnchor="middle">
              {withinPixels(x.name, width + 40)}
            </text>
            <text
              className="pair-axis-title"
              transform={`translate(11 ${top + height / 2}) rotate(-90)`}
              textAnchor="middle"
            >
              {withinPixels(y.name, height + 40)}
            </text>
          </g>
          {palette && (
            <Cells
              {...props}
              boxes={boxes}
              columns={columns}
              palette={palette}
              over={over}
              onOver={setOver}
            />
          )}
        </svg>
        {over !== null && <CellTip {...{ data, counts, names, x, y, size }} cell={over} box={boxes[over]!} />}
      </div>
      <BoxCursor
        cursor={cursor}
        over="pairs of values"
        enter="selects their rows"
        boxOf={(cell) => {
          const box = boxes[cell]!
          return { left: box.x, top: box.y, width: Math.max(4, box.width), height: Math.max(4, box.height) }
        }}
      />
    </>
  )
}

interface CellsProps extends LevelsPlotProps {
  readonly boxes: readonly CellBox[]
  readonly columns: number
  readonly palette: HeatPalette
  readonly over: number | null
  readonly onOver: (cell: number) => void
}

function Cells({
  data,
  counts,
  measure,
  brushed,
  onPick,
  boxes,
  columns,
  palette,
  over,
  onOver,
}: CellsProps) {
  const flagged = counts.flagged()
  const selected = counts.selected()
  const ends = endsOfMeasure(measure, data, flagged)
  return (
    <g>
      {boxes.map((box, cell) => {
        const rows = data.counts[cell]!
        const value = valueOfCell(measure, data, flagged, cell)
        const { fill, ink } = heatColour(measure, value, ends, palette)
        const [column, line] = [cell % columns, Math.floor(cell / columns)]
        const chosen = brushed?.column === column && brushed.line === line
        const share = rows > 0 ? flagged[cell]! / rows : 0
        const back = selected !== null && selected[cell] === 0
        return (
          <g key={cell} opacity={back ? 0.25 : 1}>
            <rect
              className={`pair-heat-cell${chosen ? ' pair-heat-chosen' : ''}${over === cell ? ' pair-heat-over' : ''}`}
              {...box}
              fill={fill}
              onPointerEnter={() => onOver(cell)}
              onClick={() => rows > 0 && onPick(column, line)}
            />
            {box.width > 38 && box.height > 17 && rows > 0 && (
              <text
                x={box.x + box.width / 2}
                y={box.y + box.height / 2}
                dy="0.32em"
                textAnchor="middle"
                fill={ink}
              >
                {textOf(measure, value)}
              </text>
            )}
            {share > 0 && box.width > 5 && box.height > 5 && measure !== 'flagged' && (
              <g className="pair-heat-flagged">
                <rect x={box.x + 1} y={box.y + box.height - 4} width={box.width - 2} height={3} />
                <rect
                  x={box.x + 1}
                  y={box.y + box.height - 4}
                  width={Math.max(2, (box.width - 2) * share)}
                  height={3}
                />
              </g>
            )}
          </g>
        )
      })}
    </g>
  )
}

function textOf(measure: HeatMeasure, value: number): string {
  if (Number.isNaN(value)) return '–'
  if (measure === 'rows') return formatCompact(value)
  if (measure === 'flagged') return formatPercent(value)
  return `${value > 0 ? '+' : ''}${formatFixed(value, 1)}`
}

interface LevelCell {
  readonly data: AnswerOf<'pairCounts'>
  readonly counts: LinkedCounts
  readonly names: { readonly x: readonly string[]; readonly y: readonly string[] }
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly cell: number
}

/** What is said of a pair of values. */
function levelLines({ data, counts, names, x, y, cell }: LevelCell): readonly TipLine[] {
  const columns = names.x.length
  const rows = data.counts[cell] ?? 0
  const flagged = counts.flagged()[cell] ?? 0
  const selected = counts.selected()?.[cell]
  const residual = data.association.residuals[cell] ?? NaN
  const plain = (text: string): TipLine => ({ text, flagged: false })
  const lines = [
    plain(`${x.name}: ${names.x[cell % columns] ?? ''}`),
    plain(`${y.name}: ${names.y[Math.floor(cell / columns)] ?? ''}`),
    plain(formatRows(rows)),
  ]
  if (selected !== undefined) lines.push(plain(`${formatCount(selected)} selected`))
  const share = rows > 0 ? ` (${formatPercent(flagged / rows)})` : ''
  lines.push({ text: `${formatCount(flagged)} flagged${share}`, flagged: flagged > 0 })
  if (!Number.isNaN(residual))
    lines.push(plain(`Residual ${residual > 0 ? '+' : ''}${formatFixed(residual, 1)}`))
  return lines
}

interface CellTipProps extends LevelCell {
  readonly box: CellBox
  readonly size: Size
}

function CellTip({ box, size, ...cell }: CellTipProps) {
  const leftHalf = box.x < size.width / 2
  return (
    <div
      className="plot-tooltip pair-tip"
      style={{
        left: leftHalf ? box.x + box.width + 6 : 'auto',
        right: leftHalf ? 'auto' : size.width - box.x + 6,
        top: Math.min(box.y, size.height - 120),
      }}
    >
      <TipLines lines={levelLines(cell)} />
    </div>
  )
}
