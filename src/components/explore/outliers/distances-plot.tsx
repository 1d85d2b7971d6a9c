import { useMemo, useState, type ReactNode } from 'react'
import { usePlotArea, ZIndexLayer } from 'recharts'
import type { RobustDistancesAnswer } from '../../../analysis/outliers/robust-distances.ts'
import { linkedCounts } from '../../../state/linked-views.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { BarPlot } from '../../plots/bar-plot.tsx'
import { BinTable } from '../../plots/bin-table.tsx'
import { formatCount, formatFixed, formatRows } from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { selectedText } from '../../plots/selected-text.ts'
import { useLinkedText } from '../../plots/use-linked-text.ts'

interface DistancesPlotProps {
  readonly ranking: Ranking
  readonly answer: RobustDistancesAnswer
  /** The choice between this picture and the other one. */
  readonly picture: ReactNode
}

/** How far rows lie from the centre, with the limit. */
export function DistancesPlot({ ranking, answer, picture }: DistancesPlotProps) {
  const [log, setLog] = useState(true)
  const { bins, counts: rows, edges, firstBeyond } = answer
  const counts = useMemo(() => linkedCounts(ranking, bins, rows.length), [ranking, bins, rows])
  const axis = useMemo(() => {
    const labels = Array.from(
      rows,
      (_, b) => `${formatFixed(edges[b]!, 2)} to ${formatFixed(edges[b + 1]!, 2)}`,
    )
    // To two decimals, for the labels of the axis.
    const round = edges.map((edge) => Math.round(edge * 100) / 100)
    return { bins: rows.length, edges: round, labels, hasMissingBin: false, time: false }
  }, [rows, edges])
  const summary = useLinkedText<HTMLSpanElement>(counts.subscribe, () => {
    let flagged = 0
    let beyond = 0
    for (const [bin, n] of counts.flagged().entries()) {
      flagged += n
      if (bin >= firstBeyond) beyond += n
    }
    return `Distance of ${formatRows(answer.rowCount)}; ${formatCount(answer.beyond)} beyond the limit; ${formatCount(flagged)} flagged, ${formatCount(beyond)} of them beyond the limit${selectedText(counts)}`
  })
  return (
    <PlotFrame
      title="Robust distances"
      controls={
        <>
          {picture}
          <LogToggle label="Log counts" text="Log y" checked={log} onChange={setLog} />
        </>
      }
      summary={<span ref={summary} />}
      table={() => (
        <BinTable
          name="Robust distances data"
          binHead="Distance"
          labels={axis.labels}
          rows={rows}
          counts={counts}
        />
      )}
    >
      <BarPlot
        axis={axis}
        rows={rows}
        counts={counts}
        log={log}
        xTitle="Robust Mahalanobis distance (bins widen beyond the limit)"
      >
        <LimitLine at={firstBeyond / rows.length} />
      </BarPlot>
    </PlotFrame>
  )
}

function LimitLine({ at }: { readonly at: number }) {
  const box = usePlotArea()
  if (!box || at >= 1) return null
  const x = Math.round(box.x + at * box.width) + 0.5
  return (
    <ZIndexLayer zIndex={1500}>
      <g className="limit-lanes" pointerEvents="none">
        <line className="limit-lanes__end" x1={x} x2={x} y1={box.y} y2={box.y + box.height} />
        <text className="limit-lanes__name" x={x + 6} y={box.y + 9}>
          limit
        </text>
      </g>
    </ZIndexLayer>
  )
}
