import type { BinSpec } from '../../analysis/profile/binning.ts'
import { useKept } from '../../state/use-kept.ts'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { formatCount, formatRows } from './format.ts'
import { BinnedPlot } from './binned-plot.tsx'
import { ColumnPicker } from './column-picker.tsx'
import { LogToggle } from './log-toggle.tsx'
import { canBeLog, defaultDistributionColumn, isSkewed, plottableColumns } from './plot-columns.ts'

const MAX_BINS = 40
const EVEN: BinSpec = { kind: 'auto', maxBins: MAX_BINS }
const LOG: BinSpec = { kind: 'auto', maxBins: MAX_BINS, log: true }

/** How one column's values are distributed, with the flagged rows of each bin. */
export function DistributionPlot({
  dataset,
  ranking,
}: {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}) {
  const columns = plottableColumns(dataset)
  const [chosen, setChosen] = useKept<number | null>(dataset, 'distribution', null)
  const column = columns.find((c) => c.index === chosen) ?? defaultDistributionColumn(dataset, ranking)
  const [chosenLog, setChosenLog] = useKept<{ column: number; log: boolean } | null>(
    dataset,
    'distribution log',
    null,
  )
  if (!column) return null
  const log = canBeLog(column) && (chosenLog?.column === column.index ? chosenLog.log : isSkewed(column))
  return (
    <BinnedPlot
      title="Distribution"
      dataset={dataset}
      ranking={ranking}
      column={column}
      spec={log ? LOG : EVEN}
      logText="Log y"
      binHead={column.name}
      picker={
        <>
          <ColumnPicker
            label="Distribution column"
            columns={columns}
            value={column.index}
            onChange={setChosen}
          />
          {canBeLog(column) && (
            <LogToggle
              label="Log values"
              text="Log x"
              checked={log}
              onChange={(on) => setChosenLog({ column: column.index, log: on })}
            />
          )}
        </>
      }
      summarise={(_, flagged, missing) =>
        `${column.name} of ${formatRows(dataset.rowCount)}; ${formatCount(flagged)} flagged${
          missing > 0 ? `, ${formatCount(missing)} of them with a missing value` : ''
        }`
      }
    />
  )
}
