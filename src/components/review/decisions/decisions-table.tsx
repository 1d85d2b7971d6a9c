import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import type { Decision } from '../../../analysis/decisions/decision.ts'
import { setReviewTab } from '../../../state/actions/deciding.ts'
import { setQueueFilter } from '../../../state/actions/marking.ts'
import { selectRow } from '../../../state/actions/view.ts'
import { DECIDE_LABELS, LABEL_WORDS } from '../../../state/decision-words.ts'
import { rankOf } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import { DASH } from '../../controls/cell-format.ts'
import { formatCount } from '../../plots/format.ts'
import { useRowCells } from '../../table/use-row-cells.ts'
import { DecisionIcon, DecisionMark } from '../decide/decision-mark.tsx'
import { formatExactMoment, formatMoment } from '../decide/moment.ts'
import type { ReviewTabProps } from '../review-tab-props.ts'
import { ListGrid, type ListColumn } from './list-grid.tsx'
import { countLabels, listDecisions, type DecisionFilter } from './listed-decisions.ts'

const COLUMNS: readonly ListColumn[] = [
  { name: 'Rank now', width: '86px', number: true },
  { name: 'Row', width: '86px', number: true },
  { name: 'Line', width: '86px', number: true },
  { name: 'Label', width: '136px' },
  { name: 'Reason', width: 'minmax(110px, 1fr)' },
  { name: 'Note', width: 'minmax(140px, 2fr)' },
  { name: 'Who', width: 'minmax(90px, 0.8fr)' },
  { name: 'When', width: '178px' },
]

/** All decisions, the latest first; choosing one shows its row beside the table. */
export function DecisionsTable({
  dataset,
  ranking,
  choice,
}: ReviewTabProps & { readonly choice: ReactNode }) {
  const decisions = useApp((state) => state.review.decided.decisions)
  const selected = useApp((state) => state.selectedRow)
  const [filter, setFilter] = useState<DecisionFilter>('all')
  const rows = useMemo(() => listDecisions(decisions, filter), [decisions, filter])
  const counts = useMemo(() => countLabels(decisions), [decisions])
  const [[first, last], setWindow] = useState<readonly [number, number]>([0, -1])
  const onWindow = useCallback((from: number, to: number) => setWindow([from, to]), [])
  const wanted = useMemo(() => rows.slice(first, last + 1), [rows, first, last])
  const { cache } = useRowCells(dataset, wanted)
  const rank = rankOf(ranking)
  const blind = useApp((state) => state.queue.blind)
  const position = selected === null ? -1 : rows.indexOf(selected)
  const filters: readonly DecisionFilter[] = ['all', ...DECIDE_LABELS, 'none']
  return (
    <section className="grid-panel" aria-label="All decisions">
      <header className="grid-bar decisions-bar">
        {choice}
        <span className="queue-chips" role="group" aria-label="Decisions listed">
          {filters.map((one) => (
            <button
              key={one}
              type="button"
              className="queue-chip"
              aria-pressed={filter === one}
              onClick={() => setFilter(one)}
            >
              {one !== 'all' && <DecisionIcon label={one === 'none' ? null : one} size={13} />}
              {one === 'all' ? 'All' : one === 'none' ? 'No label' : LABEL_WORDS[one]}{' '}
              {formatCount(counts[one])}
            </button>
          ))}
        </span>
        <Button
          className="decisions-jump"
          size="compact-xs"
          disabled={position < 0}
          onClick={() => {
            setQueueFilter('all')
            setReviewTab('flagged')
          }}
        >
          Show in the queue
        </Button>
      </header>
      <ListGrid
        name="Decisions"
        columns={COLUMNS}
        count={rows.length}
        selected={position}
        empty={
          filter === 'all'
            ? 'Nothing is decided yet. Select a row and press a for anomaly, f for false alarm or u for unsure.'
            : 'No decision of this kind.'
        }
        onChoose={(at) => selectRow(rows[at] ?? null)}
        cells={(at) => {
          const row = rows[at] ?? -1
          const decision = decisions.get(row)
          return decision
            ? cellsOf(
                decision,
                row,
                blind && decision.label === null ? undefined : rank[row],
                cache.get(row)?.line,
              )
            : []
        }}
        onWindow={onWindow}
      />
    </section>
  )
}

function cellsOf(
  decision: Decision,
  row: number,
  rank: number | undefined,
  line: number | undefined,
): readonly ReactNode[] {
  return [
    rank === undefined ? DASH : formatCount(rank + 1),
    formatCount(row + 1),
    line === undefined ? <span key="line" className="grid-pending" aria-hidden="true" /> : formatCount(line),
    <span key="label" className="decisions-label">
      <DecisionMark label={decision.label} word />
      {decision.blind && (
        <span className="grid-missing" title="Score, rank and reasons were hidden when it was given">
          blind
        </span>
      )}
    </span>,
    decision.reason ?? <Missing key="reason" />,
    decision.note === undefined ? (
      <Missing key="note" />
    ) : (
      <span key="note" title={decision.note}>
        {decision.note}
      </span>
    ),
    decision.reviewer === '' ? <NoName key="who" /> : decision.reviewer,
    <time key="when" dateTime={new Date(decision.at).toISOString()} title={formatExactMoment(decision.at)}>
      {formatMoment(decision.at)}
    </time>,
  ]
}

function NoName() {
  return <span className="grid-missing">no name</span>
}

function Missing() {
  return <span className="grid-missing">{DASH}</span>
}
