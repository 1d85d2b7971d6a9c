import type { BinSpec } from '../../analysis/profile/binning.ts'
import { useKept } from '../../state/use-kept.ts'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { formatCount, formatRows } from './format.ts'
import { BinnedPlot } from './binned-plot.tsx'
import { ColumnPicker } from './column-picker.tsx'
import { timeColumns } from './plot-columns.ts'

const SPEC: BinSpec = { kind: 'time', maxBins: 120 }

/** When the rows happened, with the flagged rows of each bucket. Nothing without a time column. */
export function TimelinePlot({
  dataset,
  ranking,
}: {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}) {
  const columns = timeColumns(dataset)
  const [chosen, setChosen] = useKept<number | null>(dataset, 'timeline', null)
  const column = columns.find((c) => c.index === chosen) ?? columns[0]
  if (!column) return null
  return (
    <BinnedPlot
      title="Timeline"
      dataset={dataset}
      ranking={ranking}
      column={column}
      spec={SPEC}
      logText="Log"
      binHead={column.name}
      picker={
        columns.length > 1 ? (
          <ColumnPicker label="Time column" columns={columns} value={column.index} onChange={setChosen} />
        ) : null
      }
      summarise={({ unit }, flagged, missing) =>
        `${formatRows(dataset.rowCount)}${unit ? ` by ${unit}` : ''}; ${formatCount(flagged)} flagged${
          missing > 0 ? `, ${formatCount(missing)} of them without a time` : ''
        }`
      }
    />
  )
}
