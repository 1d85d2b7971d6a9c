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

/** Pixels around the strips, of a strip, and of the picture of many columns; known before the answer is. */
const AROUND = 112
const STRIP = 22
const MOST_STRIPS = 5
const MANY = 70

/** Tall enough for a few strips; more scroll. */
function heightFor(dataset: DatasetSummary): number {
  const strips = dataset.columns.filter((column) => gapsOf(column) > 0).length
  return AROUND + STRIP * Math.min(MOST_STRIPS, Math.max(3, strips)) + (strips > AT_ONCE ? MANY : 0)
}

const REQUEST = { blocks: 160, pairs: 100 }

/** Where cells have no value: by column along the file, and which columns miss them together. */
export function MissingPanel({ dataset }: { readonly dataset: DatasetSummary }) {
  const whole = dataset.columns.every((column) => gapsOf(column) === 0)
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
    <div className="panel missing" style={{ height: heightFor(dataset) }}>
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
                  ? 'No two columns are missing together more often than by chance'
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
