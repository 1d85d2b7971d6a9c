import type { ComponentType } from 'react'
import type { ExploreSection } from '../../state/explore-state.ts'
import { lazyPart } from '../shell/lazy-part.tsx'
import type { SectionProps } from './section-props.ts'

export interface SectionEntry {
  readonly id: ExploreSection
  readonly label: string
  readonly Component: ComponentType<SectionProps>
}

/** The parts of the Explore screen in the order in which they are offered. Each loads when it is first shown. */
export const SECTIONS: readonly SectionEntry[] = [
  { id: 'column', label: 'Column', Component: lazyPart(() => import('./column/column-section.tsx')) },
  { id: 'pair', label: 'Pair', Component: lazyPart(() => import('./pair/pair-section.tsx')) },
  { id: 'matrix', label: 'Matrix', Component: lazyPart(() => import('./matrix/matrix-section.tsx')) },
  {
    id: 'outliers',
    label: 'Outlier tests',
    Component: lazyPart(() => import('./outliers/outliers-section.tsx')),
  },
  { id: 'audit', label: 'Audit tests', Component: lazyPart(() => import('./audit/audit-section.tsx')) },
]
