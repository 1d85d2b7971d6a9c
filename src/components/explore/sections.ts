import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { ExploreSection } from '../../state/explore-state.ts'
import type { SectionProps } from './section-props.ts'

export interface SectionEntry {
  readonly id: ExploreSection
  readonly label: string
  readonly Component: LazyExoticComponent<ComponentType<SectionProps>>
}

/** The parts of the Explore screen in the order in which they are offered. Each loads when it is first shown. */
export const SECTIONS: readonly SectionEntry[] = [
  { id: 'column', label: 'Column', Component: lazy(() => import('./column/column-section.tsx')) },
  { id: 'pair', label: 'Pair', Component: lazy(() => import('./pair/pair-section.tsx')) },
  { id: 'matrix', label: 'Matrix', Component: lazy(() => import('./matrix/matrix-section.tsx')) },
  {
    id: 'outliers',
    label: 'Outlier tests',
    Component: lazy(() => import('./outliers/outliers-section.tsx')),
  },
  { id: 'audit', label: 'Audit tests', Component: lazy(() => import('./audit/audit-section.tsx')) },
]
