import type { ReactNode } from 'react'
import type { DetectorInfo } from '../../../analysis/detectors/detector.ts'
import { samplingFor } from '../../../state/detector-choices.ts'

const COSTS: Readonly<Record<DetectorInfo['cost'], string>> = {
  linear: 'Time in proportion to the number of rows',
  'n log n': 'Time a little more than in proportion to the number of rows',
  quadratic: 'Time with the square of the number of rows: twice the rows take four times as long',
}

interface DetectorCardProps {
  readonly info: DetectorInfo
  readonly heading: string
  readonly rows: number
}

/** What the detector is. */
export function DetectorCard({ info, heading, rows }: DetectorCardProps) {
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
        <Fact name="Cost">{COSTS[info.cost]}</Fact>
        {sampling !== null && <Fact name="Sample">{sampling}</Fact>}
        <Fact name="After">{info.source}</Fact>
      </dl>
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
