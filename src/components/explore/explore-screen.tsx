import { Suspense } from 'react'
import { SegmentedControl } from '@mantine/core'
import { openSection } from '../../state/explore.ts'
import { useApp } from '../../state/store.ts'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { SECTIONS } from './sections.ts'
import './explore.css'

/** What is in the columns, alone and together, and what tests say of them: all linked to the flagged rows. */
export default function ExploreScreen() {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const section = useApp((state) => state.explore.section)
  const current = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0]
  if (!dataset || !current) return null
  const { Component, id } = current
  return (
    <div className="explore">
      <div className="explore__sections">
        <SegmentedControl
          size="xs"
          aria-label="Part of Explore"
          value={id}
          onChange={(value) => {
            const chosen = SECTIONS.find((entry) => entry.id === value)
            if (chosen) openSection(chosen.id)
          }}
          data={SECTIONS.map((entry) => ({ value: entry.id, label: entry.label }))}
        />
      </div>
      <div className="explore__section">
        <ErrorBoundary key={id}>
          <Suspense fallback={null}>
            <Component dataset={dataset} ranking={ranking} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </div>
  )
}
