import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCount, formatFixed, formatPercent } from '../../plots/format.ts'
import { useLinkedRender } from '../../plots/use-linked-text.ts'

/** One more column of a bar's figures. */
export interface FigureColumn {
  readonly head: string
  readonly cell: (bar: number) => string
}

interface BarsTableProps {
  /** Accessible name. */
  readonly name: string
  readonly head: string
  readonly labels: readonly string[]
  readonly rows: Uint32Array
  readonly expected: Float64Array | null
  readonly counts: LinkedCounts
  readonly figures: readonly FigureColumn[]
  /** Which bars, in which order; all when absent. */
  readonly bars?: readonly number[]
  readonly onPick: (bar: number) => void
}

/** The figures of a test's bars; each label shows its rows. Follows the cut. */
export function BarsTable(props: BarsTableProps) {
  const { name, head, labels, rows, expected, counts, figures, onPick } = props
  const { bars = labels.map((_, bar) => bar) } = props
  useLinkedRender(counts)
  const flagged = counts.flagged()
  const selected = counts.selected()
  return (
    <table className="plot-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Rows</th>
          {expected && <th scope="col">Expected</th>}
          {expected && <th scope="col">Difference</th>}
          {figures.map((figure) => (
            <th key={figure.head} scope="col">
              {figure.head}
            </th>
          ))}
          {selected && <th scope="col">Selected</th>}
          <th scope="col">Flagged</th>
          <th scope="col">Share flagged</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar}>
            <th scope="row">
              <button
                type="button"
                className="audit-link"
                aria-label={`Show rows of ${labels[bar] ?? ''}`}
                onClick={() => onPick(bar)}
              >
                {labels[bar]}
              </button>
            </th>
            <td>{formatCount(rows[bar]!)}</td>
            {expected && <td>{formatFixed(expected[bar]!, 1)}</td>}
            {expected && <td>{signed(rows[bar]! - expected[bar]!)}</td>}
            {figures.map((figure) => (
              <td key={figure.head}>{figure.cell(bar)}</td>
            ))}
            {selected && <td>{formatCount(selected[bar]!)}</td>}
            <td className={flagged[bar]! > 0 ? 'plot-flagged-number' : undefined}>
              {formatCount(flagged[bar]!)}
            </td>
            <td>{rows[bar]! > 0 ? formatPercent(flagged[bar]! / rows[bar]!) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** With a sign and one decimal. */
export function signed(difference: number): string {
  const text = formatFixed(Math.abs(difference), 1)
  return Math.abs(difference) < 0.05 ? text : difference > 0 ? `+${text}` : `−${text}`
}
