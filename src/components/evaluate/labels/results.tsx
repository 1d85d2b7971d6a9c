import { useMemo } from 'react'
import type { LabelMapping } from '../../../analysis/evaluate/labels.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { INTERVAL_SEED, labelsAtCut } from '../../../state/labels-at-cut.ts'
import { useKept } from '../../../state/use-kept.ts'
import { useQuestion } from '../../../state/use-question.ts'
import { formatCount, formatPercent, formatRows } from '../../plots/format.ts'
import { HelpHint } from '../../help/help-hint.tsx'
import { PlotProblem } from '../../plots/plot-placeholder.tsx'
import type { EvaluateProps } from '../section-props.ts'
import { BestCutLine } from './best-cut-line.tsx'
import { ConfusionTable } from './confusion-table.tsx'
import { FiguresTable } from './figures-table.tsx'
import { LabelCurves } from './label-curves.tsx'

interface ResultsProps extends EvaluateProps {
  readonly column: ColumnSummary
  readonly mapping: LabelMapping
}

const FIRST_BETA = 2
const FIRST_K = 100

/** What the ranking is worth, against the labels. */
export function Results({ dataset, ranking, column, mapping }: ResultsProps) {
  const asked = { column: column.index, mapping }
  const { data, error } = useQuestion('labelledRanking', asked, { scores: true })
  const intervals = useQuestion(
    'labelIntervals',
    data && data.anomalies > 0 && data.normals > 0 ? { ...asked, seed: INTERVAL_SEED } : null,
    { scores: true },
  )
  const [beta, setBeta] = useKept(dataset, 'labels beta', FIRST_BETA)
  const [k, setK] = useKept(dataset, 'labels k', Math.min(FIRST_K, dataset.rowCount))
  const atCut = useMemo(() => (data ? labelsAtCut(ranking, data, beta) : null), [ranking, data, beta])
  if (error) return <PlotProblem error={error} />
  if (!data || !atCut) return <div className="labels__waiting" />
  const { anomalies, normals, leftOut } = data
  const total = anomalies + normals
  return (
    <>
      <p className="labels__base">
        {formatRows(total)} with a label, {formatCount(anomalies)} of them anomalies
        {total > 0 && ` (base rate ${formatPercent(anomalies / total)})`}
        {leftOut > 0 && `; ${formatRows(leftOut)} without one count in no figure`}.
        {anomalies === 0 && ' Without an anomaly there is nothing to find: check what the values mean.'}
        {anomalies > 0 &&
          normals === 0 &&
          ' Without a normal row nothing can be a false alarm: check what the values mean.'}
        {anomalies > normals && normals > 0 && ' More than half are anomalies: check what the values mean.'}
        <HelpHint article="precision" />
      </p>
      <div className="labels__results">
        <div className="labels__figures">
          <ConfusionTable atCut={atCut} />
          <BestCutLine atCut={atCut} beta={beta} rowCount={dataset.rowCount} />
          <FiguresTable
            atCut={atCut}
            auroc={data.auroc}
            averagePrecision={data.averagePrecision}
            areas={intervals.data}
            waiting={intervals.loading}
            beta={beta}
            onBeta={setBeta}
            k={Math.min(k, dataset.rowCount)}
            onK={setK}
            rowCount={dataset.rowCount}
          />
          <p className="labels__note">
            Intervals say how far a figure may be off for rows of the same kind: Wilson’s for shares, for the
            others the middle 95 % of 1,000 files drawn from these rows. There is none where no drawn file
            differs, or with fewer than five rows of a kind. <HelpHint article="interval" />
          </p>
        </div>
        <LabelCurves
          atCut={atCut}
          curves={data.curves}
          auroc={data.auroc}
          averagePrecision={data.averagePrecision}
        />
      </div>
    </>
  )
}
