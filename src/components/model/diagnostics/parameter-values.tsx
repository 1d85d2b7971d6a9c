import type { DetectorParams, ParamInfo } from '../../../analysis/detectors/detector.ts'
import { formatNumber } from '../../plots/format.ts'

interface ParameterValuesProps {
  readonly params: readonly ParamInfo[]
  readonly values: DetectorParams
}

/** The values that a detector ran with. */
export function ParameterValues({ params, values }: ParameterValuesProps) {
  return (
    <section className="fitted__figures" aria-label="Parameters">
      <h4 className="fitted__heading">Parameters</h4>
      {params.length === 0 ? (
        <p className="fitted__caption">This detector has none.</p>
      ) : (
        <table className="fitted__table" aria-label="Parameters">
          <tbody>
            {params.map((param) => (
              <tr key={param.key}>
                <th scope="row">
                  {param.label}
                  <span className="fitted__help">{param.help}</span>
                </th>
                <td>{valueText(param, values[param.key])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** A parameter's value in the words of its form. */
function valueText(param: ParamInfo, value: DetectorParams[string] | undefined): string {
  if (param.kind === 'switch') return value === true ? 'yes' : 'no'
  if (param.kind === 'choice')
    return param.options.find((option) => option.value === value)?.label ?? String(value)
  if (typeof value === 'number') return formatNumber(value)
  if (value === '' || value === undefined) return param.kind === 'column' ? 'the detector’s own choice' : '–'
  return String(value)
}
