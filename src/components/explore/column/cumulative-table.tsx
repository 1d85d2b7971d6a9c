import type { DistributionAnswer } from '../../../analysis/distribution/distribution.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { shareAtMost } from './cell-places.ts'
import { sumOf } from './line-paths.ts'
import { formatAt } from './value-format.ts'

const SHARES = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999]

interface CumulativeTableProps {
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
}

/** Values that so many of the rows do not exceed, and how many of the flagged ones do not. */
export function CumulativeTable({ answer, counts }: CumulativeTableProps) {
  useLinkedRender(counts)
  const { cells, scale, count } = answer
  const flagged = counts.flagged()
  const total = sumOf(flagged)
  if (count === 0) return null
  return (
    <table className="plot-table" aria-label="Cumulative distribution data">
      <thead>
        <tr>
          <th scope="col">Rows at or below</th>
          <th scope="col">Value</th>
          <th scope="col">Flagged rows at or below</th>
        </tr>
      </thead>
      <tbody>
        {SHARES.map((share) => {
          const value = valueAt(answer, share)
          const below = shareAtMost(cells, flagged, value)
          return (
            <tr key={share}>
              <th scope="row">{formatPercent(share)}</th>
              <td>{formatAt(scale, value)}</td>
              <td>
                {total === 0 ? '–' : `${formatCount(Math.round(below * total))} (${formatPercent(below)})`}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The smallest drawn value that this share of the rows is at or below. */
function valueAt({ cells, ranks, count }: DistributionAnswer, share: number): number {
  const wanted = share * count
  let c = 0
  while (c < cells.counts.length - 1 && ranks[c + 1]! < wanted) c++
  const part = (wanted - ranks[c]!) / cells.counts[c]!
  return cells.first[c]! + Math.max(0, Math.min(1, part)) * (cells.last[c]! - cells.first[c]!)
}
