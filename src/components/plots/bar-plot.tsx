import { memo, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  usePlotArea,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { LinkedCounts } from '../../state/linked-views.ts'
import { barPath, GAP } from './bar-path.ts'
import { BarBrush } from './bar-brush.tsx'
import type { BinRange } from './bin-selection.ts'
import { binTicks, type BinAxis } from './bin-axis.ts'
import { countScale, type CountScale } from './count-scale.ts'
import { withinPixels, formatCount, formatPercent, formatRows } from './format.ts'
import { PlotCursor } from './plot-cursor.tsx'
import { useLinkedRender } from './use-linked-text.ts'
import { usePlotCursor } from './use-plot-cursor.ts'
import './plots.css'

interface BarPlotProps {
  readonly axis: BinAxis
  /** (bins,) all rows. */
  readonly rows: Uint32Array
  readonly counts: LinkedCounts
  readonly log: boolean
  readonly xTitle: string
  /** The vertical axis reaches at least so many rows, for what `children` draw. */
  readonly reach?: number
  /** One line more for a bar's tooltip. */
  readonly note?: (bin: number) => string
  /** What is selected in this plot now. */
  readonly brushed?: BinRange | null
  /** Bars can be selected by dragging over them; keep it stable. */
  readonly onBrush?: (range: BinRange | null, done: boolean) => void
  /** Drawn over the bars, inside the chart. */
  readonly children?: ReactNode
}

const LABEL_WIDTH = 74
const tickStyle = { fontSize: 10.5, fill: 'var(--ink-faint)' }
const titleStyle = { fontSize: 10.5, fill: 'var(--ink-soft)' }
const MARGIN = { top: 6, right: 10, bottom: 2, left: 0 }

/**
 * All rows as neutral bars, the selected and the flagged ones on top of them. Recharts draws everything but
 * those two, once; they are a path each, set directly when the cut or the selection changes.
 */
export const BarPlot = memo(function BarPlot(props: BarPlotProps) {
  const { axis, rows, counts, log, xTitle, reach = 0, note, brushed = null, onBrush, children } = props
  const scale = useMemo(() => {
    let max = reach
    for (const n of rows) max = Math.max(max, n)
    return countScale(max, log)
  }, [rows, log, reach])
  const data = useMemo(() => Array.from(rows, (n, bin) => ({ bin, height: scale.height(n) })), [rows, scale])
  const cursor = usePlotCursor({
    count: axis.bins,
    describe: (bin) => describeBin(axis, rows, counts, bin, note),
    isNotable: (bin) => (counts.flagged()[bin] ?? 0) > 0,
    ...(onBrush
      ? {
          onPick: (from: number, to: number) =>
            onBrush(brushed?.from === from && brushed.to === to ? null : { from, to }, true),
        }
      : {}),
  })
  // What it says follows the cut and the selection while it is there.
  useLinkedRender(counts, cursor.at !== null)
  const shownSpan = cursor.span ?? (cursor.at === null ? null : { from: cursor.at, to: cursor.at })
  return (
    <div className="plot-chart">
      <div className="plot-chart" aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%" debounce={30}>
          <BarChart
            data={data}
            margin={MARGIN}
            barCategoryGap={`${(GAP / 2) * 100}%`}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="bin" hide height={0} />
            <ValueAxis axis={axis} title={xTitle} />
            <YAxis
              width={46}
              domain={[0, scale.top]}
              ticks={scale.ticks.map((t) => t.at)}
              tickFormatter={(at: number) => formatTick(scale.ticks.find((t) => t.at === at)?.count ?? at)}
              tick={tickStyle}
              tickLine={false}
              axisLine={false}
              allowDataOverflow
              interval={0}
              label={{
                value: log ? 'Rows (log)' : 'Rows',
                angle: -90,
                position: 'insideLeft',
                offset: 8,
                style: { ...titleStyle, textAnchor: 'middle' },
              }}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--ink)', fillOpacity: 0.06 }}
              content={({ active, payload }) => {
                const bin: unknown = (payload[0]?.payload as { readonly bin?: unknown } | undefined)?.bin
                return active && typeof bin === 'number' ? (
                  <BinTooltip
                    label={axis.labels[bin] ?? ''}
                    rows={rows[bin] ?? 0}
                    note={note?.(bin)}
                    flagged={counts.flagged()[bin] ?? 0}
                    selected={counts.selected()?.[bin] ?? null}
                  />
                ) : null
              }}
            />
            <Bar
              dataKey="height"
              fill="var(--bar-all, var(--unflagged))"
              isAnimationActive={false}
              minPointSize={(value) => (typeof value === 'number' && value > 0 ? 1 : 0)}
            />
            {onBrush && <BarBrush bins={axis.bins} brushed={brushed} onBrush={onBrush} />}
            <ZIndexLayer zIndex={340}>
              <SelectedBars counts={counts} scale={scale} />
            </ZIndexLayer>
            <ZIndexLayer zIndex={350}>
              <FlaggedBars counts={counts} scale={scale} />
            </ZIndexLayer>
            {children}
            {shownSpan && <CursorBand bins={axis.bins} {...shownSpan} />}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <PlotCursor cursor={cursor} over="bars" enter="selects the bar" />
    </div>
  )
})

/** The bar under the cursor of the keyboard, or the bars that Shift took along. */
function CursorBand({ bins, from, to }: BinRange & { readonly bins: number }) {
  const box = usePlotArea()
  if (!box) return null
  const slot = box.width / bins
  return (
    <ZIndexLayer zIndex={370}>
      <rect
        className="plot-cursor__band"
        x={box.x + from * slot}
        y={box.y}
        width={Math.max(2, (to - from + 1) * slot)}
        height={box.height}
      />
    </ZIndexLayer>
  )
}

/** What a bar stands for, in one line. */
function describeBin(
  axis: BinAxis,
  rows: Uint32Array,
  counts: LinkedCounts,
  bin: number,
  note?: (bin: number) => string,
): string {
  const n = rows[bin] ?? 0
  const flagged = counts.flagged()[bin] ?? 0
  const selected = counts.selected()?.[bin]
  return [
    `${axis.labels[bin] ?? ''}: ${formatRows(n)}`,
    ...(note ? [note(bin)] : []),
    ...(selected === undefined ? [] : [`${formatCount(selected)} selected`]),
    `${formatCount(flagged)} flagged${n > 0 && flagged > 0 ? ` (${formatPercent(flagged / n)})` : ''}`,
  ].join(', ')
}

/** Short, so that it leaves room for the axis title. */
const thousands = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })

function formatTick(count: number): string {
  return thousands.format(count)
}

/** The visible axis counts bins, so that its ticks stand on values whatever the bins' widths are. */
function ValueAxis({ axis, title }: { readonly axis: BinAxis; readonly title: string }) {
  const width = usePlotArea()?.width ?? 300
  const ticks = useMemo(() => binTicks(axis, Math.max(2, Math.floor(width / LABEL_WIDTH))), [axis, width])
  const labels = useMemo(() => new Map(ticks.map((t) => [t.at, t.label])), [ticks])
  return (
    <XAxis
      xAxisId="value"
      // Without a key the axis would count the bars from 0 to n − 1, whatever its domain says.
      dataKey="bin"
      type="number"
      domain={[0, axis.bins]}
      allowDataOverflow
      ticks={ticks.map((t) => t.at)}
      tickFormatter={(at: number) => labels.get(at) ?? ''}
      interval="preserveStart"
      minTickGap={6}
      tick={tickStyle}
      tickSize={4}
      stroke="var(--line-strong)"
      height={34}
      label={{ value: withinPixels(title, width), position: 'insideBottom', offset: 4, style: titleStyle }}
    />
  )
}

function FlaggedBars({ counts, scale }: { readonly counts: LinkedCounts; readonly scale: CountScale }) {
  const box = usePlotArea()
  // In state, not in a ref: the layer puts it into the chart some renders later.
  const [path, setPath] = useState<SVGPathElement | null>(null)
  useLayoutEffect(() => {
    if (!box || !path) return
    const draw = () => path.setAttribute('d', barPath(counts.flagged(), scale, box))
    draw()
    return counts.subscribe(draw)
  }, [counts, scale, box, path])
  return <path ref={setPath} fill="var(--flagged)" pointerEvents="none" data-flagged-bars="" />
}

/** With a selection the bars of all rows step back, and the selected ones stand in front of them. */
function SelectedBars({ counts, scale }: { readonly counts: LinkedCounts; readonly scale: CountScale }) {
  const box = usePlotArea()
  const [path, setPath] = useState<SVGPathElement | null>(null)
  useLayoutEffect(() => {
    if (!box || !path) return
    const draw = () => {
      const selected = counts.selected()
      path.setAttribute('d', selected ? barPath(selected, scale, box) : '')
      path.ownerSVGElement?.style.setProperty('--bar-all', selected ? 'var(--unflagged-soft)' : null)
    }
    draw()
    return counts.subscribe(draw)
  }, [counts, scale, box, path])
  return <path ref={setPath} fill="var(--unflagged)" pointerEvents="none" data-selected-bars="" />
}

function BinTooltip({
  label,
  rows,
  note,
  flagged,
  selected,
}: {
  readonly label: string
  readonly rows: number
  readonly note: string | undefined
  readonly flagged: number
  readonly selected: number | null
}) {
  return (
    <div className="plot-tooltip">
      <strong>{label}</strong>
      <span>{formatRows(rows)}</span>
      {note !== undefined && <span>{note}</span>}
      {selected !== null && <span>{formatCount(selected)} selected</span>}
      <span className={flagged > 0 ? 'plot-flagged-number' : undefined}>
        {formatCount(flagged)} flagged{rows > 0 && flagged > 0 ? ` (${formatPercent(flagged / rows)})` : ''}
      </span>
    </div>
  )
}
