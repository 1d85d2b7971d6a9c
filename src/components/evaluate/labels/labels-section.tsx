import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { labelColumn } from '../../../state/labels.ts'
import { useApp } from '../../../state/store.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { PlotProblem } from '../../plots/plot-placeholder.tsx'
import type { EvaluateProps } from '../section-props.ts'
import { LabelChoice } from './label-choice.tsx'
import { NoLabel } from './no-label.tsx'
import { Results } from './results.tsx'
import './labels.css'

/** The ranking against what is known: figures, curves, and the confusion matrix at the cut. */
export default function LabelsSection({ dataset, ranking }: EvaluateProps) {
  const labels = useApp((state) => state.labels)
  const column = labelColumn(dataset, labels)
  return (
    <div className="labels">
      {column ? (
        <Labelled key={column.index} dataset={dataset} ranking={ranking} column={column} />
      ) : (
        <NoLabel dataset={dataset} />
      )}
    </div>
  )
}

interface LabelledProps extends EvaluateProps {
  readonly column: ColumnSummary
}

function Labelled({ dataset, ranking, column }: LabelledProps) {
  const chosen = useApp((state) => state.labels.mapping)
  const { data, error } = useQuestion('labelValues', { column: column.index })
  if (error) return <PlotProblem error={error} />
  const mapping = chosen ?? data?.mapping ?? null
  return (
    <>
      <LabelChoice dataset={dataset} ranking={ranking} column={column} values={data} mapping={mapping} />
      {mapping && <Results dataset={dataset} ranking={ranking} column={column} mapping={mapping} />}
    </>
  )
}
