import { openPair } from '../../state/explore.ts'
import { formatCount } from '../plots/format.ts'
import { coefficientText, nameOf, rangeText, type RankedPair } from './readings.ts'

interface PairRowsProps {
  /** Accessible name. */
  readonly label: string
  readonly pairs: readonly RankedPair[]
  /** By place. */
  readonly names: readonly string[]
  /** Table columns by place. */
  readonly columns: readonly number[]
}

/** Pairs of columns with their coefficient, interval and rows; each leads to its scatter plot. */
export function PairRows({ label, pairs, names, columns }: PairRowsProps) {
  return (
    <table className="plot-table pair-rows" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Columns</th>
          <th scope="col">Coefficient</th>
          <th scope="col">Rows</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair) => (
          <tr key={`${pair.i} ${pair.j}`}>
            <th scope="row">
              <button
                type="button"
                className="pair-open"
                title={`${names[pair.i] ?? ''} and ${names[pair.j] ?? ''}: show the two against each other`}
                aria-label={`${names[pair.i] ?? ''} and ${names[pair.j] ?? ''}`}
                onClick={() => openPair(columns[pair.i]!, columns[pair.j]!)}
              >
                <span>{names[pair.i]}</span> <span>{names[pair.j]}</span>
              </button>
            </th>
            <td title={pair.method ? nameOf(pair.method) : ''}>
              {pair.method && <span className="pair-symbol">{SYMBOLS[pair.method]}</span>}{' '}
              {coefficientText(pair.value, 3)}
              {pair.low === pair.low && (
                <span className="pair-interval">{rangeText(pair.low, pair.high)}</span>
              )}
            </td>
            <td>{formatCount(pair.rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const SYMBOLS = { pearson: 'r', spearman: 'ρ', kendall: 'τ', 'cramers-v': 'V', eta: 'η' } as const
