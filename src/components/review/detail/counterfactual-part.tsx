import { Button } from '@mantine/core'
import type { Change, Counterfactual } from '../../../analysis/evidence/counterfactual.ts'
import { useApp } from '../../../state/store.ts'
import { useEvidence } from '../../../state/use-evidence.ts'
import { useSettled } from '../../../state/use-settled.ts'
import { scoreRange } from '../../../state/selectors.ts'
import type { DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, formatScore } from '../../plots/format.ts'
import { valueWords } from './typical-words.ts'
import { Waiting } from './section.tsx'
import { useState } from 'react'

interface CounterfactualPartProps {
  readonly row: number | null
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
}

/** What would have been enough for the row not to be flagged. */
export default function CounterfactualPart({ row, ranking, dataset }: CounterfactualPartProps) {
  const cut = useSettled(useApp((state) => state.cut))
  const [stopped, setStopped] = useState<number | null>(null)
  const waits = row === null || stopped === row
  const { data, loading, error } = useEvidence('counterfactual', ranking, waits ? null : { row, cut })
  if (row !== null && stopped === row && data?.row !== row) {
    return (
      <p className="detail-note">
        The search was stopped.{' '}
        <Button size="compact-xs" variant="default" onClick={() => setStopped(null)}>
          Search again
        </Button>
      </p>
    )
  }
  return (
    <>
      <Waiting busy={loading || waits} error={error?.message ?? null} lines={3}>
        {data && <Found found={data} ranking={ranking} dataset={dataset} />}
      </Waiting>
      {loading && row !== null && (
        <p className="detail-note">
          Searching…{' '}
          <Button size="compact-xs" variant="default" onClick={() => setStopped(row)}>
            Stop
          </Button>
        </p>
      )}
    </>
  )
}

function Found({
  found,
  ranking,
  dataset,
}: {
  readonly found: Counterfactual
  readonly ranking: Ranking
  readonly dataset: DatasetSummary
}) {
  const { one, two, flagged, tried, columns, pairColumns } = found
  const [low, high] = scoreRange(ranking)
  const say = (score: number) => formatScore(score, high - low)
  if (!flagged) {
    return (
      <p className="detail-note">
        {found.learned
          ? 'By the detector’s own score this row is not flagged: what was learned from your decisions put it here. There is nothing to change in the row.'
          : 'This row is not flagged: there is nothing to change.'}
      </p>
    )
  }
  return (
    <>
      {one === null && two === null && (
        <p className="detail-finding">No change of one or two columns un-flags this row.</p>
      )}
      {one !== null && <Enough change={one} dataset={dataset} say={say} />}
      {two !== null && <Enough change={two} dataset={dataset} say={say} smaller={one !== null} />}
      {one === null && two !== null && (
        <p className="detail-note">No change of one column alone is enough.</p>
      )}
      <p className="detail-note">
        Below {say(found.threshold)}, the{' '}
        {found.learned ? 'detector’s own score that flags as many rows' : 'lowest score of a flagged row'};
        this row has {say(found.score)}. {formatCount(tried)} changes of {formatCount(columns)} columns
        {pairColumns < 2
          ? ''
          : pairColumns < columns
            ? `, alone and in pairs of the ${formatCount(pairColumns)} strongest,`
            : ', alone and in pairs,'}{' '}
        were made in the row, the smallest first, and scored by the model as it is.
      </p>
      <details className="detail-note">
        <summary>What counts as small?</summary>
        Tried are values at fixed shares of a number’s rows (0, 0.1, 0.2, 0.5, 1, 2, 5, 10 … 99.9, 100 %; for
        two columns 11 of them), the most common categories, and other hours and weekdays. A number’s change
        is as large as the share of rows between the old value and the new one; a category’s as the share of
        rows with another value than the new one; a time’s as the share of the day or week it moves. Two
        changes add up.
      </details>
    </>
  )
}

function Enough({
  change,
  dataset,
  say,
  smaller = false,
}: {
  readonly change: Change
  readonly dataset: DatasetSummary
  readonly say: (score: number) => string
  readonly smaller?: boolean
}) {
  return (
    <p className="detail-finding">
      {smaller && 'Or, smaller in all: '}
      {change.cells.map(({ column, name, from, to }, i) => {
        const of = dataset.columns[column]
        const words = (value: typeof from) => (value === null || !of ? 'missing' : valueWords(of, value))
        return (
          <span key={column}>
            {i > 0 && ' and '}
            {name} <s>{words(from)}</s> → <strong>{words(to)}</strong>
          </span>
        )
      })}{' '}
      would be enough
      <span className="detail-faint">
        {' '}
        (score {say(change.score)}; size {formatPercent(change.size)})
      </span>
    </p>
  )
}
