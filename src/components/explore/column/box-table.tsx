import type { DistributionAnswer } from '../../../analysis/distribution/distribution.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'
import { formatAt } from './value-format.ts'

interface BoxTableProps {
  readonly answer: DistributionAnswer
  readonly counts: LinkedCounts
}

/** A box plot in numbers: between which values how many rows lie, and how many of them are flagged. */
export function BoxTable({ answer, counts }: BoxTableProps) {
  useLinkedRender(counts)
  const { box, cells, scale } = answer
  if (!box) return null
  const flagged = counts.flagged()
  const at = (position: number) => formatAt(scale, position)
  const parts = [
    { name: `Far out below ${at(box.outerFences[0])}`, from: -Infinity, to: box.outerFences[0] },
    { name: `Outside below ${at(box.innerFences[0])}`, from: box.outerFences[0], to: box.innerFences[0] },
    { name: 'Within the fences', from: box.innerFences[0], to: box.innerFences[1] },
    { name: `Outside above ${at(box.innerFences[1])}`, from: box.innerFences[1], to: box.outerFences[1] },
    { name: `Far out above ${at(box.outerFences[1])}`, from: box.outerFences[1], to: Infinity },
  ]
  const inside = (c: number, k: number): boolean => {
    const { from, to } = parts[k]!
    const value = cells.first[c]!
    // The fences themselves are inside: below the middle a part begins at its lower end, above it after it.
    if (k < 2) return value >= from && value < to
    if (k === 2) return value >= from && value <= to
    return value > from && value <= to
  }
  const count = (of: ArrayLike<number>, k: number): number => {
    let sum = 0
    for (let c = 0; c < cells.counts.length; c++) if (inside(c, k)) sum += of[c]!
    return sum
  }
  const figures = [
    ['Smallest', box.min],
    ['Lower whisker', box.whiskers[0]],
    ['Lower quartile', box.q1],
    ['Median', box.median],
    ['Upper quartile', box.q3],
    ['Upper whisker', box.whiskers[1]],
    ['Largest', box.max],
  ] as const
  return (
    <>
      <table className="plot-table" aria-label="Box plot figures">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{at(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="plot-table" aria-label="Box plot and density data">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Rows</th>
            <th scope="col">Flagged</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name }, k) => (
            <tr key={k}>
              <th scope="row">{name}</th>
              <td>{formatCount(count(cells.counts, k))}</td>
              <td>{formatCount(count(flagged, k))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
