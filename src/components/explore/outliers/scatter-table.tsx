import type { RobustDistancesAnswer } from '../../../analysis/outliers/robust-distances.ts'
import { formatNumber } from '../../plots/format.ts'
import { TRANSFORM_NAMES } from './test-text.ts'

interface ScatterTableProps {
  readonly answer: RobustDistancesAnswer
  readonly names: ReadonlyMap<number, string>
}

/** Centre and spread of the ordinary rows beside those of all rows: what outliers would have made of them. */
export function ScatterTable({ answer, names }: ScatterTableProps) {
  const scaled = answer.columns.some(({ transform }) => transform !== 'none')
  return (
    <table className="plot-table outliers-scatter" aria-label="Robust centre and spread">
      {scaled && (
        <caption>
          Of transformed values; centre and mean are put back into the column’s own unit, standard deviations
          are on the transformed scale.
        </caption>
      )}
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
        {answer.columns.map(({ column, transform, centre, sd, mean, usualSd }) => (
          <tr key={column}>
            <th scope="row">
              {names.get(column)}
              {transform !== 'none' && ` (${TRANSFORM_NAMES[transform]})`}
            </th>
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
