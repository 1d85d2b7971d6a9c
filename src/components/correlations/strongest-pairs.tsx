import { useMemo } from 'react'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { formatCount } from '../plots/format.ts'
import { PairRows } from './pair-rows.tsx'
import { countPairs, rankedPairs, type Correlations } from './readings.ts'

const MOST = 50

/** The pairs of the heatmap that go together most. */
export function StrongestPairs({
  dataset,
  answer,
  approximate,
}: {
  readonly dataset: DatasetSummary
  readonly answer: Correlations | null
  readonly approximate: boolean
}) {
  const pairs = useMemo(() => (answer ? rankedPairs(answer, MOST) : []), [answer])
  const all = useMemo(() => (answer ? countPairs(answer) : 0), [answer])
  const names = answer?.columns.map((column) => dataset.columns[column]?.name ?? '') ?? []
  return (
    <section className="plot-frame" aria-label="Strongest pairs">
      <header className="plot-header">
        <h3 className="plot-title">Strongest pairs</h3>
      </header>
      <p className="plot-summary">
        {all > MOST
          ? `The first ${formatCount(MOST)} of ${formatCount(all)} pairs of the heatmap`
          : pairs.length > 0
            ? all === 1
              ? 'The one pair of the heatmap'
              : `All ${formatCount(all)} pairs of the heatmap`
            : answer
              ? 'No pair has a coefficient'
              : '\u00a0'}
        {approximate && ', estimated from a sample'}
      </p>
      <div className="plot-body">
        <div className="plot-table-scroll" tabIndex={0} role="group" aria-label="List of the strongest pairs">
          {answer && pairs.length > 0 && (
            <PairRows label="Strongest pairs" pairs={pairs} names={names} columns={answer.columns} />
          )}
        </div>
      </div>
    </section>
  )
}
