import { UnstyledButton } from '@mantine/core'
import type { Answer } from '../../state/use-question.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { formatCount, formatPercent } from '../plots/format.ts'
import { MOST_COLUMNS, type Asked, type CorrelationRequest } from './choices.ts'
import type { Correlations } from './readings.ts'

interface CorrelationNotesProps {
  readonly dataset: DatasetSummary
  readonly asked: Asked
  readonly answer: Answer<Correlations, CorrelationRequest>
}

/** Names told before the rest becomes a number. */
const MOST_NAMES = 3

/** What must be known to read the heatmap: sampling, missing values, what is left out, what is on the way. */
export function CorrelationNotes({ dataset, asked, answer }: CorrelationNotesProps) {
  const { data, approximate, loading, progress } = answer
  const { columns, choices, setChoices } = asked
  const notes = data ? [...sampleNotes(data), ...missingNotes(data, dataset)] : []
  const limited = !choices.unlimited && columns.length > MOST_COLUMNS
  return (
    <div className="heatmap-notes">
      {(loading || approximate) && (
        <p className="heatmap-work">
          <span role="status">
            {approximate && data
              ? `Estimated from ${formatCount(data.rowCount)} rows drawn evenly from all ${formatCount(dataset.rowCount)}`
              : 'Comparing the columns'}
            {loading ? (approximate ? '; all rows are on the way' : ' …') : '; stopped'}
          </span>
          {loading && (
            <>
              <span
                className="heatmap-progress"
                role="progressbar"
                aria-label="Share of the columns that is compared"
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={Math.round(100 * (progress ?? 0))}
              >
                <span style={{ width: `${100 * (progress ?? 0)}%` }} />
              </span>
              <span aria-hidden="true">{formatPercent(Math.round(100 * (progress ?? 0)) / 100)}</span>
              <UnstyledButton
                className="plot-toggle"
                aria-label="Stop comparing the columns"
                onClick={answer.cancel}
              >
                Stop
              </UnstyledButton>
            </>
          )}
        </p>
      )}
      {limited && (
        <p>
          The first {formatCount(MOST_COLUMNS)} of {formatCount(columns.length)} columns are shown.{' '}
          <UnstyledButton className="plot-toggle" onClick={() => setChoices({ unlimited: true })}>
            Show all {formatCount(columns.length)}
          </UnstyledButton>
        </p>
      )}
      {notes.length > 0 && <p>{notes.join(' ')}</p>}
      {data && <Omitted data={data} dataset={dataset} />}
    </div>
  )
}

function sampleNotes({ sampled }: Correlations): string[] {
  if (sampled === null) return []
  return [
    `Kendall’s τ of a pair is of ${formatCount(sampled)} of its rows, drawn at random with a fixed seed.`,
  ]
}

function missingNotes(data: Correlations, dataset: DatasetSummary): string[] {
  const size = data.columns.length
  const notes: string[] = []
  let fewest = data.rowCount
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      if (data.methods[i * size + j]! >= 0) fewest = Math.min(fewest, data.rows[i * size + j]!)
    }
  }
  if (fewest < data.rowCount)
    notes.push(
      `Missing values are left out pair by pair: between ${formatCount(fewest)} and ${formatCount(data.rowCount)} rows.`,
    )
  if (data.infinite.length > 0) {
    const names = data.infinite.map(({ column }) => dataset.columns[column]?.name ?? '')
    notes.push(`Infinite values count as missing (${listed(names)}).`)
  }
  return notes
}

function Omitted({ data, dataset }: { readonly data: Correlations; readonly dataset: DatasetSummary }) {
  const { omitted } = data
  if (omitted.length === 0) return null
  const names = omitted.map(({ column }) => dataset.columns[column]?.name ?? '')
  return (
    <details>
      <summary>Left out: {listed(names)}</summary>
      <ul>
        {omitted.map(({ column, why }, k) => (
          <li key={column}>
            {names[k]}: {why}
          </li>
        ))}
      </ul>
    </details>
  )
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return more > 1
    ? `${names.slice(0, MOST_NAMES).join(', ')} and ${formatCount(more)} more`
    : names.join(', ')
}
