import { DetectorControl } from './detector-control.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { FeaturesButton } from './features-button.tsx'
import { FlaggedStatus } from './flagged-status.tsx'
import { ThresholdControl } from './threshold-control.tsx'
import { ThresholdFields } from './threshold-fields.tsx'
import './bar.css'

/** The one bar on every screen: how rows are scored, where the line is, what is above it, and out with it. */
export function Bar() {
  return (
    <section className="bar" aria-label="Detector and threshold">
      <div className="bar__scoring">
        <DetectorControl />
        <FeaturesButton />
      </div>
      <ThresholdControl />
      <ThresholdFields />
      <FlaggedStatus />
      <ExportButtons />
    </section>
  )
}
