import type { TestSettings } from '../../../analysis/outliers/column-tests.ts'
import type { Transform } from '../../../analysis/outliers/transform.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { useKept } from '../../../state/use-kept.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'

/** What the user chose on this page; kept while the file is open. */
export interface OutlierSettings extends TestSettings {
  readonly view: 'one' | 'several'
  /** Null: the page chooses. */
  readonly column: number | null
  readonly transform: Transform
  readonly columns: readonly number[] | null
  /** Share of ordinary rows beyond the limit of the robust distance. */
  readonly beyond: number
  readonly support: number
  /** What the several columns are turned into first. */
  readonly together: Transform
  /** Which picture shows the distances. */
  readonly picture: 'histogram' | 'quantiles'
}

/** The tests' own defaults (a test compares them with the analysis), and no choice of columns. */
export const FIRST_SETTINGS: OutlierSettings = {
  view: 'one',
  column: null,
  transform: 'none',
  k: 3,
  modifiedZ: 3.5,
  fences: 1.5,
  alpha: 0.05,
  most: 100,
  columns: null,
  beyond: 0.025,
  support: 0.5,
  together: 'none',
  picture: 'histogram',
}

export type ChangeOutlierSettings = (patch: Partial<OutlierSettings>) => void

export function useOutlierSettings(dataset: DatasetSummary): [OutlierSettings, ChangeOutlierSettings] {
  const [settings, set] = useKept<OutlierSettings>(dataset, 'outlier tests', FIRST_SETTINGS)
  return [settings, (patch) => set({ ...settings, ...patch })]
}

/** Columns of numbers that hold some. */
export function testableColumns({ columns }: DatasetSummary): readonly ColumnSummary[] {
  return columns.filter(({ type, min }) => type === 'number' && min !== null)
}

/** The amount, or else the first feature, or else the first column of numbers. */
export function firstTestColumn(dataset: DatasetSummary): ColumnSummary | undefined {
  const columns = testableColumns(dataset)
  const used = new Set(dataset.features.filter((choice) => choice.used).map(({ column }) => column))
  return (
    columns.find(({ index }) => index === dataset.amountColumn) ??
    columns.find(({ index }) => used.has(index)) ??
    columns[0]
  )
}

/** The features that are numbers; where there are fewer than two, the first columns that are quantities too. */
export function firstTestColumns(dataset: DatasetSummary): readonly number[] {
  const columns = testableColumns(dataset)
  const used = new Set(dataset.features.filter((choice) => choice.used).map(({ column }) => column))
  const features = columns.filter(({ index }) => used.has(index))
  const quantities = columns.filter(({ role }) => role === 'feature' || role === 'amount')
  return (features.length >= 2 ? features : quantities).slice(0, MOST_AT_FIRST).map(({ index }) => index)
}

const MOST_AT_FIRST = 12
