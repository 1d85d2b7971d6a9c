import type { OutlierTestsAnswer } from '../../../analysis/outliers/outlier-tests.ts'
import { formatCount, formatFixed, formatNumber } from '../../plots/format.ts'

const SHOWN = 50

/** Rosner's table: what the ESD test took away step by step. */
export function EsdSteps({ answer }: { readonly answer: OutlierTestsAnswer }) {
  const test = answer.tests.find(({ id }) => id === 'esd')
  const steps = test?.steps ?? []
  const outliers = test?.outliers ?? 0
  if (steps.length === 0) return null
  const shown = steps.slice(0, Math.max(SHOWN, Math.min(outliers + 1, 4 * SHOWN)))
  return (
    <details className="outliers-steps">
      <summary>Steps of the generalised ESD test</summary>
      <p>
        Each step takes away the value that is then farthest from the mean of what is left. The last step
        whose R exceeds λ decides: the values up to it are the outliers.
      </p>
      <table className="plot-table" aria-label="Steps of the generalised ESD test">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Value</th>
            <th scope="col">R</th>
            <th scope="col">λ</th>
            <th scope="col">Outlier</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((step, i) => (
            <tr key={i}>
              <th scope="row">{formatCount(i + 1)}</th>
              <td>{formatNumber(step.value)}</td>
              <td>{formatFixed(step.statistic, 3)}</td>
              <td>{formatFixed(step.critical, 3)}</td>
              <td>{i < outliers ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps.length > shown.length && (
        <p>
          The first {formatCount(shown.length)} of {formatCount(steps.length)} steps.
        </p>
      )}
    </details>
  )
}
