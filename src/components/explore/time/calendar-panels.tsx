import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { CyclesPanel } from './cycles-panel.tsx'
import { HeatmapPanel } from './heatmap-panel.tsx'
import type { Measure } from './series.ts'

interface CalendarPanelsProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly column: ColumnSummary
  readonly measure: Measure
  readonly amount: ColumnSummary | null
}

/** Recurring times: weekday × hour, and each cycle alone. */
export function CalendarPanels({ dataset, ranking, column, measure, amount }: CalendarPanelsProps) {
  const asked = useQuestion('calendarCells', { column: column.index, amount: amount?.index ?? null })
  const isAsked = asked.request?.column === column.index && asked.request.amount === (amount?.index ?? null)
  const data = isAsked ? asked.data : null
  const shared = { ranking, column, measure, amount, data, error: asked.error }
  return (
    <>
      <HeatmapPanel dataset={dataset} {...shared} />
      <CyclesPanel {...shared} />
    </>
  )
}
