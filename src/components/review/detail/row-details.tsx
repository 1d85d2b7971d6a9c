import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { isSelectedHidden } from '../../../state/blind.ts'
import { rankBefore } from '../../../state/learning.ts'
import { rankOf } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import { formatCount } from '../../plots/format.ts'
import { DecisionBar } from '../decide/decision-bar.tsx'
import { StepButtons } from '../decide/step-buttons.tsx'
import { RowBody } from './row-body.tsx'
import './detail.css'

interface RowDetailsProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}

/** The selected row: where it ranks, why, what is typical instead, and what else speaks for and against it. */
export function RowDetails({ dataset, ranking }: RowDetailsProps) {
  const selected = useApp((s) => s.selectedRow)
  const cut = useApp((s) => s.cut)
  const before = useApp((s) => (selected === null ? null : rankBefore(s, selected)))
  const hidden = useApp(isSelectedHidden)
  const drawn = useApp((s) => selected !== null && s.queue.drawn.includes(selected))
  const position = selected === null ? undefined : rankOf(ranking)[selected]
  const rank = position === undefined ? null : position + 1
  const flagged = position !== undefined && position < cut

  return (
    <section className="review-details" aria-label="Selected row">
      <header className="review-details-head">
        <div>
          <h3>
            {rank === null || selected === null
              ? 'Selected row'
              : hidden
                ? `Row ${formatCount(selected + 1)}`
                : `Rank ${formatCount(rank)}`}
          </h3>
          {rank !== null && !hidden && (
            <span className="review-state" data-flagged={flagged || undefined}>
              {flagged ? 'Flagged' : 'Not flagged'}
            </span>
          )}
          {drawn && !hidden && (
            <span className="review-before" title="Drawn from below the line to estimate what is missed">
              random check
            </span>
          )}
          {hidden && <span className="review-state">Blind</span>}
          {!hidden && before !== null && before + 1 !== rank && (
            <span className="review-before" title="Its rank before decisions changed the order">
              was {formatCount(before + 1)}
            </span>
          )}
        </div>
        <div>
          <StepButtons />
        </div>
      </header>
      <DecisionBar />
      {selected === null ? (
        <p className="review-hint">
          Choose a row in the table, or a point in the scatter plot, to see its cells and why it stands out.
        </p>
      ) : (
        <RowBody dataset={dataset} ranking={ranking} selected={selected} hidden={hidden} />
      )}
    </section>
  )
}
