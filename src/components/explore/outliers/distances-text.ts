import type { RobustDistancesAnswer } from '../../../analysis/outliers/robust-distances.ts'
import { formatCount, formatFixed, formatNumber, formatPercent } from '../../plots/format.ts'

/** What robust distances say, in a sentence. */
export function distancesText(answer: RobustDistancesAnswer, alpha: number): string {
  const { beyond, expected, limit, largest, complete, rowCount, columns } = answer
  const rows = beyond === 0 ? 'No row lies' : beyond === 1 ? '1 row lies' : `${formatCount(beyond)} rows lie`
  const about = expected < 10 ? formatFixed(expected, 1) : formatCount(expected)
  const incomplete = rowCount - complete
  const left =
    incomplete > 0
      ? ` ${formatCount(incomplete)} ${incomplete === 1 ? 'row' : 'rows'} without a value in some column shaped nothing; the median stands in for it.`
      : ''
  return `${rows} ${formatFixed(limit, 2)} or farther from the centre of ${formatCount(columns.length)} ${columns.length === 1 ? 'column' : 'columns'} (the limit that ${formatPercent(alpha)} of ordinary rows pass: ${about}). The farthest lies ${formatNumber(largest, 4)} away.${left}`
}
