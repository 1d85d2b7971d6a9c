import { useCallback, useMemo, useState } from 'react'
import type { OutlierTestsAnswer } from '../../../analysis/outliers/outlier-tests.ts'
import type { BinSpec } from '../../../analysis/profile/binning.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { linkedCounts } from '../../../state/linked-views.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { BarPlot } from '../../plots/bar-plot.tsx'
import { binPredicate, type BinRange } from '../../plots/bin-selection.ts'
import { BinTable } from '../../plots/bin-table.tsx'
import { formatCount, formatRows } from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem, PlotSkeleton } from '../../plots/plot-placeholder.tsx'
import { selectedText } from '../../plots/selected-text.ts'
import { useBrush } from '../../plots/use-brush.ts'
import { useLinkedText } from '../../plots/use-linked-text.ts'
import { LANES_HEIGHT, LimitLanes } from './limit-lanes.tsx'
import { limitsText, SHORT_NAMES } from './test-text.ts'

interface LimitsPlotProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly column: ColumnSummary
  readonly answer: OutlierTestsAnswer
  /** Bins of equal factors. */
  readonly log: boolean
}

const TITLE = 'Values and limits'
const EVEN: BinSpec = { kind: 'auto', maxBins: 64 }
const LOG: BinSpec = { kind: 'auto', maxBins: 64, log: true }
/** The share of the plot's height above the bars, for the limits. */
const HEADROOM = LANES_HEIGHT / 165

/** How the column is distributed, and between which limits each test calls a value ordinary. */
export function LimitsPlot({ dataset, ranking, column, answer, log }: LimitsPlotProps) {
  const [logCounts, setLogCounts] = useState(true)
  const spec = log ? LOG : EVEN
  const { data, error, request } = useQuestion('binned', { column: column.index, spec })
  const binned = data && request?.column === column.index ? data : null
  const source = `outlier limits ${column.index}`
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
  const axis = useMemo(
    () =>
      binned && {
        bins: binned.counts.length,
        edges: binned.edges,
        labels: binned.labels,
        hasMissingBin: binned.hasMissingBin,
        time: false,
      },
    [binned],
  )
  const reach = useMemo(() => {
    let most = 1
    for (const n of binned?.counts ?? []) most = Math.max(most, n)
    return logCounts ? Math.pow(most + 1, 1 / (1 - HEADROOM)) : most / (1 - HEADROOM)
  }, [binned, logCounts])
  const summary = useLinkedText<HTMLSpanElement>(counts?.subscribe ?? null, () => {
    if (!counts) return '\u00a0'
    let flagged = counts.outside()
    for (const n of counts.flagged()) flagged += n
    return `${column.name} of ${formatRows(dataset.rowCount)}; ${formatCount(flagged)} flagged${selectedText(counts)}`
  })
  return (
    <PlotFrame
      title={TITLE}
      controls={<LogToggle label="Log counts" text="Log y" checked={logCounts} onChange={setLogCounts} />}
      summary={<span ref={summary} />}
      table={() =>
        binned && counts ? (
          <>
            <table className="plot-table" aria-label="Limits of the tests">
              <thead>
                <tr>
                  <th scope="col">Test</th>
                  <th scope="col">Calls outliers what is</th>
                </tr>
              </thead>
              <tbody>
                {answer.tests.map((test) => (
                  <tr key={test.id}>
                    <th scope="row">{SHORT_NAMES[test.id]}</th>
                    <td>{limitsText(test, answer)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <BinTable
              name={`${TITLE} data`}
              binHead={column.name}
              labels={binned.labels}
              rows={binned.counts}
              counts={counts}
              onPick={(bin) => onBrush({ from: bin, to: bin }, true)}
            />
          </>
        ) : null
      }
    >
      {binned && counts && axis ? (
        <BarPlot
          axis={axis}
          rows={binned.counts}
          counts={counts}
          log={logCounts}
          xTitle={column.name}
          reach={reach}
          brushed={brushed}
          onBrush={onBrush}
        >
          <LimitLanes tests={answer.tests} edges={binned.edges} bins={binned.counts.length} />
        </BarPlot>
      ) : error ? (
        <PlotProblem error={error} />
      ) : (
        <PlotSkeleton />
      )}
    </PlotFrame>
  )
}
