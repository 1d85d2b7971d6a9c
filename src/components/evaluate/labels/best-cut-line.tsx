import { Button } from '@mantine/core'
import { setCut } from '../../../state/actions/cut.ts'
import type { LabelsAtCut } from '../../../state/labels-at-cut.ts'
import { formatCount, formatFixed, formatNumber } from '../../plots/format.ts'

interface BestCutLineProps {
  readonly atCut: LabelsAtCut
  readonly beta: number
  readonly rowCount: number
}

/** The cut that the labels like best, said as such. */
export function BestCutLine({ atCut, beta, rowCount }: BestCutLineProps) {
  const best = atCut.best()
  if (!best || best.cut === 0 || atCut.labels.normals === 0) return null
  const { confusion } = atCut.at(best.cut)
  return (
    <p className="labels-best">
      <span>
        Using the labels, F{formatNumber(beta)} is highest with {formatCount(best.cut)} of{' '}
        {formatCount(rowCount)} rows flagged: {formatFixed(best.fBeta, 3)}, with{' '}
        {formatCount(confusion.truePositives)} of {formatCount(atCut.labels.anomalies)} anomalies among them.
        Expect less of it in another file.
      </span>
      <Button variant="default" size="xs" onClick={() => setCut(best.cut)}>
        Flag {formatCount(best.cut)} rows
      </Button>
    </p>
  )
}
