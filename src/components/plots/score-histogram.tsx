import { useCallback, useMemo, useState } from 'react'
import type { Ranking } from '../../workers/engine.api.ts'
import { linkedScoreCounts } from '../../state/linked-views.ts'
import type { Predicate } from '../../analysis/select/predicate.ts'
import { scoreBinOf, scoreBins, type ScoreBins } from '../../state/score-bins.ts'
import { rankOf, scoreRange, thresholdScore } from '../../state/selectors.ts'
import { appStore } from '../../state/store.ts'
import { formatCount, formatRows, formatScore } from './format.ts'
import { BarPlot } from './bar-plot.tsx'
import type { BinRange } from './bin-selection.ts'
import { BinTable } from './bin-table.tsx'
import { LogToggle } from './log-toggle.tsx'
import { PlotFrame } from './plot-frame.tsx'
import { RowMark } from './row-mark.tsx'
import { selectedText } from './selected-text.ts'
import { ThresholdLine } from './threshold-line.tsx'
import { useBrush } from './use-brush.ts'
import { useLinkedText } from './use-linked-text.ts'

const BINS = 80
const SOURCE = 'Score histogram'

/** How the scores are distributed, with the threshold to be dragged. */
export function ScoreHistogram({ ranking }: { readonly ranking: Ranking }) {
  const [log, setLog] = useState(true)
  const bins = useMemo(() => scoreBins(ranking, BINS), [ranking])
  const counts = useMemo(() => linkedScoreCounts(ranking, bins, SOURCE), [ranking, bins])
  const toPredicate = useCallback((range: BinRange) => scorePredicate(bins, range), [bins])
  const { brushed, onBrush } = useBrush(SOURCE, toPredicate, bins.rows.length)
  const binOf = useCallback((row: number) => scoreBinOf(bins, rankOf(ranking)[row]), [bins, ranking])
  const axis = useMemo(() => {
    const range = bins.edges[bins.edges.length - 1]! - bins.edges[0]!
    const say = (score: number) => formatScore(score, range)
    const labels = Array.from(bins.rows, (_, b) => `${say(bins.edges[b]!)} to ${say(bins.edges[b + 1]!)}`)
    return { bins: bins.rows.length, edges: bins.edges, labels, hasMissingBin: false, time: false }
  }, [bins])
  const summary = useLinkedText<HTMLSpanElement>(
    counts.subscribe,
    () => summarise(ranking) + selectedText(counts),
  )
  return (
    <PlotFrame
      title="Score histogram"
      help="score"
      controls={<LogToggle label="Log counts" checked={log} onChange={setLog} />}
      summary={<span ref={summary} />}
      table={() => (
        <BinTable
          name="Score histogram data"
          binHead="Score"
          labels={axis.labels}
          rows={bins.rows}
          counts={counts}
          onPick={(bin) => onBrush({ from: bin, to: bin }, true)}
        />
      )}
    >
      <BarPlot
        axis={axis}
        rows={bins.rows}
        counts={counts}
        log={log}
        xTitle="Anomaly score"
        brushed={brushed}
        onBrush={onBrush}
      >
        <ThresholdLine ranking={ranking} edges={bins.edges} />
        <RowMark bins={bins.rows.length} binOf={binOf} />
      </BarPlot>
    </PlotFrame>
  )
}

/** The lowest bin takes what rounding left below its edge; the highest one holds its upper edge. */
function scorePredicate({ edges, rows }: ScoreBins, { from, to }: BinRange): Predicate {
  return {
    kind: 'score',
    low: from === 0 ? -Infinity : edges[from]!,
    high: edges[to + 1]!,
    open: to < rows.length - 1,
  }
}

function summarise(ranking: Ranking): string {
  const { cut } = appStore.getState()
  const score = thresholdScore(ranking, cut)
  const rows = `Score of ${formatRows(ranking.order.length)}`
  const [low, high] = scoreRange(ranking)
  return score === null
    ? `${rows}; none flagged`
    : `${rows}; ${formatCount(cut)} flagged, at or above ${formatScore(score, high - low)}`
}
