import { useEffect, useRef, useState } from 'react'
import type { Curve } from '../../../analysis/run-context.ts'
import { CurveChart } from './curve-chart.tsx'
import { latestText } from './curve-text.ts'
import './live-curve.css'

/** How often the curve's state is put into words for those who hear it. */
const SPOKEN_EVERY_MS = 5000
/** The axis goes at least this far, and grows in such steps. */
const X_STEP = 10

interface LiveCurveProps {
  readonly curve: Curve
  /** What is being done, e.g. `network 2 of 5, epoch 12`. */
  readonly phase: string | undefined
}

/** The curve of a run while it works. Its place has one size, whatever the curve. */
export default function LiveCurve({ curve, phase }: LiveCurveProps) {
  const last = Math.max(1, ...curve.lines.map(({ x }) => x.at(-1) ?? 0))
  const spoken = useSpoken(latestText(curve))
  return (
    <figure className="live-curve" aria-label={curve.title}>
      <figcaption className="live-curve__title">
        {curve.title}
        {phase !== undefined && <span className="live-curve__phase">{afterTitle(phase)}</span>}
      </figcaption>
      <div className="live-curve__plot">
        <CurveChart curve={curve} leastX={Math.ceil(last / X_STEP) * X_STEP} />
      </div>
      <p className="live-curve__spoken" role="status" aria-live="polite">
        {spoken}
      </p>
    </figure>
  )
}

/** The text as it was some seconds ago at most: a screen reader is not interrupted at every frame. */
function useSpoken(text: string): string {
  const [spoken, setSpoken] = useState(text)
  const latest = useRef(text)
  useEffect(() => {
    latest.current = text
  }, [text])
  useEffect(() => {
    const timer = setInterval(() => setSpoken(latest.current), SPOKEN_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return spoken
}

/** `network 2 of 5, epoch 12` beside a title that names the network already. */
function afterTitle(phase: string): string {
  return phase.split(', ').at(-1) ?? phase
}
