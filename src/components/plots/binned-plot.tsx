import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { BinSpec, BinnedColumn } from '../../analysis/profile/binning.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { linkedCounts, type LinkedCounts } from '../../state/linked-views.ts'
import { useEngineQuery } from '../../state/use-engine-query.ts'
import { BarPlot } from './bar-plot.tsx'
import { binPredicate, type BinRange } from './bin-selection.ts'
import { BinTable } from './bin-table.tsx'
import type { BinAxis } from './bin-axis.ts'
import { LogToggle } from './log-toggle.tsx'
import { PlotFrame } from './plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from './plot-placeholder.tsx'
import { RowMark } from './row-mark.tsx'
import { selectedText } from './selected-text.ts'
import { useBrush } from './use-brush.ts'
import { useLinkedText } from './use-linked-text.ts'

interface BinnedPlotProps {
  readonly title: string
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly column: ColumnSummary
  readonly spec: BinSpec
  readonly picker: ReactNode
  /** What is on the toggle for log counts. */
  readonly logText: string
  /** A bin of this plot, for the table's head. */
  readonly binHead: string
  /** The sentence, given the bins and the flagged rows in them. */
  readonly summarise: (binned: BinnedColumn, flagged: number, missing: number) => string
}

/** Bars over one column, cut into bins by the engine once; the flagged ones follow the cut here. */
export function BinnedPlot(props: BinnedPlotProps) {
  const { title, dataset, ranking, column, spec, picker, logText, binHead, summarise } = props
  const [log, setLog] = useState(true)
  const source = `${title} ${column.index}`
  const key = `${column.index} ${JSON.stringify(spec)}`
  const { data, error } = useEngineQuery(dataset, key, (engine) =>
    engine.ask('binned', { column: column.index, spec }),
  )
  const binned = data && data.column === column.index ? data : null
  const counts = useMemo(
    () => (binned ? linkedCounts(ranking, binned.bins, binned.counts.length, source) : null),
    [ranking, binned, source],
  )
  const toPredicate = useCallback(
    (range: BinRange) =>
      binned ? binPredicate(binned, range) : ({ kind: 'missing', column: column.index } as const),
    [binned, column],
  )
  const { brushed, onBrush } = useBrush(source, toPredicate, binned?.counts.length ?? 0)
  const binOf = useCallback((row: number) => binned?.bins[row] ?? null, [binned])
  const axis = useMemo(() => (binned ? axisOf(binned, column) : null), [binned, column])
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () =>
    binned && counts
      ? summarise(binned, sum(counts), missing(binned, counts)) + selectedText(counts)
      : '\u00a0',
  )
  return (
    <PlotFrame
      title={title}
      controls={
        <>
          {picker}
          <LogToggle label="Log counts" text={logText} checked={log} onChange={setLog} />
        </>
      }
      summary={<span ref={summary} />}
      table={() =>
        binned && counts ? (
          <BinTable
            name={`${title} data`}
            binHead={binHead}
            labels={binned.labels}
            rows={binned.counts}
            counts={counts}
            onPick={(bin) => onBrush({ from: bin, to: bin }, true)}
          />
        ) : null
      }
    >
      {binned && counts && axis ? (
        <BarPlot
          axis={axis}
          rows={binned.counts}
          counts={counts}
          log={log}
          xTitle={column.name}
          brushed={brushed}
          onBrush={onBrush}
        >
          <RowMark bins={binned.counts.length} binOf={binOf} />
        </BarPlot>
      ) : error ? (
        <PlotProblem error={error} />
      ) : (
        <PlotSkeleton />
      )}
    </PlotFrame>
  )
}

function axisOf(binned: BinnedColumn, column: ColumnSummary): BinAxis {
  const { counts, edges, labels, hasMissingBin } = binned
  return { bins: counts.length, edges, labels, hasMissingBin, time: column.type === 'datetime' }
}

function sum(counts: LinkedCounts): number {
  let total = counts.outside()
  for (const n of counts.flagged()) total += n
  return total
}

function missing(binned: BinnedColumn, counts: LinkedCounts): number {
  return binned.hasMissingBin ? (counts.flagged()[binned.counts.length - 1] ?? 0) : 0
}
