import { useMemo, useState } from 'react'
import type { Finding } from '../../analysis/findings/findings.ts'
import { featureChoices } from '../../state/selectors.ts'
import { useApp } from '../../state/store.ts'
import { useQuestion } from '../../state/use-question.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { formatNumberOf } from '../controls/amounts.ts'
import { PlotProblem } from '../plots/plot-placeholder.tsx'
import { FindingActions } from './finding-actions.tsx'
import { FindingLine, FoldedLine } from './finding-lines.tsx'
import { groupFindings } from './group-findings.ts'
import { useFindingRows } from './use-finding-rows.ts'
import './findings.css'

/** What an analyst should know about the data before trusting a score, what weighs most first. */
export function FindingsPanel({ dataset }: { readonly dataset: DatasetSummary }) {
  const [today] = useState(midnight)
  const { data, loading, progress, error, cancel } = useQuestion('findings', { today }, { background: true })
  return (
    <section
      className="panel findings"
      aria-labelledby="findings-heading"
      data-settled={loading ? undefined : ''}
    >
      <div className="findings__head">
        <h2 id="findings-heading" className="panel__title">
          Findings
        </h2>
        {data && data.findings.length > 0 && (
          <span className="panel__aside">
            {formatNumberOf(data.findings.length, 'finding')} about the data
          </span>
        )}
        <span className="findings__waiting" role="status">
          {loading &&
            `Looking through the data${progress === null ? '' : `, ${Math.floor(progress * 100)} %`}`}
        </span>
        {loading && (
          <button type="button" className="text-button" onClick={cancel}>
            Stop looking
          </button>
        )}
      </div>
      {error ? (
        <PlotProblem error={error} />
      ) : data ? (
        <FindingsList dataset={dataset} findings={data.findings} today={today} />
      ) : (
        !loading && <p className="findings__none">The search was stopped.</p>
      )}
    </section>
  )
}

interface FindingsListProps {
  readonly dataset: DatasetSummary
  readonly findings: readonly Finding[]
  readonly today: number
}

function FindingsList({ dataset, findings, today }: FindingsListProps) {
  const { columns } = dataset
  const used = useUsedColumns(dataset)
  const ranks = useRanks(findings, today)
  const { shown, waiting, toggle } = useFindingRows(columns, today)
  const groups = useMemo(() => groupFindings(findings), [findings])
  if (findings.length === 0) {
    return (
      <p className="findings__none">
        {dataset.rowCount === 0 ? 'There are no rows.' : 'Nothing stands out in the data itself.'}
      </p>
    )
  }
  const actionsOf = (finding: Finding) => (
    <FindingActions
      finding={finding}
      columns={columns}
      used={used}
      ranks={ranks.get(finding.id)}
      rowsShown={shown === finding.id}
      waiting={waiting === finding.id}
      onToggle={() => toggle(finding)}
    />
  )
  return (
    <ol className="findings__list" aria-labelledby="findings-heading">
      {groups.map(({ id, findings: group }) =>
        group.length === 1 ? (
          <FindingLine key={id} finding={group[0]!} columns={columns} actions={actionsOf(group[0]!)} />
        ) : (
          <FoldedLine key={id} findings={group} columns={columns} actionsOf={actionsOf} />
        ),
      )}
    </ol>
  )
}

/** Names of the columns that the rows are compared by. */
function useUsedColumns(dataset: DatasetSummary): readonly string[] {
  const ranking = useApp((state) => state.ranking)
  const features = useApp((state) => state.features)
  return useMemo(
    () =>
      featureChoices({ dataset, ranking, features })
        .filter((choice) => choice.used)
        .map(({ name }) => name),
    [dataset, ranking, features],
  )
}

/** Where the rows of the findings rank, by finding; empty while that is not known. */
function useRanks(findings: readonly Finding[], today: number): ReadonlyMap<string, Uint32Array> {
  const ids = findings.filter(({ shown }) => shown > 0).map(({ id }) => id)
  const { data } = useQuestion('findingRanks', ids.length === 0 ? null : { ids, today }, {
    background: true,
    scores: true,
  })
  return useMemo(() => new Map(data?.map(({ id, ranks }) => [id, ranks])), [data])
}

/** The day that the user's calendar shows, as the UTC midnight that dates of the file are compared with. */
function midnight(): number {
  const now = new Date()
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
}
