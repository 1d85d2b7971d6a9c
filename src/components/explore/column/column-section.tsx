import { openColumn } from '../../../state/explore.ts'
import { useApp } from '../../../state/store.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { defaultDistributionColumn } from '../../plots/plot-columns.ts'
import { CategoryView } from '../category/category-view.tsx'
import type { SectionProps } from '../section-props.ts'
import { TimeView } from '../time/time-view.tsx'
import { ColumnList } from './column-list.tsx'
import { NumberView } from './number-view.tsx'
import './column.css'

/** One column in full, with all columns at its side. */
export default function ColumnSection({ dataset, ranking }: SectionProps) {
  const chosen = useApp((state) => state.explore.column)
  const column = dataset.columns[chosen ?? -1] ?? firstColumn(dataset, ranking)
  if (!column) return <p className="column-section__none">This file has no columns.</p>
  return (
    <div className="column-section">
      <ColumnList dataset={dataset} ranking={ranking} value={column.index} onChange={openColumn} />
      <div className="column-section__view">
        <ColumnView key={column.index} dataset={dataset} ranking={ranking} column={column} />
      </div>
    </div>
  )
}

interface ColumnViewProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking | null
  readonly column: ColumnSummary
}

function ColumnView({ dataset, ranking, column }: ColumnViewProps) {
  switch (column.type) {
    case 'number':
      return <NumberView dataset={dataset} ranking={ranking} column={column} />
    case 'datetime':
      return <TimeView dataset={dataset} ranking={ranking} column={column} />
    case 'category':
    case 'text':
      return <CategoryView dataset={dataset} ranking={ranking} column={column} />
  }
}

/** What made the top rows stand out, or else the first column of numbers that is none of ids. */
function firstColumn(dataset: DatasetSummary, ranking: Ranking | null): ColumnSummary | undefined {
  const { columns } = dataset
  const driven = ranking && defaultDistributionColumn(dataset, ranking)
  return (
    driven ??
    columns.find((c) => c.type === 'number' && c.role !== 'id' && c.role !== 'ignored') ??
    columns[0]
  )
}
