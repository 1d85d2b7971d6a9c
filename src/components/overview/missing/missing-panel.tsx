import { useState } from 'react'
import { useQuestion } from '../../../state/use-question.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatCount } from '../../plots/format.ts'
import { PlotFrame } from '../../plots/plot-frame.tsx'
import { PlotProblem } from '../../plots/plot-placeholder.tsx'
import { AT_ONCE, MissingMatrix } from './missing-matrix.tsx'
import { MissingPairs } from './missing-pairs.tsx'
import { MissingTable } from './missing-table.tsx'
import { gapsOf, missingSummary } from './missing-text.ts'
import './missing.css'

const REQUEST = { blocks: 160, pairs: 100 }

/** Where cells have no value: by column along the file, and which columns miss them together. */
export function MissingPanel({ dataset }: { readonly dataset: DatasetSummary }) {
  const gaps = dataset.columns.filter((column) => gapsOf(column) > 0).length
  const whole = gaps === 0
  const many = gaps > AT_ONCE
  const [together, setTogether] = useState(false)
  const { data, approximate, error } = useQuestion('missingValues', whole ? null : REQUEST, { quick: true })
  if (whole) {
    return (
      <section className="panel missing missing--whole" aria-label="Missing values">
        <h2 className="panel__title">Missing values</h2>
        <p>{dataset.rowCount === 0 ? 'There are no rows.' : 'Every cell of every column has a value.'}</p>
      </section>
    )
  }
  return (
    <div className={many ? 'panel missing missing--many' : 'panel missing'}>
      <PlotFrame
        title="Missing values"
        controls={
          <div className="segments" role="group" aria-label="Show missing values">
            <button type="button" aria-pressed={!together} onClick={() => setTogether(false)}>
              By column
            </button>
            <button
              type="button"
              aria-pressed={together}
              disabled={data?.pairCount === 0}
              title={
                data?.pairCount === 0
                  ? 'No two columns are missing together more often than chance explains'
                  : undefined
              }
              onClick={() => setTogether(true)}
            >
              Together{data ? ` (${formatCount(data.pairCount)})` : ''}
            </button>
          </div>
        }
        summary={`${missingSummary(dataset, approximate ? null : data)}${approximate && data ? `; the picture is from ${formatCount(data.rows)} rows so far` : ''}`}
        table={() => (data ? <MissingTable dataset={dataset} answer={data} /> : null)}
      >
        {error ? (
          <PlotProblem error={error} />
        ) : data && together && data.pairCount > 0 ? (
          <MissingPairs dataset={dataset} answer={data} />
        ) : data ? (
          <MissingMatrix dataset={dataset} answer={data} approximate={approximate} />
        ) : null}
      </PlotFrame>
    </div>
  )
}
