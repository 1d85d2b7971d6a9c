import { useMemo } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import type { FlagPatterns } from '../../../analysis/compare/flag-patterns.ts'
import { countWanted, rowsWanted, votesOf, type RowsWanted } from '../../../state/compare-figures.ts'
import { addFilter, showRows } from '../../../state/selection.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useSettled } from '../../../state/use-settled.ts'
import type { ComparedRanking, DatasetSummary, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { ReasonRows } from './reason-rows.tsx'

interface DisagreementProps {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
  readonly runs: readonly ComparedRanking[]
  readonly names: readonly string[]
  readonly patterns: FlagPatterns
}

/** How many detectors flag the same rows, and which rows only one or all of them flag, with why. */
export function Disagreement({ dataset, ranking, runs, names, patterns }: DisagreementProps) {
  const [kept, setWanted] = useKept<RowsWanted | null>(dataset, 'disagreement', null)
  const count = names.length
  const inReach = kept !== null && (kept.kind === 'only' ? kept.ranking : kept.votes - 1) < count
  const wanted = inReach ? kept : firstWanted(patterns)
  const votes = votesOf(patterns)
  const { cut } = patterns
  const settled = useSettled(cut)
  const orders = useMemo(() => [ranking.order, ...runs.map(({ order }) => order)], [ranking, runs])
  const found = countWanted(patterns, votes, wanted)
  const rowsOf = (limit?: number) => rowsWanted(patterns, orders, wanted, limit)
  const label = wantedText(wanted, names)
  // Its own reasons where one detector stands alone; the current one's where several agree.
  const by = wanted.kind === 'only' ? wanted.ranking : 0
  return (
    <section className="compare__part" aria-label="Where they disagree">
      <h3>Where they disagree</h3>
      <p className="compare__note" role="status">
        With {formatRows(cut)} to review each, the {formatCount(count)} rankings flag{' '}
        {formatCount(votes.byAtLeastOne)} different rows: {formatCount(votes.byAll)} of them by all,{' '}
        {formatCount(votes.byOne)} by one only.
      </p>
      <div className="disagreement">
        <VotesTable votes={votes.rows} total={votes.byAtLeastOne} onChoose={setWanted} wanted={wanted} />
        <div className="disagreement__rows">
          <div className="disagreement__head">
            <NativeSelect
              size="xs"
              label="Rows"
              value={JSON.stringify(wanted)}
              onChange={(event) => setWanted(wantedOf(event.target.value))}
              data={[
                ...names.map((_, r) =>
                  optionOf({ kind: 'only', ranking: r }, names, patterns.counts[1 << r] ?? 0),
                ),
                ...Array.from({ length: count - 1 }, (_, k) =>
                  optionOf({ kind: 'votes', votes: count - k }, names, votes.rows[count - k] ?? 0),
                ),
              ]}
            />
            <Button
              disabled={found === 0}
              onClick={() => {
                addFilter({ kind: 'rows', rows: rowsOf() }, label)
                showRows()
              }}
            >
              Show {formatRows(found)}
            </Button>
          </div>
          <ReasonRows
            key={JSON.stringify(wanted)}
            rows={rowsOf(SHOWN)}
            total={found}
            asked={settled === cut}
            ranking={ranking}
            by={by === 0 ? null : (runs[by - 1] ?? null)}
            byName={names[by] ?? ''}
          />
        </div>
      </div>
    </section>
  )
}

/** Until something is chosen: what the first of the other detectors that stands alone flags, or what all do. */
function firstWanted({ counts, rankings }: FlagPatterns): RowsWanted {
  for (let ranking = 1; ranking < rankings; ranking++)
    if (counts[1 << ranking]! > 0) return { kind: 'only', ranking }
  return { kind: 'votes', votes: rankings }
}

/** Rows listed with their reasons; all of them can be shown below. */
const SHOWN = 8

interface VotesTableProps {
  readonly votes: Uint32Array
  readonly total: number
  readonly wanted: RowsWanted
  readonly onChoose: (wanted: RowsWanted) => void
}

function VotesTable({ votes, total, wanted, onChoose }: VotesTableProps) {
  const count = votes.length - 1
  return (
    <table className="votes-table" aria-label="Rows by how many detectors flag them">
      <thead>
        <tr>
          <th scope="col">Flagged by</th>
          <th scope="col" className="compare-table__number">
            Rows
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: count }, (_, k) => count - k).map((k) => {
          const rows = votes[k] ?? 0
          return (
            <tr key={k} data-current={(wanted.kind === 'votes' && wanted.votes === k) || undefined}>
              <th scope="row">
                {k === 1 ? (
                  `1 of ${count}`
                ) : (
                  <button
                    type="button"
                    className="text-button"
                    onClick={() => onChoose({ kind: 'votes', votes: k })}
                  >
                    {k === count ? `all ${count}` : `${k} of ${count}`}
                  </button>
                )}
              </th>
              <td className="compare-table__number">{formatCount(rows)}</td>
              <td className="votes-table__bar" title={total > 0 ? formatPercent(rows / total) : undefined}>
                <span style={{ width: `${total > 0 ? (100 * rows) / total : 0}%` }} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function optionOf(wanted: RowsWanted, names: readonly string[], rows: number) {
  return { value: JSON.stringify(wanted), label: `${wantedText(wanted, names)} (${formatCount(rows)})` }
}

function wantedText(wanted: RowsWanted, names: readonly string[]): string {
  if (wanted.kind === 'only') return `Only ${names[wanted.ranking] ?? ''}`
  return wanted.votes === names.length
    ? `All ${names.length} detectors`
    : `${wanted.votes} of ${names.length} detectors`
}

/** The options are written by `optionOf`. */
function wantedOf(value: string): RowsWanted {
  return JSON.parse(value) as RowsWanted
}
