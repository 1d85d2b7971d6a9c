import { useMemo } from 'react'
import type { TimeUnit } from '../../../analysis/calendar/calendar.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useKept } from '../../../state/use-kept.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { CalendarPanels } from './calendar-panels.tsx'
import { MeasureControls } from './measure-controls.tsx'
import type { Measure } from './series.ts'
import { TimelinePanel } from './timeline-panel.tsx'
import './time.css'

interface TimeViewProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  /** A datetime column. */
  readonly column: ColumnSummary
}

/** When rows happened: along time, by hour and weekday, and by what recurs; all in UTC. */
export function TimeView({ dataset, ranking, column }: TimeViewProps) {
  const amounts = useMemo(
    () =>
      dataset.columns.filter(
        (c) => c.type === 'number' && c.role !== 'id' && c.role !== 'label' && c.role !== 'entity',
      ),
    [dataset],
  )
  const [measure, setMeasure] = useKept<Measure>(dataset, 'time:measure', 'rows')
  const [chosen, setAmount] = useKept<number | null>(dataset, 'time:amount', dataset.amountColumn)
  const [unit, setUnit] = useKept<TimeUnit | 'auto'>(dataset, `time:${column.index}:unit`, 'auto')
  const amount = amounts.find(({ index }) => index === chosen) ?? amounts[0] ?? null
  const used = amount ? measure : 'rows'
  const shared = { dataset, ranking, column, measure: used, amount: used === 'rows' ? null : amount }
  return (
    <div className="time-view">
      <TimelinePanel
        {...shared}
        unit={unit}
        onUnit={setUnit}
        controls={
          <MeasureControls
            measure={used}
            onMeasure={setMeasure}
            amounts={amounts}
            amount={amount?.index ?? null}
            onAmount={setAmount}
          />
        }
      />
      <CalendarPanels {...shared} />
    </div>
  )
}
