import { useEffect, useState } from 'react'
import { useRowStability } from '../../../state/compare-stability.ts'
import { scoreRange } from '../../../state/selectors.ts'
import { useEngineQuery } from '../../../state/use-engine-query.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { useSettled } from '../../../state/use-settled.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { DASH } from '../../controls/cell-format.ts'
import { formatCount, formatScore } from '../../plots/format.ts'
import { lazyPart } from '../../shell/lazy-part.tsx'
import { HelpHint } from '../../help/help-hint.tsx'
import { BLIND_SENTENCE } from '../blind-words.ts'
import { CellsPart, type PeerChoice } from './cells-part.tsx'
import { ReasonsList } from './reasons-list.tsx'
import { Section } from './section.tsx'

const ContributionsPart = lazyPart(() => import('./contributions-part.tsx'))
const NearestPart = lazyPart(() => import('./nearest-part.tsx'))
const CounterfactualPart = lazyPart(() => import('./counterfactual-part.tsx'))
const EntityPart = lazyPart(() => import('./entity-part.tsx'))
const StabilityPart = lazyPart(() => import('./stability-part.tsx'))

/** What is dear waits until the selection has rested for so long: j and k held down never do. */
const REST_MS = 200

interface RowBodyProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly selected: number
  /** What comes from the score is kept back until the row is decided. */
  readonly hidden: boolean
}

/** Everything that is told of one row, in sections that open and close. */
export function RowBody({ dataset, ranking, selected, hidden }: RowBodyProps) {
  const { data, loading, error } = useEngineQuery(ranking, String(selected), (engine) =>
    engine.details(selected),
  )
  const [peers, setPeers] = useKept<PeerChoice>(dataset, 'peers', 'auto')
  const rested = useSettled(selected, REST_MS)
  const row = rested === selected ? selected : null
  const typical = useQuestion('typicalCells', row === null ? null : { row, peers })
  const beside = useLast(typical.data)
  const ofRow = beside !== null && beside.row === data?.row ? beside : null
  const stability = useRowStability(selected)
  const entity = dataset.columns.find(({ role }) => role === 'entity')
  return (
    <div
      className="review-details-body"
      aria-busy={loading}
      tabIndex={0}
      role="group"
      aria-label={hidden ? 'Cells' : 'Reasons and cells'}
    >
      <Facts
        ranking={ranking}
        row={selected}
        line={data?.row === selected ? data.line : null}
        hidden={hidden}
      />
      {hidden && <BlindNote />}
      {error && <p className="detail-note">{error.message}</p>}
      {!data && !error && <DetailsSkeleton />}
      {data && (
        <>
          {!hidden && (
            <Section
              id="reasons"
              title="Why it stands out"
              aside={<HelpHint article="reasons" />}
              openAtFirst
            >
              {() => <ReasonsList reasons={data.reasons} typical={ofRow} dataset={dataset} />}
            </Section>
          )}
          <Section id="cells" title="Beside what is typical" openAtFirst>
            {() => (
              <CellsPart
                dataset={dataset}
                details={data}
                typical={beside}
                error={typical.error?.message ?? null}
                peers={peers}
                onPeers={setPeers}
              />
            )}
          </Section>
          {!hidden && (
            <>
              <Section id="counterfactual" title="What would be enough to un-flag it">
                {() => <CounterfactualPart row={row} ranking={ranking} dataset={dataset} />}
              </Section>
              <Section id="contributions" title="Contributions to the score">
                {() => <ContributionsPart row={row} ranking={ranking} />}
              </Section>
              <Section id="nearest" title="Nearest rows that are not flagged">
                {() => <NearestPart row={row} ranking={ranking} dataset={dataset} details={data} />}
              </Section>
            </>
          )}
          <Section id="entity" title={entity ? `Rows of the same ${entity.name}` : 'Rows of the same entity'}>
            {() => <EntityPart row={row} ranking={ranking} dataset={dataset} />}
          </Section>
          {!hidden && (
            <Section
              id="stability"
              title="Over seeds"
              aside={
                stability === null
                  ? undefined
                  : `Flagged in ${stability.flaggedIn} of ${stability.seeds} seeds`
              }
            >
              {() => <StabilityPart row={selected} ranking={ranking} />}
            </Section>
          )}
        </>
      )}
    </div>
  )
}

function Facts({
  ranking,
  row,
  line,
  hidden,
}: {
  readonly ranking: Ranking
  readonly row: number
  readonly hidden: boolean
  readonly line: number | null
}) {
  const [low, high] = scoreRange(ranking)
  const score = ranking.scores[row]
  return (
    <dl className="review-facts">
      {!hidden && (
        <div>
          <dt>Score</dt>
          <dd>{score === undefined ? DASH : formatScore(score, high - low)}</dd>
        </div>
      )}
      <div>
        <dt>Row</dt>
        <dd>{formatCount(row + 1)}</dd>
      </div>
      <div>
        <dt>Line in file</dt>
        <dd>{line === null ? '\u00a0' : formatCount(line)}</dd>
      </div>
    </dl>
  )
}

function BlindNote() {
  return (
    <p className="review-blind" role="note">
      {BLIND_SENTENCE}
    </p>
  )
}

/** The latest value that was not null: a former answer stands in its place while the next is worked out. */
function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value)
  useEffect(() => {
    if (value !== null) setLast(value)
  }, [value])
  return value ?? last
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
