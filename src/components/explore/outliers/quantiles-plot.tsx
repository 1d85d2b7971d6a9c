import { useMemo, useState, type ReactNode } from 'react'
import type { RobustDistancesAnswer } from '../../../analysis/outliers/robust-distances.ts'
import { linkedCounts, type LinkedCounts } from '../../../state/linked-views.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatNumber, formatRows } from '../../plots/format.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { selectedText } from '../../plots/selected-text.ts'
import { useLinkedRender, useLinkedText } from '../../plots/use-linked-text.ts'
import { Chart, LinkedPath, type Geometry } from '../column/chart.tsx'
import { discsPath } from '../column/line-paths.ts'
import { quantileView, type QuantileView } from './quantile-view.ts'

interface QuantilesPlotProps {
  readonly ranking: Ranking
  readonly answer: RobustDistancesAnswer
  /** The choice between this picture and the other one. */
  readonly picture: ReactNode
}

/** Squared distances against what normal rows would have: on the diagonal, if all were normal. */
export function QuantilesPlot({ ranking, answer, picture }: QuantilesPlotProps) {
  const { plot, limit, largest } = answer
  // Outliers may lie so far out that nothing else would be seen.
  const [log, setLog] = useState(largest > 5 * limit)
  const counts = useMemo(() => linkedCounts(ranking, plot.points, plot.ranks.length), [ranking, plot])
  const view = useMemo(() => quantileView(plot, limit * limit, log), [plot, limit, log])
  const summary = useLinkedText<HTMLSpanElement>(counts.subscribe, () => summarise(answer, counts))
  return (
    <PlotFrame
      title="Chi-squared Q–Q"
      controls={
        <>
          {picture}
          <LogToggle label="Log scales" text="Log" checked={log} onChange={setLog} />
        </>
      }
      summary={<span ref={summary} />}
      table={() => <QuantilesTable answer={answer} counts={counts} />}
    >
      <Chart
        x={view.x}
        y={view.y}
        xLog={log}
        yLog={log}
        xTitle={`Chi-squared quantile (${formatCount(answer.columns.length)} ${answer.columns.length === 1 ? 'column' : 'columns'})`}
        yTitle="Squared distance"
        left={58}
        cursor={{
          count: plot.ranks.length,
          start: plot.ranks.length - 1,
          over: 'points',
          describe: (k) =>
            `squared distance ${formatNumber(plot.squares[k] ?? NaN, 4)}${(plot.squares[k] ?? 0) >= limit * limit ? ', beyond the limit' : ''}, ${formatCount(counts.flagged()[k] ?? 0)} flagged`,
          isNotable: (k) => (counts.flagged()[k] ?? 0) > 0,
          place: (k) => ({ x: view.across[k] ?? NaN, y: view.up[k] ?? NaN }),
        }}
      >
        {(geometry) => <Points {...{ answer, counts, view, geometry }} />}
      </Chart>
    </PlotFrame>
  )
}

interface PointsProps {
  readonly answer: RobustDistancesAnswer
  readonly counts: LinkedCounts
  readonly view: QuantileView
  readonly geometry: Geometry
}

function Points({ answer, counts, view, geometry }: PointsProps) {
  const { left, width, x, y } = geometry
  const places = Array.from(view.across, (at, k) => [x(at), y(view.up[k]!)] as const)
  const limit = Math.round(y(view.limit)) + 0.5
  const [low, high] = view.diagonal
  return (
    <g pointerEvents="none">
      <line className="column-chart__line" x1={x(low)} y1={y(low)} x2={x(high)} y2={y(high)} />
      <g className="limit-lanes">
        <line className="limit-lanes__end" x1={left} x2={left + width} y1={limit} y2={limit} />
        <text className="limit-lanes__name" x={left + 6} y={limit - 5}>
          limit {formatNumber(answer.limit * answer.limit, 4)}
        </text>
      </g>
      <path className="column-chart__points" d={discsPath(places, 2)} />
      <LinkedPath
        counts={counts}
        className="column-chart__flagged-points"
        draw={() => {
          const flagged = counts.flagged()
          return discsPath(
            places.filter((_, k) => flagged[k]! > 0),
            2.5,
          )
        }}
      />
    </g>
  )
}

function summarise({ plot, limit, rowCount }: RobustDistancesAnswer, counts: LinkedCounts): string {
  let flagged = 0
  let beyond = 0
  for (const [k, n] of counts.flagged().entries()) {
    flagged += n
    if (plot.squares[k]! >= limit * limit) beyond += n
  }
  const drawn = `Squared distances of ${formatRows(rowCount)} as ${formatCount(plot.ranks.length)} points, on the line if all were normal`
  return `${drawn}; ${formatCount(flagged)} flagged, ${formatCount(beyond)} of them above the limit${selectedText(counts)}`
}

/** Lines of the table; the points themselves are up to 400. */
const LINES = 41

function QuantilesTable({
  answer,
  counts,
}: {
  readonly answer: RobustDistancesAnswer
  readonly counts: LinkedCounts
}) {
  useLinkedRender(counts)
  const { ranks, theoretical, squares, counts: rows } = answer.plot
  const flagged = counts.flagged()
  const lines = Math.min(LINES, ranks.length)
  const ends = Array.from({ length: lines }, (_, i) => Math.floor(((i + 1) * ranks.length) / lines) - 1)
  return (
    <table className="plot-table" aria-label="Chi-squared Q–Q data">
      <thead>
        <tr>
          <th scope="col">Up to rank, of {formatCount(answer.rowCount)}</th>
          <th scope="col">Chi-squared quantile</th>
          <th scope="col">Squared distance</th>
          <th scope="col">Rows</th>
          <th scope="col">Flagged</th>
        </tr>
      </thead>
      <tbody>
        {ends.map((end, i) => {
          const from = (ends[i - 1] ?? -1) + 1
          const sum = (values: Uint32Array) => values.subarray(from, end + 1).reduce((a, b) => a + b, 0)
          return (
            <tr key={end}>
              <th scope="row">{formatCount(ranks[end]! + 1)}</th>
              <td>{formatNumber(theoretical[end]!, 4)}</td>
              <td>{formatNumber(squares[end]!, 4)}</td>
              <td>{formatCount(sum(rows))}</td>
              <td>{formatCount(sum(flagged))}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
