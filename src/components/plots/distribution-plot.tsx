import { useState } from 'react'
import type { BinSpec } from '../../analysis/profile/binning.ts'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { formatCount, formatRows } from './format.ts'
import { BinnedPlot } from './binned-plot.tsx'
import { ColumnPicker } from './column-picker.tsx'
import { defaultDistributionColumn, plottableColumns } from './plot-columns.ts'

const SPEC: BinSpec = { kind: 'auto', maxBins: 40 }

/** How one column's values are distributed, with the flagged rows of each bin. */
export function DistributionPlot({
  dataset,
  ranking,
}: {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}) {
  const columns = plottableColumns(dataset)
  const [chosen, setChosen] = useState<number | null>(null)
  const column = columns.find((c) => c.index === chosen) ?? defaultDistributionColumn(dataset)
  if (!column) return null
  return (
    <BinnedPlot
      title="Distribution"
      dataset={dataset}
      ranking={ranking}
      column={column}
      spec={SPEC}
      logAtFirst
      binHead={column.name}
      picker={
        <ColumnPicker
          label="Distribution column"
          columns={columns}
          value={column.index}
          onChange={setChosen}
        />
      }
      summarise={(_, flagged, missing) =>
        `${column.name} of ${formatRows(dataset.rowCount)}; ${formatCount(flagged)} flagged${
          missing > 0 ? `, ${formatCount(missing)} of them with a missing value` : ''
        }`
      }
    />
  )
}
