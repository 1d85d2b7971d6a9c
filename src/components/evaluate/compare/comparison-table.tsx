import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { flaggedTogether, type AgreementFigures } from '../../../state/compare-figures.ts'
import { makeRanking, removeRun } from '../../../state/compare-runs.ts'
import { dismissJobs } from '../../../state/compare-jobs.ts'
import { useApp } from '../../../state/store.ts'
import type { ComparedRanking, Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { correlationText, durationText, jobText, rankingName } from './compare-text.ts'

interface ComparisonTableProps {
  readonly ranking: Ranking
  readonly runs: readonly ComparedRanking[]
  readonly names: readonly string[]
  readonly figures: readonly AgreementFigures[]
  /** The label's name; null without one. */
  readonly label: string | null
}

/** Every ranking with its time, what it has in common with the current one, and what it is worth against labels. */
export function ComparisonTable({ ranking, runs, names, figures, label }: ComparisonTableProps) {
  const jobs = useApp((state) => state.compare.jobs)
  const catalog = useApp((state) => state.catalog)
  const seed = useApp((state) => state.seed)
  const ended = jobs.some(({ state }) => state === 'failed' || state === 'stopped')
  return (
    <div className="compare__scroll">
      <table className="compare-table" aria-label="Detectors side by side">
        <Head label={label} />
        <tbody>
          {[ranking, ...runs].map((run, r) => (
            <RunRow
              key={r === 0 ? 'current' : names[r]}
              run={r === 0 ? null : runs[r - 1]!}
              letter={letterOf(r)}
              name={names[r] ?? ''}
              ms={run.timingsMs.fit + run.timingsMs.score}
              figures={figures[r]!}
              label={label}
            />
          ))}
          {jobs.map((job) => (
            <tr key={JSON.stringify(job.request)} className="compare-table__job" data-state={job.state}>
              <td />
              <th scope="row">{rankingName(job.request, catalog, seed)}</th>
              <td colSpan={label === null ? 7 : 11}>{jobText(job)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ended && (
        <Button className="compare__clear" onClick={dismissJobs}>
          Take away what did not run
        </Button>
      )}
    </div>
  )
}

function Head({ label }: { readonly label: string | null }) {
  return (
    <thead>
      <tr>
        <td />
        <th scope="col">Detector</th>
        <NumberHead title="To fit it and to score every row, on this machine.">Time</NumberHead>
        <NumberHead title="The same number of rows to review for each of them.">Flagged</NumberHead>
        <NumberHead title="Rows that both this detector and the current one flag.">In common</NumberHead>
        <NumberHead title="Rows that both flag, as a share of those that either flags (Jaccard): 1 means the same rows.">
          Overlap
        </NumberHead>
        <NumberHead title="Spearman's correlation of all ranks with those of the current detector: 1 means the same order, 0 that one says nothing of the other.">
          Order alike
        </NumberHead>
        <NumberHead title="Rows that it flags and no other detector of the table does.">Only here</NumberHead>
        {label !== null && (
          <>
            <NumberHead
              title={`Against ${label}: the chance that an anomaly scores higher than a normal row.`}
            >
              AUC
            </NumberHead>
            <NumberHead title={`Against ${label}: the precision at every anomaly of the ranking, averaged.`}>
              Avg. precision
            </NumberHead>
            <NumberHead title={`Against ${label}: the share of the flagged rows that are anomalies.`}>
              Precision
            </NumberHead>
            <NumberHead title={`Against ${label}: the share of the anomalies that are flagged.`}>
              Recall
            </NumberHead>
          </>
        )}
        <th scope="col">
          <span className="visually-hidden">What to do</span>
        </th>
      </tr>
    </thead>
  )
}

function NumberHead({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <th scope="col" className="compare-table__number" title={title}>
      {children}
    </th>
  )
}

interface RunRowProps {
  /** Null: the page's own ranking. */
  readonly run: ComparedRanking | null
  readonly letter: string
  readonly name: string
  readonly ms: number
  readonly figures: AgreementFigures
  readonly label: string | null
}

function RunRow({ run, letter, name, ms, figures, label }: RunRowProps) {
  const working = useApp((state) => state.work !== null)
  const { cut, both, only, correlation, labelled } = figures
  return (
    <tr data-current={run === null || undefined}>
      <td className="compare-table__letter" aria-hidden="true">
        {letter}
      </td>
      <th scope="row">
        {name}
        {run === null && <span className="compare-table__mark">current</span>}
      </th>
      <td className="compare-table__number">{durationText(ms)}</td>
      <td className="compare-table__number">{formatCount(cut)}</td>
      <td className="compare-table__number">
        {run === null ? '' : <span className="plot-flagged-number">{formatCount(both)}</span>}
      </td>
      <td className="compare-table__number">
        {run === null ? '' : correlationText(flaggedTogether(figures))}
      </td>
      <td className="compare-table__number">{run === null ? '' : correlationText(correlation)}</td>
      <td className="compare-table__number">{formatCount(only)}</td>
      {label !== null && (
        <>
          <td className="compare-table__number">{correlationText(labelled?.auroc ?? null)}</td>
          <td className="compare-table__number">{correlationText(labelled?.averagePrecision ?? null)}</td>
          <td className="compare-table__number">{labelled ? shareText(labelled.precision) : ''}</td>
          <td className="compare-table__number">{labelled ? shareText(labelled.recall) : ''}</td>
        </>
      )}
      <td className="compare-table__buttons">
        {run !== null && (
          <>
            <Button
              disabled={working}
              title="Make it the ranking of the page"
              aria-label={`Use ${name}`}
              onClick={() => void makeRanking(run)}
            >
              Use
            </Button>
            <ActionIcon
              size={26}
              aria-label={`Remove ${name}`}
              title="Take it out of the table"
              onClick={() => removeRun(run)}
            >
              <IconX size={15} stroke={1.8} />
            </ActionIcon>
          </>
        )}
      </td>
    </tr>
  )
}

function shareText(share: number): string {
  return Number.isNaN(share) ? '–' : formatPercent(share)
}

/** A, B, C …: how the rankings are called where there is no room for their names. */
export function letterOf(r: number): string {
  return String.fromCharCode(65 + r)
}
