import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LabelMapping, LabelMeaning } from '../../../analysis/evaluate/labels.ts'
import type { LabelValuesAnswer } from '../../../analysis/evaluate/label-values.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { setFeatures } from '../../../state/actions/detecting.ts'
import { leaksAmong } from '../../../state/labels.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCount } from '../../plots/format.ts'
import { LabelPicker } from './label-picker.tsx'
import { MappingForm } from './mapping-form.tsx'

interface LabelChoiceProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly column: ColumnSummary
  readonly values: LabelValuesAnswer | null
  /** Null until it is known, or where the user has to say it. */
  readonly mapping: LabelMapping | null
}

/** Which column holds the answer, what its values mean, and what is wrong with it. */
export function LabelChoice({ dataset, ranking, column, values, mapping }: LabelChoiceProps) {
  const [open, setOpen] = useState(false)
  const asks = values !== null && mapping === null && !values.tooMany
  const leaks = leaksAmong(dataset, ranking)
  return (
    <>
      <div className="labels-choice">
        <LabelPicker dataset={dataset} column={column} />
        <dl className="labels-meanings" aria-label="What the values mean">
          {mapping &&
            values &&
            MEANINGS.map(({ meaning, name }) => (
              <div key={meaning}>
                <dt>{name}</dt>
                <dd>{valuesOf(values, mapping, meaning)}</dd>
              </div>
            ))}
        </dl>
        {values && values.values.length > 0 && !asks && (
          <Button variant="default" size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Done' : 'Change meanings'}
          </Button>
        )}
      </div>
      {values && values.reason !== TOLD && <p className="labels__note">{values.reason}</p>}
      {leaks.length > 0 && (
        <p className="labels__warning" role="alert">
          {leaks.join(', ')} {leaks.length === 1 ? 'gives' : 'give'} the label away and{' '}
          {leaks.length === 1 ? 'is' : 'are'} among the features: the figures below are too good to be true.{' '}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              const kept = ranking.features.filter(({ name, used }) => used && !leaks.includes(name))
              void setFeatures(kept.length > 0 ? kept.map(({ name }) => name) : null)
            }}
          >
            Leave {leaks.length === 1 ? 'it' : 'them'} out and rank again
          </Button>
        </p>
      )}
      {values && (open || asks) && <MappingForm values={values} mapping={mapping} />}
    </>
  )
}

const TOLD = 'Told from the values themselves.'

const MEANINGS: readonly { readonly meaning: LabelMeaning; readonly name: string }[] = [
  { meaning: 'anomaly', name: 'Anomalies' },
  { meaning: 'normal', name: 'Normal' },
  { meaning: 'left-out', name: 'Left out' },
]
/** Values named for one meaning. */
const NAMED = 4

function valuesOf(
  { values, missing }: LabelValuesAnswer,
  mapping: LabelMapping,
  meaning: LabelMeaning,
): string {
  const parts = values
    .filter(({ text }) => (mapping.values[text] ?? 'left-out') === meaning)
    .map(({ text, rows }) => ({ text, rows }))
  if (missing > 0 && mapping.missing === meaning) parts.push({ text: 'no value', rows: missing })
  if (parts.length === 0) return meaning === 'left-out' ? 'nothing' : 'none'
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const names = parts.slice(0, NAMED).map(({ text }) => text)
  const more = parts.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''} (${formatCount(rows)})`
}
