import { useMemo } from 'react'
import type { PlantedRanks } from '../../../analysis/compare/planted/planted-recall.ts'
import { setCut } from '../../../state/actions/cut.ts'
import { recallAt, recallCurve } from '../../../state/compare-recall.ts'
import type { PlantedRun } from '../../../state/compare-state.ts'
import { appStore, subscribeCut, useApp } from '../../../state/store.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { rankingName } from '../compare/compare-text.ts'
import { CurvePlot } from '../labels/curve-plot.tsx'
import type { EvaluateProps } from '../section-props.ts'

type PlantedKind = PlantedRanks['kind']

const KINDS: readonly { readonly kind: PlantedKind; readonly name: string; readonly what: string }[] = [
  { kind: 'global', name: 'Global', what: 'Any value within the range of each column, each on its own.' },
  {
    kind: 'local',
    name: 'Local',
    what: 'A row of yours, moved away from the rows it lies among until they spread five times as much (in variance).',
  },
  {
    kind: 'dependency',
    name: 'Against the pattern',
    what: 'Each column has a value that occurs, but columns that go together do not any more.',
  },
  { kind: 'clustered', name: 'Clustered', what: 'Some ten rows close together, far away from the rest.' },
]

interface PlantedResultsProps extends EvaluateProps {
  readonly planted: readonly PlantedRun[]
}

/** The recall of each kind at the cut, for every detector that was tried, and over all cuts for the last one. */
export function PlantedResults({ dataset, ranking, planted }: PlantedResultsProps) {
  const cut = useApp((state) => state.cut)
  const catalog = useApp((state) => state.catalog)
  const seed = useApp((state) => state.seed)
  const { rowCount } = dataset
  const [latest] = planted
  const curves = useMemo(
    () =>
      (latest?.kinds ?? []).map((ranks) => ({
        name: KINDS.find(({ kind }) => kind === ranks.kind)?.name ?? ranks.kind,
        ...recallCurve(ranks, rowCount),
      })),
    [latest, rowCount],
  )
  const mark = useMemo(
    () => ({ at: () => [appStore.getState().cut / rowCount, NaN] as const, subscribe: subscribeCut }),
    [rowCount],
  )
  if (!latest) return null
  const names = planted.map((run) => rankingName(run, catalog, seed))
  const share = rowCount > 0 ? cut / rowCount : 0
  return (
    <div className="planted">
      <div className="planted__table">
        <table className="planted-table" aria-label="Planted anomalies found">
          <caption className="compare__note">
            What is found with {formatCount(cut)} of {formatRows(rowCount)} flagged, with 95 % intervals. By
            chance it would be {formatPercent(share)}.
          </caption>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              {names.map((name, i) => (
                <th key={name} scope="col" className="compare-table__number">
                  {name}
                  <span className="planted-table__how">
                    {formatCount(planted[i]!.perKind)} of each kind
                    {planted[i]!.rounds > 1 && `, ${formatCount(planted[i]!.rounds)} rounds`}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {KINDS.map(({ kind, name, what }) => (
              <tr key={kind}>
                <th scope="row">
                  <strong>{name}</strong>
                  <span className="planted-table__what">{what}</span>
                </th>
                {planted.map((run, i) => (
                  <Found key={names[i]} run={run} kind={kind} cut={cut} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="planted__plot">
        <div className="planted__curve">
          <CurvePlot
            title="Planted anomalies found by rows reviewed"
            summary={`${names[0] ?? ''}: the share of each kind that is found when so many rows are reviewed`}
            runs={curves}
            log
            base={{ kind: 'diagonal' }}
            mark={mark}
            onPick={(at) => setCut(Math.round(at * rowCount))}
            xTitle="Rows flagged (%)"
            yTitle="Found"
            xHead="Rows flagged"
            yHead="Found"
          />
        </div>
        <ul className="compare__legend" aria-hidden="true">
          {curves.map(({ name }, i) => (
            <li key={name}>
              <span style={{ background: `var(--level-${i + 1})` }} />
              {name}
            </li>
          ))}
          <li>
            Dashed: by chance{ranking.detector === latest.detector ? '' : `; drawn for ${names[0] ?? ''}`}
          </li>
        </ul>
      </div>
    </div>
  )
}

interface FoundProps {
  readonly run: PlantedRun
  readonly kind: PlantedKind
  readonly cut: number
}

function Found({ run, kind, cut }: FoundProps) {
  const ranks = run.kinds.find((candidate) => candidate.kind === kind)
  if (!ranks) {
    const why = run.leftOut.find((candidate) => candidate.kind === kind)?.why
    return <td className="planted-table__none">{why ?? 'Not planted'}</td>
  }
  const { planted, found, recall, interval } = recallAt(ranks, cut)
  return (
    <td className="compare-table__number">
      <strong>{formatPercent(recall)}</strong>
      <span className="planted-table__how">
        {formatPercent(interval.low)} to {formatPercent(interval.high)} · {formatCount(found)} of{' '}
        {formatCount(planted)}
      </span>
    </td>
  )
}
