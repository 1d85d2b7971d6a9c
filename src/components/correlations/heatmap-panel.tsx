import { memo, useCallback, useMemo } from 'react'
import { openPair } from '../../state/explore.ts'
import type { Answer } from '../../state/use-question.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { PlotFrame } from '../plots/plot-frame.tsx'
import { PlotProblem } from '../plots/plot-placeholder.tsx'
import { CorrelationControls } from './correlation-controls.tsx'
import { CorrelationNotes } from './correlation-notes.tsx'
import type { Asked, CorrelationRequest } from './choices.ts'
import { ExportMenu } from './export-menu.tsx'
import { Heatmap } from './heatmap.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { drawnOrder, type Correlations } from './readings.ts'
import { summarise } from './summary.ts'

interface HeatmapPanelProps {
  readonly dataset: DatasetSummary
  readonly asked: Asked
  readonly answer: Answer<Correlations, CorrelationRequest>
}

/** How each two columns go together: the heatmap with all that belongs to it. */
export function HeatmapPanel({ dataset, asked, answer }: HeatmapPanelProps) {
  const { data, error, request } = answer
  const { choices } = asked
  const names = useMemo(
    () => data?.columns.map((column) => dataset.columns[column]?.name ?? '') ?? [],
    [data, dataset],
  )
  const order = useMemo(
    () => (data ? drawnOrder(data, choices.order, names) : []),
    [data, choices.order, names],
  )
  const method = request?.method ?? choices.method
  const among = request?.among.kind ?? 'all'
  const summary = useMemo(
    () => (data ? summarise(data, names, method, among) : '\u00a0'),
    [data, names, method, among],
  )
  const nothing = data !== null && data.columns.length < 2
  const shown = data !== null && !nothing ? data : null
  const open = useCallback(
    (row: number, column: number) => {
      const [x, y] = [data?.columns[column], data?.columns[row]]
      if (x !== undefined && y !== undefined) openPair(x, y)
    },
    [data],
  )
  return (
    <PlotFrame
      title="Correlation heatmap"
      controls={
        <>
          <CorrelationControls dataset={dataset} asked={asked} />
          {shown && <ExportMenu {...{ dataset, answer: shown, order, names, method, among }} />}
        </>
      }
      summary={summary}
      {...(shown && { table: () => <MatrixTable answer={shown} order={order} names={names} /> })}
    >
      <div className="heatmap-panel">
        <div className="heatmap-room">
          {shown && <Picture answer={shown} order={order} names={names} onOpen={open} />}
          {nothing && (
            <p className="plot-problem" role="note">
              {asked.which === 'chosen' && choices.chosen.length < 2
                ? 'Choose at least two columns.'
                : 'Fewer than two columns can be compared this way. Choose another coefficient or other columns.'}
            </p>
          )}
          {asked.request === null && (
            <PlotProblemText text="No row is selected. Select rows in any plot, or choose all rows." />
          )}
          {error && <PlotProblem error={error} />}
        </div>
        <CorrelationNotes dataset={dataset} asked={asked} answer={answer} />
      </div>
    </PlotFrame>
  )
}

/** Not drawn anew while only the progress changes. */
const Picture = memo(Heatmap)

function PlotProblemText({ text }: { readonly text: string }) {
  return (
    <p className="plot-problem" role="note">
      {text}
    </p>
  )
}
