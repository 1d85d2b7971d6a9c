import { Button } from '@mantine/core'
import { openEvaluation } from '../../../state/evaluate.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { LabelPicker } from './label-picker.tsx'

/** What labels are, and how to name the column that holds them. */
export function NoLabel({ dataset }: { readonly dataset: DatasetSummary }) {
  return (
    <div className="labels-none">
      <h3 className="labels-none__title">No column is marked as the label</h3>
      <p>
        A label says of each row whether it is known to be an anomaly: charged back, confirmed by an
        investigator, rejected at inspection. With it you see how many of the anomalies the ranking finds, and
        how many of the flagged rows are false alarms.
      </p>
      <LabelPicker dataset={dataset} column={null} />
      <p>
        The column you choose leaves the features, together with any that gives it away, and the rows are
        ranked again without them.
      </p>
      <p className="labels-none__other">
        No such column in this file?{' '}
        <Button variant="subtle" size="compact-sm" onClick={() => openEvaluation('unlabelled')}>
          See what can be said without labels
        </Button>
      </p>
    </div>
  )
}
