import { Button } from '@mantine/core'
import { useFlagPatterns, useRankCorrelations } from '../../../state/compare-agreement.ts'
import { agreementFigures, flaggedTogether, votesOf } from '../../../state/compare-figures.ts'
import { openEvaluation } from '../../../state/evaluate.ts'
import { useApp } from '../../../state/store.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { correlationText, rankingName } from '../compare/compare-text.ts'

/** How far the compared detectors agree with the current one, in words. */
export function AgreementPart({ ranking }: { readonly ranking: Ranking }) {
  const runs = useApp((state) => state.compare.runs)
  return (
    <section className="unlabelled__part" aria-label="Agreement">
      <h3>Do other detectors agree?</h3>
      {runs.length === 0 ? (
        <p className="compare__note">
          No other detector has been run yet. Rows that detectors of different kinds flag alike rest on more
          than one idea of what is unusual.
        </p>
      ) : (
        <InWords ranking={ranking} />
      )}
      <Button className="unlabelled__go" onClick={() => openEvaluation('compare')}>
        Compare detectors
      </Button>
    </section>
  )
}

/** Two orders that are this much alike are one vote. */
const NEARLY_THE_SAME = 0.9

function InWords({ ranking }: { readonly ranking: Ranking }) {
  const runs = useApp((state) => state.compare.runs)
  const catalog = useApp((state) => state.catalog)
  const seed = useApp((state) => state.seed)
  const patterns = useFlagPatterns(ranking, runs)
  const correlations = useRankCorrelations(ranking, runs)
  const figures = agreementFigures(patterns, correlations, null)
  const { cut } = patterns
  const others = figures
    .slice(1)
    .map((figure, i) => ({ ...figure, name: rankingName(runs[i]!, catalog, seed) }))
  others.sort((a, b) => b.both - a.both)
  const most = others[0]
  const least = others.at(-1)
  const alone = figures[0]?.only ?? 0
  const votes = votesOf(patterns)
  const twins = others.filter(({ correlation }) => (correlation ?? 0) >= NEARLY_THE_SAME)
  if (!most || !least || cut === 0) return <p className="compare__note">Nothing is flagged at this cut.</p>
  return (
    <p className="compare__note" role="status">
      Of {formatRows(cut)} flagged now, {formatCount(cut - alone)} ({formatPercent((cut - alone) / cut)}) are
      also among the first {formatCount(cut)} of at least one of {formatCount(others.length)} other{' '}
      {others.length === 1 ? 'detector' : 'detectors'}
      {others.length > 1 && <>, and {formatCount(votes.byAll)} of all of them</>}. {most.name} agrees{' '}
      {others.length > 1 && 'most '}({formatCount(most.both)} rows in common, overlap{' '}
      {correlationText(flaggedTogether(most))})
      {others.length > 1 && (
        <>
          , {least.name} least ({formatCount(least.both)}, {correlationText(flaggedTogether(least))})
        </>
      )}
      .
      {twins.length > 0 &&
        ` ${twins.map(({ name }) => name).join(', ')} ${twins.length === 1 ? 'orders' : 'order'} the rows nearly like the current detector and ${twins.length === 1 ? 'is' : 'are'} no independent vote.`}
    </p>
  )
}
