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
  // The former answer stays until the next one is there; what it is about is told by its request.
  const data = asked.data?.column === column.index ? asked.data : null
  const amountName = dataset.columns[asked.request?.amount ?? -1]?.name ?? ''
  const shared = { ranking, column, measure, amountName, data, error: asked.error }
  return (
    <>
      <HeatmapPanel dataset={dataset} {...shared} />
      <CyclesPanel {...shared} />
    </>
  )
}
