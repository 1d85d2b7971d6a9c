import { Suspense } from 'react'
import { SegmentedControl } from '@mantine/core'
import { openEvaluation } from '../../state/evaluate.ts'
import { useApp } from '../../state/store.ts'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { SECTIONS } from './sections.ts'
import './evaluate.css'

/** How well the ranking finds what it should: against labels, beside other detectors, and without labels. */
export default function EvaluateScreen() {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const section = useApp((state) => state.evaluate.section)
  const current = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0]
  if (!dataset || !ranking || !current) return null
  const { Component, id } = current
  return (
    <div className="evaluate">
      <div className="evaluate__sections">
        <SegmentedControl
          size="xs"
          aria-label="Part of Evaluate"
          value={id}
          onChange={(value) => {
            const chosen = SECTIONS.find((entry) => entry.id === value)
            if (chosen) openEvaluation(chosen.id)
          }}
          data={SECTIONS.map((entry) => ({ value: entry.id, label: entry.label }))}
        />
      </div>
      <div className="evaluate__section">
        <ErrorBoundary key={id}>
          <Suspense fallback={null}>
            <Component dataset={dataset} ranking={ranking} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </div>
  )
}
