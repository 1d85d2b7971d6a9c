import { Suspense, type ReactNode } from 'react'
import { SegmentedControl } from '@mantine/core'
import { ErrorBoundary } from './error-boundary.tsx'
import './sections.css'

interface SectionsProps<Id extends string> {
  /** Accessible name of the choice. */
  readonly label: string
  readonly sections: readonly { readonly id: Id; readonly label: string }[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
  /** The chosen section, which may still load. */
  readonly children: ReactNode
}

/** A screen of several parts: the choice of one above it. */
export function Sections<Id extends string>({
  label,
  sections,
  chosen,
  onChoose,
  children,
}: SectionsProps<Id>) {
  return (
    <div className="sections">
      <div className="sections__choice">
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={chosen}
          onChange={onChoose}
          data={sections.map((section) => ({ value: section.id, label: section.label }))}
        />
      </div>
      <div className="sections__section">
        <ErrorBoundary key={chosen}>
          <Suspense fallback={null}>{children}</Suspense>
        </ErrorBoundary>
      </div>
    </div>
  )
}
