import { useMemo, useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import type { LabelledRankingAnswer } from '../../../analysis/evaluate/labelled-ranking.ts'
import { LEVEL_COLOURS } from '../../plots/palette.ts'
import { CurvePlot, type CurveRun } from '../labels/curve-plot.tsx'
import { correlationText } from './compare-text.ts'

interface LabelledCurvesProps {
  readonly names: readonly string[]
  readonly answers: readonly (LabelledRankingAnswer | null)[]
  readonly label: string
}

/** The curves of the rankings against labels, in one plot: the current one and the best of the others. */
export function LabelledCurves({ names, answers, label }: LabelledCurvesProps) {
  const [kind, setKind] = useState<'roc' | 'precisionRecall'>('precisionRecall')
  const shown = useMemo(() => {
    const known = answers.flatMap((answer, r) => (answer ? [{ answer, name: names[r] ?? '', r }] : []))
    const figure = kind === 'roc' ? 'auroc' : 'averagePrecision'
    const others = known.filter(({ r }) => r > 0).sort((a, b) => b.answer[figure] - a.answer[figure])
    return [...known.filter(({ r }) => r === 0), ...others].slice(0, LEVEL_COLOURS)
  }, [answers, names, kind])
  const runs: CurveRun[] = shown.map(({ answer, name }) => ({ name, ...answer.curves[kind] }))
  const own = answers[0]
  const total = own ? own.anomalies + own.normals : 0
  const controls = (
    <SegmentedControl
      size="xs"
      aria-label="Curve"
      value={kind}
      onChange={(value) => setKind(value === 'roc' ? 'roc' : 'precisionRecall')}
      data={[
        { value: 'precisionRecall', label: 'Precision and recall' },
        { value: 'roc', label: 'ROC' },
      ]}
    />
  )
  const summary = `Against ${label}: ${shown
    .map(
      ({ name, answer }) =>
        `${name} ${correlationText(kind === 'roc' ? answer.auroc : answer.averagePrecision)}`,
    )
    .join(', ')}${shown.length < names.length ? `; ${names.length - shown.length} more are not drawn` : ''}`
  return (
    <div className="compare__curves">
      <div className="compare__curve">
        <CurvePlot
          title="Curves of all detectors"
          controls={controls}
          summary={summary}
          runs={runs}
          base={
            kind === 'roc'
              ? { kind: 'diagonal' }
              : { kind: 'level', y: own ? own.anomalies / total : 0, name: 'chance' }
          }
          xTitle={kind === 'roc' ? 'Normal rows flagged (%)' : 'Recall: anomalies flagged (%)'}
          yTitle={kind === 'roc' ? 'Anomalies flagged' : 'Precision'}
          xHead={kind === 'roc' ? 'Normal rows flagged' : 'Recall'}
          yHead={kind === 'roc' ? 'Anomalies flagged' : 'Precision'}
        />
      </div>
      <ul className="compare__legend" aria-hidden="true">
        {shown.map(({ name }, i) => (
          <li key={name}>
            <span style={{ background: shown.length > 1 ? `var(--level-${i + 1})` : 'var(--ink-soft)' }} />
            {name}
          </li>
        ))}
      </ul>
    </div>
  )
}
