import type { BandwidthRule } from '../../../analysis/distribution/bandwidth.ts'
import type { BinRule } from '../../../analysis/distribution/bin-width.ts'
import type { PlottingPositions } from '../../../analysis/distribution/normal-plot.ts'
import type { ValueRange, ValueScale } from '../../../analysis/distribution/scale.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useKept } from '../../../state/use-kept.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { isSkewed } from '../../plots/plot-columns.ts'

/** What the user set for the plots of one number column. */
export interface NumberSettings {
  readonly scale: ValueScale
  readonly range: ValueRange
  readonly width: BinRule | number
  readonly bandwidth: BandwidthRule
  readonly positions: PlottingPositions
  /** The column whose values make groups; null: none. */
  readonly by: number | null
}

/** The settings of a column, kept while the file is open, and how to change some of them. */
export function useNumberSettings(
  dataset: DatasetSummary,
  column: ColumnSummary,
): readonly [NumberSettings, (change: Partial<NumberSettings>) => void] {
  const first: NumberSettings = {
    scale: isSkewed(column) ? 'log' : 'linear',
    range: 'core',
    width: 'freedman-diaconis',
    bandwidth: 'silverman',
    positions: 'filliben',
    by: null,
  }
  const [settings, set] = useKept(dataset, `number settings ${column.index}`, first)
  return [settings, (change) => set({ ...settings, ...change })]
}

/** Whether any value of a column has a place on a log scale. */
export function canBeLog({ max }: ColumnSummary): boolean {
  return max !== null && max > 0
}

/** Columns that are offered to split another one by: few values, so that each makes a group. */
export function groupColumns(dataset: DatasetSummary, column: ColumnSummary): readonly ColumnSummary[] {
  return dataset.columns.filter(
    (c) =>
      c.index !== column.index &&
      c.distinct > 1 &&
      !c.distinctIsLowerBound &&
      (c.type === 'category' ? c.role !== 'id' : c.type === 'number' && c.distinct <= MOST_CODES),
  )
}

/** Numbers with at most this many values are codes that can make groups. */
const MOST_CODES = 30
