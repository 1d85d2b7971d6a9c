import type { DatasetSummary, Ranking, RowDetails as Details } from '../../../workers/engine.api.ts'
import { rankOf, scoreRange } from '../../../state/selectors.ts'
import { useRowStability } from '../../../state/compare-stability.ts'
import { useApp } from '../../../state/store.ts'
import { useEngineQuery } from '../../../state/use-engine-query.ts'
import { formatCount, formatScore } from '../../plots/format.ts'
import { DASH } from '../../controls/cell-format.ts'
import { DecisionBar } from '../decide/decision-bar.tsx'
import { StepButtons } from '../decide/step-buttons.tsx'
import { ReasonsList } from './reasons-list.tsx'

interface RowDetailsProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}

/** The selected row: where it ranks, why, and its cells as the file has them. */
export function RowDetails({ dataset, ranking }: RowDetailsProps) {
  const selected = useApp((s) => s.selectedRow)
  const cut = useApp((s) => s.cut)
  const { data, loading, error } = useEngineQuery(
    ranking,
    selected === null ? null : String(selected),
    (engine) => engine.details(selected ?? 0),
  )
  const position = selected === null ? undefined : rankOf(ranking)[selected]
  const rank = position === undefined ? null : position + 1
  const flagged = position !== undefined && position < cut
  const [low, high] = scoreRange(ranking)
  const score = selected === null ? undefined : ranking.scores[selected]
  const stability = useRowStability(selected)

  return (
    <section className="review-details" aria-label="Selected row">
      <header className="review-details-head">
        <div>
          <h3>{rank === null ? 'Selected row' : `Rank ${formatCount(rank)}`}</h3>
          {rank !== null && (
            <span className="review-state" data-flagged={flagged || undefined}>
              {flagged ? 'Flagged' : 'Not flagged'}
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
        <div
          className="review-details-body"
          aria-busy={loading}
          tabIndex={0}
          role="group"
          aria-label="Reasons and cells"
        >
          <dl className="review-facts">
            <dt>Score</dt>
            <dd>{score === undefined ? DASH : formatScore(score, high - low)}</dd>
            <dt>Row</dt>
            <dd>{formatCount(selected + 1)}</dd>
            <dt>Line in file</dt>
            <dd>{data && data.row === selected ? formatCount(data.line) : '\u00a0'}</dd>
          </dl>
          {stability && (
            <p
              className="review-hint"
              title="With how many seeds it is among as many flagged rows: see Evaluate, Without labels."
            >
              Flagged in {stability.flaggedIn} of {stability.seeds} seeds
            </p>
          )}
          {error && <p className="review-hint">{error.message}</p>}
          {data && <RowCells details={data} dataset={dataset} />}
          {!data && !error && <DetailsSkeleton />}
        </div>
      )}
    </section>
  )
}

function RowCells({ details, dataset }: { readonly details: Details; readonly dataset: DatasetSummary }) {
  return (
    <>
      <h4>Why it stands out</h4>
      <ReasonsList reasons={details.reasons} />
      <h4>Cells as in the file</h4>
      <dl className="review-cells">
        {dataset.columns.map((column) => {
          const text = details.raw[column.index] ?? ''
          return (
            <div key={column.index}>
              <dt title={column.name}>{column.name}</dt>
              <dd data-missing={text === '' || undefined}>{text === '' ? DASH : text}</dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

function DetailsSkeleton() {
  return (
    <div className="review-skeleton" aria-hidden="true">
      {[72, 90, 64, 84, 58, 76, 88, 66].map((width, i) => (
        <span key={i} style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
