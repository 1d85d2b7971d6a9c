import { useMemo, useState } from 'react'
import type { EvaluationCurves } from '../../../analysis/evaluate/labelled-ranking.ts'
import { setCut } from '../../../state/actions/cut.ts'
import type { LabelsAtCut } from '../../../state/labels-at-cut.ts'
import { LogToggle } from '../../plots/log-toggle.tsx'
import { formatCount, formatFixed, formatPercent } from '../../plots/format.ts'
import { AtCutText } from './at-cut-text.tsx'
import { CurvePlot, type CurveMark } from './curve-plot.tsx'
import { figureText } from './figure-text.ts'

interface LabelCurvesProps {
  readonly atCut: LabelsAtCut
  readonly curves: EvaluationCurves
  readonly auroc: number
  readonly averagePrecision: number
}

/** ROC, precision and recall, gain and lift, each with the cut in it. */
export function LabelCurves({ atCut, curves, auroc, averagePrecision }: LabelCurvesProps) {
  const [logGain, setLogGain] = useState(false)
  const [logLift, setLogLift] = useState(true)
  const { anomalies, normals } = atCut.labels
  const total = anomalies + normals
  const marks = useMemo(() => marksOf(atCut), [atCut])
  const none = anomalies === 0 ? 'There is no anomaly to find.' : null
  const base = anomalies / total
  const reviewed = () => {
    const { truePositives, falsePositives } = atCut.now().confusion
    return `${formatPercent((truePositives + falsePositives) / total)} of the rows`
  }
  return (
    <div className="labels__curves">
      <CurvePlot
        title="ROC curve"
        help="false-alarm-rate"
        xTitle="Normal rows flagged (%)"
        yTitle="Anomalies flagged"
        xHead="Normal rows flagged"
        yHead="Anomalies flagged"
        runs={[{ name: 'This ranking', ...curves.roc }]}
        base={{ kind: 'diagonal' }}
        none={none ?? (normals === 0 ? 'There is no normal row.' : null)}
        mark={marks.roc}
        onPick={(share) => setCut(atCut.cutWith('normals', share))}
        summary={
          <AtCutText
            atCut={atCut}
            text={() => {
              const { recall, specificity } = atCut.now().figures
              return `AUC ${figureText('index', auroc)}; flagged ${formatPercent(recall)} of anomalies, ${formatPercent(1 - specificity)} of normal rows`
            }}
          />
        }
      />
      <CurvePlot
        title="Precision and recall"
        help="average-precision"
        xTitle="Recall: anomalies flagged (%)"
        yTitle="Precision"
        xHead="Recall"
        yHead="Precision"
        runs={[{ name: 'This ranking', ...curves.precisionRecall }]}
        base={{ kind: 'level', y: base, name: `base rate ${formatPercent(base)}` }}
        none={none}
        mark={marks.precisionRecall}
        onPick={(share) => setCut(atCut.cutWith('anomalies', share))}
        summary={
          <AtCutText
            atCut={atCut}
            text={() => {
              const { recall, precision } = atCut.now().figures
              const there = Number.isNaN(precision)
                ? 'nothing'
                : `precision ${formatPercent(precision)}, recall ${formatPercent(recall)}`
              return `Average precision ${figureText('index', averagePrecision)}; flagged: ${there}`
            }}
          />
        }
      />
      <CurvePlot
        title="Gain"
        controls={
          <LogToggle label="Log share of rows" text="Log x" checked={logGain} onChange={setLogGain} />
        }
        xTitle="Rows flagged (%)"
        yTitle="Anomalies flagged"
        xHead="Rows flagged"
        yHead="Anomalies flagged"
        runs={[{ name: 'This ranking', ...curves.gain }]}
        base={{ kind: 'diagonal' }}
        none={none}
        log={logGain}
        mark={marks.gain}
        onPick={(share) => setCut(atCut.cutWith('rows', share))}
        summary={
          <AtCutText
            atCut={atCut}
            text={() =>
              `With ${reviewed()} flagged, ${formatCount(atCut.now().confusion.truePositives)} of ${formatCount(anomalies)} anomalies are found`
            }
          />
        }
      />
      <CurvePlot
        title="Lift"
        controls={
          <LogToggle label="Log share of rows" text="Log x" checked={logLift} onChange={setLogLift} />
        }
        xTitle="Rows flagged (%)"
        yTitle="Times chance"
        xHead="Rows flagged"
        yHead="Lift"
        factor
        runs={[{ name: 'This ranking', ...curves.lift }]}
        base={{ kind: 'level', y: 1, name: 'chance' }}
        none={none}
        log={logLift}
        mark={marks.lift}
        onPick={(share) => setCut(atCut.cutWith('rows', share))}
        summary={
          <AtCutText
            atCut={atCut}
            text={() => {
              const { lift } = atCut.now().figures
              return Number.isNaN(lift)
                ? 'Nothing is flagged'
                : `With ${reviewed()} flagged, ${formatFixed(lift, 1)} times chance`
            }}
          />
        }
      />
    </div>
  )
}

function marksOf(atCut: LabelsAtCut): Readonly<Record<keyof EvaluationCurves, CurveMark>> {
  const { anomalies, normals } = atCut.labels
  const mark = (at: CurveMark['at']): CurveMark => ({ at, subscribe: atCut.subscribe })
  const share = () => {
    const { truePositives, falsePositives } = atCut.now().confusion
    return (truePositives + falsePositives) / (anomalies + normals)
  }
  const figures = () => atCut.now().figures
  return {
    roc: mark(() => [1 - figures().specificity, figures().recall]),
    precisionRecall: mark(() => [figures().recall, figures().precision]),
    gain: mark(() => [share(), figures().recall]),
    lift: mark(() => [share(), figures().lift]),
  }
}
