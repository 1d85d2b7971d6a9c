import type { Step } from '../../../state/preprocess.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatNumberOf } from '../../controls/amounts.ts'
import { formatCount } from '../../plots/format.ts'

/** What came of a step in the last run, in a few words; null where there is nothing to tell. */
export function stepEffect(step: Step, ranking: Ranking, dataset: DatasetSummary): string | null {
  const { encoding, fittedRows, preprocessing } = ranking.prepared
  switch (step) {
    case 'missing': {
      const filled = encoding.filter(({ imputed }) => imputed > 0)
      if (filled.length === 0) return 'No cell of the features is missing.'
      const cells = filled.reduce((sum, { imputed }) => sum + imputed, 0)
      return `${formatNumberOf(cells, 'empty cell')} in ${formatNumberOf(filled.length, 'column')}.`
    }
    case 'encode': {
      const categories = encoding.filter(({ column }) => dataset.columns[column]?.type === 'category')
      if (categories.length === 0) return 'No category is among the features.'
      const columns = categories.reduce((sum, source) => sum + source.columns.length, 0)
      return `${formatNumberOf(categories.length, 'category').replace('categorys', 'categories')} became ${formatNumberOf(columns, 'matrix column')}.`
    }
    case 'duplicates':
      return preprocessing.dropDuplicates ? fitted(fittedRows, dataset) : null
    case 'fit-on':
      return preprocessing.fitOn.by === 'all' ? null : fitted(fittedRows, dataset)
    case 'features':
    case 'transform':
    case 'winsorise':
    case 'scale':
      return null
  }
}

function fitted(rows: number, { rowCount }: DatasetSummary): string {
  return `Fitted on ${formatCount(rows)} of ${formatCount(rowCount)} rows.`
}
