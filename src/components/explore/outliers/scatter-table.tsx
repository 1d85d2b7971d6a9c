import type { RobustDistancesAnswer } from '../../../analysis/outliers/robust-distances.ts'
import { formatNumber } from '../../plots/format.ts'

interface ScatterTableProps {
  readonly answer: RobustDistancesAnswer
  readonly names: ReadonlyMap<number, string>
}

/** Centre and spread of the ordinary rows beside those of all rows: what outliers would have made of them. */
export function ScatterTable({ answer, names }: ScatterTableProps) {
  return (
    <table className="plot-table outliers-scatter" aria-label="Robust centre and spread">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Robust centre</th>
          <th scope="col">Mean</th>
          <th scope="col">Robust sd</th>
          <th scope="col">Standard deviation</th>
        </tr>
      </thead>
      <tbody>
        {answer.columns.map(({ column, centre, sd, mean, usualSd }) => (
          <tr key={column}>
            <th scope="row">{names.get(column)}</th>
            <td>{formatNumber(centre)}</td>
            <td>{formatNumber(mean)}</td>
            <td>{formatNumber(sd)}</td>
            <td>{formatNumber(usualSd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
