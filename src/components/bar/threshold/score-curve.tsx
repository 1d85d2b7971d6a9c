import { useMemo } from 'react'
import { scoreCurve } from '../../../state/cut-curves.ts'
import { scoreRange, thresholdScore } from '../../../state/selectors.ts'
import { useApp } from '../../../state/store.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import { formatRows, formatScore } from '../../plots/format.ts'
import { CutCurve, type CutCurveMark } from './cut-curve.tsx'

interface ScoreCurveProps {
  readonly ranking: Ranking
  readonly marks?: readonly CutCurveMark[]
}

/** The scores from the highest down: where they fall steeply, and where they go on evenly. */
export function ScoreCurve({ ranking, marks = [] }: ScoreCurveProps) {
  const cut = useApp((state) => state.cut)
  const run = useMemo(() => scoreCurve(ranking), [ranking])
  const [low, high] = scoreRange(ranking)
  const format = (score: number) => formatScore(score, high - low)
  const score = thresholdScore(ranking, cut)
  return (
    <CutCurve
      title="Scores from the highest down"
      summary={`${formatRows(cut)} flagged${score === null ? '' : `, down to a score of ${format(score)}`}; scores from ${format(high)} to ${format(low)}`}
      run={run}
      y={[low, high + (high - low || 1) * 0.06]}
      yTitle="Score"
      format={format}
      marks={marks}
    />
  )
}
