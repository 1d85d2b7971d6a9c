import type { LinkedCounts } from '../../state/linked-views.ts'
import { formatCount, formatPercent } from './format.ts'
import { useLinkedRender } from './use-linked-text.ts'
import './plots.css'

interface BinTableProps {
  /** Accessible name, e.g. `Score histogram data`. */
  readonly name: string
  /** Head of the first column. */
  readonly binHead: string
  readonly labels: readonly string[]
  readonly rows: Uint32Array
  readonly counts: LinkedCounts
  /** Makes each label a button that selects the bin. */
  readonly onPick?: (bin: number) => void
}

/** A bar plot's data: one line per bin that holds rows, and the totals. Follows the cut. */
export function BinTable({ name, binHead, labels, rows, counts, onPick }: BinTableProps) {
  useLinkedRender(counts)
  const flagged = counts.flagged()
  const selected = counts.selected()
  let rowTotal = 0
  let flaggedTotal = 0
  let selectedTotal = 0
  for (let b = 0; b < rows.length; b++) {
    rowTotal += rows[b]!
    flaggedTotal += flagged[b]!
    selectedTotal += selected?.[b] ?? 0
  }
  return (
    <table className="plot-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{binHead}</th>
          <th scope="col">Rows</th>
          {selected && <th scope="col">Selected</th>}
          <th scope="col">Flagged</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {labels.map((label, b) =>
          rows[b] === 0 ? null : (
            <tr key={b}>
              <th scope="row">
                {onPick ? (
                  <button
                    type="button"
                    className="text-button"
                    aria-label={`Select ${label}`}
                    onClick={() => onPick(b)}
                  >
                    {label}
                  </button>
                ) : (
                  label
                )}
              </th>
              <td>{formatCount(rows[b]!)}</td>
              {selected && <td>{formatCount(selected[b]!)}</td>}
              <td className={flagged[b]! > 0 ? 'plot-flagged-number' : undefined}>
                {formatCount(flagged[b]!)}
              </td>
              <td>{formatPercent(flagged[b]! / rows[b]!)}</td>
            </tr>
          ),
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td>{formatCount(rowTotal)}</td>
          {selected && <td>{formatCount(selectedTotal)}</td>}
          <td>{formatCount(flaggedTotal)}</td>
          <td>{formatPercent(rowTotal > 0 ? flaggedTotal / rowTotal : 0)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
