import { memo } from 'react'
import { useApp } from '../../state/store.ts'
import { useQuestion } from '../../state/use-question.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { Panels } from '../controls/panels.tsx'
import { useChoices } from './choices.ts'
import { HeatmapPanel } from './heatmap-panel.tsx'
import { ScoreDriversPanel } from './score-drivers-panel.tsx'
import { StrongestPairs } from './strongest-pairs.tsx'
import './correlations.css'

/** Which columns go together, and which go with the score. */
export default function CorrelationsScreen() {
  const dataset = useApp((state) => state.dataset)
  return dataset ? <Correlations dataset={dataset} /> : null
}

// Progress is told many times a second, and neither of these shows it.
const Drivers = memo(ScoreDriversPanel)
const Pairs = memo(StrongestPairs)

function Correlations({ dataset }: { readonly dataset: DatasetSummary }) {
  const asked = useChoices(dataset)
  const flagged = asked.request?.among.kind === 'flagged'
  const answer = useQuestion('correlation', asked.request, {
    quick: asked.request?.among.kind === 'all',
    scores: flagged,
  })
  const side = (
    <Panels
      id="correlations-side"
      orientation="vertical"
      handle="Height of what goes with the score"
      panels={[
        { id: 'drivers', size: 56, min: 160, content: <Drivers dataset={dataset} /> },
        {
          id: 'pairs',
          size: 44,
          min: 120,
          content: <Pairs dataset={dataset} answer={answer.data} approximate={answer.approximate} />,
        },
      ]}
    />
  )
  return (
    <div className="panels">
      <Panels
        id="correlations"
        orientation="horizontal"
        stacks
        handle="Width of the heatmap"
        panels={[
          {
            id: 'heatmap',
            size: 69,
            min: 480,
            content: <HeatmapPanel dataset={dataset} asked={asked} answer={answer} />,
          },
          { id: 'side', size: 31, min: 280, content: side },
        ]}
      />
    </div>
  )
}
