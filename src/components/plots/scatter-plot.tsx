import { useMemo, useRef, useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { linkedCounts } from '../../state/linked-views.ts'
import { rankOf, scoreRange } from '../../state/selectors.ts'
import { useKept } from '../../state/use-kept.ts'
import { useEngineQuery } from '../../state/use-engine-query.ts'
import { formatCount, formatScore } from './format.ts'
import { BinTable } from './bin-table.tsx'
import { coarseGrid } from './coarse-grid.ts'
import { ColumnPicker } from './column-picker.tsx'
import { LogToggle } from './log-toggle.tsx'
import { PointCursor } from './point-cursor.tsx'
import { defaultScatterColumns, isSkewed, plottableColumns } from './plot-columns.ts'
import { PlotFrame } from './plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from './plot-placeholder.tsx'
import { ScatterCanvas } from './scatter-canvas.tsx'
import { cellSizeFor } from './scatter-density.ts'
import { MARGIN } from './scatter-layout.ts'
import type { ScatterPicture, ScatterStage } from './scatter-stage.ts'
import { partLabels, say, summarise, type ShownScatter } from './scatter-text.ts'
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
  const [shown, setShown] = useState<ShownScatter | null>(null)
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
      {picture && <PointCursor picture={picture} stage={stage} />}
      <ScatterCanvas picture={picture} stage={stage} onSize={setSize} onNote={setNote} onZoomed={setZoomed} />
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
