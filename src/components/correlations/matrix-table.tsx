import { formatCount } from '../plots/format.ts'
import { PairRows } from './pair-rows.tsx'
import { coefficientText, countPairs, rankedPairs, readingAt, type Correlations } from './readings.ts'

interface MatrixTableProps {
  readonly answer: Correlations
  readonly order: readonly number[]
  readonly names: readonly string[]
}

/** A wider matrix is listed pair by pair. */
const MOST_WIDE = 40
const MOST_PAIRS = 1000

/** The figures of the heatmap as a table: the matrix itself, or of many columns the strongest pairs. */
export function MatrixTable({ answer, order, names }: MatrixTableProps) {
  if (order.length > MOST_WIDE) return <ManyPairs answer={answer} names={names} />
  return (
    <table className="plot-table matrix-table" aria-label="Correlation heatmap data">
      <thead>
        <tr>
          <th scope="col">Column</th>
          {order.map((place) => (
            <th key={place} scope="col">
              {names[place]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.map((i) => (
          <tr key={i}>
            <th scope="row">{names[i]}</th>
            {order.map((j) => {
              const { value, rows } = readingAt(answer, i, j)
              return (
                <td key={j} title={`${names[i] ?? ''} and ${names[j] ?? ''}, n = ${formatCount(rows)}`}>
                  {coefficientText(value, 3)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ManyPairs({ answer, names }: Pick<MatrixTableProps, 'answer' | 'names'>) {
  const pairs = rankedPairs(answer, MOST_PAIRS)
  const all = countPairs(answer)
  return (
    <>
      {all > MOST_PAIRS && (
        <p className="heatmap-hint">
          The {formatCount(MOST_PAIRS)} strongest of {formatCount(all)} pairs; the CSV export has all of them.
        </p>
      )}
      <PairRows label="Correlation heatmap data" pairs={pairs} names={names} columns={answer.columns} />
    </>
  )
}
