import { usePlotArea, ZIndexLayer } from 'recharts'
import type { CountScale } from '../../plots/count-scale.ts'

interface ExpectedLineProps {
  /** (bars,) rows */
  readonly expected: ArrayLike<number>
  readonly scale: CountScale
}

/** What the law expects, as a step over each bar. */
export function ExpectedLine({ expected, scale }: ExpectedLineProps) {
  const box = usePlotArea()
  if (!box) return null
  const slot = box.width / expected.length
  const bottom = box.y + box.height
  let d = ''
  for (let bar = 0; bar < expected.length; bar++) {
    const rows = expected[bar]!
    if (!(rows > 0)) continue
    const y = Math.max(box.y, bottom - (scale.height(rows) / scale.top) * box.height)
    const x = box.x + bar * slot
    d += `M${x.toFixed(2)} ${y.toFixed(2)}h${slot.toFixed(2)}`
  }
  return (
    <ZIndexLayer zIndex={355}>
      <path d={d} className="audit-expected" fill="none" pointerEvents="none" data-expected="" />
    </ZIndexLayer>
  )
}

/** A line across the plot, such as a limit. */
export function Marker({ at }: { readonly at: number }) {
  const box = usePlotArea()
  if (!box) return null
  const x = box.x + at * box.width
  return (
    <ZIndexLayer zIndex={355}>
      <path d={`M${x.toFixed(2)} ${box.y}v${box.height}`} className="audit-marker" pointerEvents="none" />
    </ZIndexLayer>
  )
}
