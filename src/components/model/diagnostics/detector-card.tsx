import type { ReactNode } from 'react'
import type { DetectorInfo, DetectorParams, ParamInfo } from '../../../analysis/detectors/detector.ts'
import { samplingFor } from '../../../state/detector-choices.ts'
import { formatNumber } from '../../plots/format.ts'

const COSTS: Readonly<Record<DetectorInfo['cost'], string>> = {
  linear: 'In proportion to the number of rows',
  'n log n': 'A little more than in proportion to the number of rows',
  quadratic: 'With the square of the number of rows: twice the rows take four times as long',
}

interface DetectorCardProps {
  readonly info: DetectorInfo
  readonly heading: string
  readonly params: DetectorParams
  readonly rows: number
}

/** What the detector is, and the values that it ran with. */
export function DetectorCard({ info, heading, params, rows }: DetectorCardProps) {
  const sampling = samplingFor(info, rows)
  return (
    <section className="fitted__figures" aria-label="Detector">
      <h4 className="fitted__heading">
        {info.name} <span className="fitted__family">{heading}</span>
      </h4>
      <p className="fitted__summary">{info.summary}</p>
      <dl className="fitted__facts">
        <Fact name="Good at">{info.goodAt}</Fact>
        <Fact name="Weak at">{info.badAt}</Fact>
        <Fact name="Time">{COSTS[info.cost]}</Fact>
        {sampling !== null && <Fact name="Sample">{sampling}</Fact>}
        <Fact name="After">{info.source}</Fact>
      </dl>
      <table className="fitted__table" aria-label="Parameters">
        <tbody>
          {info.params.map((param) => (
            <tr key={param.key}>
              <th scope="row">
                {param.label}
                <span className="fitted__help">{param.help}</span>
              </th>
              <td>{valueText(param, params[param.key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {info.params.length === 0 && <p className="fitted__caption">It has no parameters.</p>}
    </section>
  )
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
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
