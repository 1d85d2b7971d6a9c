import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { UnstyledButton, useComputedColorScheme } from '@mantine/core'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking, ScatterData } from '../../workers/engine.api.ts'
import { selectRow } from '../../state/actions.ts'
import { linkedCounts, type LinkedCounts } from '../../state/linked-views.ts'
import { rankOf, scoreRange } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { useKept } from '../../state/use-kept.ts'
import { useEngineQuery } from '../../state/use-engine-query.ts'
import { formatCount, formatTime, formatNumber, formatRows, formatScore } from './format.ts'
import { BinTable } from './bin-table.tsx'
import { coarseGrid, PARTS, partEdges } from './coarse-grid.ts'
import { ColumnPicker } from './column-picker.tsx'
import { LogToggle } from './log-toggle.tsx'
import { defaultScatterColumns, isSkewed, plottableColumns } from './plot-columns.ts'
import { PlotFrame } from './plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from './plot-placeholder.tsx'
import type { Plotly } from './plotly.ts'
import { MARGIN } from './scatter-layout.ts'
import { cellSizeFor, POINTS_WEBGL, ScatterStage, type ScatterPicture } from './scatter-stage.ts'
import { readColours } from './theme-colours.ts'
import { useLinkedText } from './use-linked-text.ts'
import './plots.css'

const NO_LOGS: ReadonlyMap<number, boolean> = new Map()

type Pair = readonly [x: number, y: number]

/** Two columns against each other: the density of all rows, and the flagged rows as points. */
export function ScatterPlot({
  dataset,
  ranking,
}: {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}) {
  const columns = plottableColumns(dataset)
  const first = useMemo(() => defaultScatterColumns(dataset, ranking), [dataset, ranking])
  const [chosen, setChosen] = useKept<Pair | null>(dataset, 'scatter', null)
  const pair = chosen ?? first
  const x = columns.find((c) => c.index === pair?.[0])
  const y = columns.find((c) => c.index === pair?.[1])
  if (!x || !y) return <NoPair columns={columns} />
  return (
    <ScatterOf
      key={dataset.name}
      {...{ dataset, ranking, columns, x, y }}
      // The column of the other axis: the two change places.
      onChange={(nx, ny) => setChosen(nx === ny ? [y.index, x.index] : [nx, ny])}
    />
  )
}

function NoPair({ columns }: { readonly columns: readonly ColumnSummary[] }) {
  const [only] = columns
  return (
    <PlotFrame title="Scatter plot" summary={'\u00a0'}>
      <p className="plot-problem" role="note">
        {only
          ? `A scatter plot needs two columns; ${only.name} is the only one with numbers, dates or categories.`
          : 'A scatter plot needs two columns with numbers, dates or categories.'}
      </p>
    </PlotFrame>
  )
}

interface ScatterOfProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly columns: readonly ColumnSummary[]
  readonly x: ColumnSummary
  readonly y: ColumnSummary
  readonly onChange: (x: number, y: number) => void
}

function ScatterOf({ dataset, ranking, columns, x, y, onChange }: ScatterOfProps) {
  // What the user chose; a column that nobody chose for is log when it is skewed.
  const [chosenLogs, setChosenLogs] = useKept<ReadonlyMap<number, boolean>>(dataset, 'scatter logs', NO_LOGS)
  const isLog = (column: ColumnSummary) =>
    column.type === 'number' && (chosenLogs.get(column.index) ?? isSkewed(column))
  const setLog = (column: ColumnSummary, on: boolean) =>
    setChosenLogs(new Map(chosenLogs).set(column.index, on))
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const [zoomed, setZoomed] = useState(false)
  const stage = useRef<ScatterStage | null>(null)
  const logX = isLog(x)
  const logY = isLog(y)

  // The first size decides the engine's raster; later sizes are drawn from the values themselves.
  const key = size ? `${x.index} ${y.index} ${logX} ${logY}` : null
  const { data, error } = useEngineQuery(dataset, key, (engine) =>
    engine.ask('scatter', { x: x.index, y: y.index, logX, logY, ...rasterSize(size, dataset.rowCount) }),
  )
  const [shown, setShown] = useState<{
    data: ScatterData
    x: ColumnSummary
    y: ColumnSummary
    logX: boolean
    logY: boolean
  } | null>(null)
  // Columns and axes belong to the data they were asked with: they change together with it.
  if (data && shown?.data !== data) setShown({ data, x, y, logX, logY })

  const picture = useMemo<ScatterPicture | null>(() => {
    if (!shown) return null
    const { data, x, y, logX, logY } = shown
    const axis = (column: ColumnSummary, log: boolean, labels: readonly string[] | null) => ({
      title: column.name,
      log,
      time: column.type === 'datetime',
      labels,
    })
    const [low, high] = scoreRange(ranking)
    return {
      ranking,
      data,
      x: axis(x, logX, data.xLabels),
      y: axis(y, logY, data.yLabels),
      describe: (row) => [
        `Rank ${formatCount((rankOf(ranking)[row] ?? 0) + 1)}, score ${formatScore(ranking.scores[row] ?? 0, high - low)}`,
        `${x.name}: ${say(data.x[row]!, x, data.xLabels)}`,
        `${y.name}: ${say(data.y[row]!, y, data.yLabels)}`,
      ],
    }
  }, [shown, ranking])

  const grid = useMemo(() => (shown ? coarseGrid(shown.data) : null), [shown])
  const counts = useMemo(
    () => (grid ? linkedCounts(ranking, grid.bins, grid.rows.length) : null),
    [ranking, grid],
  )
  const labels = useMemo(() => (shown ? partLabels(shown) : []), [shown])
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    counts ? summarise(`${y.name} by ${x.name}`, dataset.rowCount, counts) : '\u00a0',
  )
  return (
    <PlotFrame
      title="Scatter plot"
      controls={
        <>
          {zoomed && (
            <UnstyledButton className="plot-toggle" onClick={() => stage.current?.resetZoom()}>
              Reset zoom
            </UnstyledButton>
          )}
          <ColumnPicker
            label="Vertical axis"
            columns={columns}
            value={y.index}
            onChange={(c) => onChange(x.index, c)}
          />
          <LogToggle
            label="Log vertical axis"
            text="Log"
            checked={logY}
            disabled={y.type !== 'number'}
            onChange={(on) => setLog(y, on)}
          />
          <span className="plot-by">by</span>
          <ColumnPicker
            label="Horizontal axis"
            columns={columns}
            value={x.index}
            onChange={(c) => onChange(c, y.index)}
          />
          <LogToggle
            label="Log horizontal axis"
            text="Log"
            checked={logX}
            disabled={x.type !== 'number'}
            onChange={(on) => setLog(x, on)}
          />
        </>
      }
      summary={<span ref={summary} />}
      table={() =>
        grid && counts ? (
          <BinTable
            name="Scatter plot data"
            binHead={`${x.name}; ${y.name}`}
            labels={labels}
            rows={grid.rows}
            counts={counts}
          />
        ) : null
      }
    >
      <Stage picture={picture} stage={stage} onSize={setSize} onNote={setNote} onZoomed={setZoomed} />
      {!picture && !error && <PlotSkeleton />}
      {error && <PlotProblem error={error} />}
      {note && (
        <p className="plot-note" role="note">
          {note}
        </p>
      )}
    </PlotFrame>
  )
}

interface StageProps {
  readonly picture: ScatterPicture | null
  readonly stage: React.RefObject<ScatterStage | null>
  readonly onSize: (size: { width: number; height: number }) => void
  readonly onNote: (note: string) => void
  readonly onZoomed: (zoomed: boolean) => void
}

/** Holds the stage: loads Plotly, hands pictures over, and tells it about size, colours and selection. */
function Stage({ picture, stage, onSize, onNote, onZoomed }: StageProps) {
  const root = useRef<HTMLDivElement>(null)
  const [plotly, setPlotly] = useState<typeof Plotly | null>(null)
  const scheme = useComputedColorScheme('light')
  const selected = useApp((s) => s.selectedRow)

  useLayoutEffect(() => {
    const element = root.current
    if (!element) return
    const measure = () => {
      if (element.clientWidth === 0) return
      onSize({ width: element.clientWidth, height: element.clientHeight })
      stage.current?.resize()
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [onSize, stage])

  useEffect(() => {
    let current = true
    import('./plotly.ts').then(
      (module) => current && setPlotly(() => module.Plotly),
      () =>
        current &&
        onNote('The scatter plot could not be loaded. Reload the page; the other views work without it.'),
    )
    return () => {
      current = false
    }
  }, [onNote])

  useEffect(() => {
    if (!plotly || !root.current) return
    const made = new ScatterStage(root.current, plotly, readColours(root.current), {
      select: selectRow,
      zoomed: onZoomed,
      lostWebGl: () => onNote('Drawn without WebGL: only the highest ranked rows can be pointed at.'),
    })
    stage.current = made
    return () => {
      stage.current = null
      made.destroy()
    }
  }, [plotly, stage, onNote, onZoomed])

  useEffect(() => {
    if (picture) stage.current?.show(picture)
  }, [picture, plotly, stage])

  useEffect(() => {
    if (root.current) stage.current?.recolour(readColours(root.current))
  }, [scheme, stage])

  useEffect(() => stage.current?.select(selected), [selected, picture, plotly, stage])

  return <div ref={root} className="plot-stage" aria-hidden="true" />
}

function rasterSize(
  size: { width: number; height: number } | null,
  rows: number,
): { width: number; height: number } {
  const cell = cellSizeFor(rows)
  return {
    width: Math.max(8, Math.round(((size?.width ?? 400) - MARGIN.l - MARGIN.r) / cell)),
    height: Math.max(8, Math.round(((size?.height ?? 300) - MARGIN.t - MARGIN.b) / cell)),
  }
}

function say(value: number, column: ColumnSummary, labels: readonly string[] | null): string {
  if (labels) return labels[value] ?? ''
  return column.type === 'datetime' ? formatTime(value) : formatNumber(value)
}

function summarise(what: string, rows: number, counts: LinkedCounts): string {
  const flagged = counts.flagged()
  let all = 0
  for (const n of flagged) all += n
  const undrawn = flagged[PARTS * PARTS] ?? 0
  const drawn =
    undrawn > 0 ? `, ${formatCount(undrawn)} of them cannot be drawn (missing or not positive)` : ''
  const reach = all - undrawn > POINTS_WEBGL ? `; point at the top ${formatCount(POINTS_WEBGL)}` : ''
  return `${what}, ${formatRows(rows)}; ${formatCount(all)} flagged${drawn}${reach}`
}

function partLabels(shown: {
  data: ScatterData
  x: ColumnSummary
  y: ColumnSummary
  logX: boolean
  logY: boolean
}): readonly string[] {
  const { data, x, y } = shown
  const xs = partEdges(data.xDomain, shown.logX)
  const ys = partEdges(data.yDomain, shown.logY)
  const part = (
    edges: readonly number[],
    i: number,
    column: ColumnSummary,
    names: readonly string[] | null,
  ) =>
    names
      ? names
          .filter((_, code) => code >= edges[i]! && (code < edges[i + 1]! || i === PARTS - 1))
          .join(', ') || '–'
      : `${say(edges[i]!, column, null)} to ${say(edges[i + 1]!, column, null)}`
  const labels: string[] = []
  for (let j = 0; j < PARTS; j++) {
    for (let i = 0; i < PARTS; i++)
      labels.push(`${part(xs, i, x, data.xLabels)}; ${part(ys, j, y, data.yLabels)}`)
  }
  return [...labels, 'Cannot be drawn (missing or not positive)']
}
