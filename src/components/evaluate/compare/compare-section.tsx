import { Button } from '@mantine/core'
import { useFlagPatterns, useRankCorrelations } from '../../../state/compare-agreement.ts'
import { agreementFigures } from '../../../state/compare-figures.ts'
import { useLabelledRuns } from '../../../state/compare-labels.ts'
import { setCompare } from '../../../state/compare-runs.ts'
import { useApp } from '../../../state/store.ts'
import type { EvaluateProps } from '../section-props.ts'
import { rankingName } from './compare-text.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { CorrelationMatrix } from './correlation-matrix.tsx'
import { DetectorChooser } from './detector-chooser.tsx'
import { Disagreement } from './disagreement.tsx'
import { LabelledCurves } from './labelled-curves.tsx'
import './compare.css'

/** Other detectors beside the page's own: what they flag at the same cut, and where they disagree. */
export default function CompareSection({ dataset, ranking }: EvaluateProps) {
  const runs = useApp((state) => state.compare.runs)
  const dropped = useApp((state) => state.compare.dropped)
  const catalog = useApp((state) => state.catalog)
  const seed = useApp((state) => state.seed)
  const patterns = useFlagPatterns(ranking, runs)
  const correlations = useRankCorrelations(ranking, runs)
  const labelled = useLabelledRuns(dataset, ranking, runs)
  const names = distinct([ranking, ...runs].map((run) => rankingName(run, catalog, seed)))
  const figures = agreementFigures(patterns, correlations, labelled?.answers ?? null)
  return (
    <div className="compare">
      <DetectorChooser dataset={dataset} ranking={ranking} />
      {dropped !== null && (
        <p className="compare__note compare__dropped" role="status">
          {dropped}
          <Button onClick={() => setCompare({ dropped: null })}>Dismiss</Button>
        </p>
      )}
      <ComparisonTable
        ranking={ranking}
        runs={runs}
        names={names}
        figures={figures}
        label={labelled?.name ?? null}
      />
      {runs.length > 0 && (
        <>
          <Disagreement dataset={dataset} ranking={ranking} runs={runs} names={names} patterns={patterns} />
          <div className="compare__pair">
            <CorrelationMatrix names={names} correlations={correlations} />
            {labelled && <LabelledCurves names={names} answers={labelled.answers} label={labelled.name} />}
          </div>
        </>
      )}
    </div>
  )
}

/** Names that are equal get a number, so that each says which one it is. */
function distinct(names: readonly string[]): string[] {
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length
    return before === 0 ? name : `${name} · ${before + 1}`
  })
}
