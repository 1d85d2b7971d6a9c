import type { ComponentType } from 'react'
import type { EvaluateSection } from '../../state/evaluate-state.ts'
import { lazyPart } from '../shell/lazy-part.tsx'
import type { EvaluateProps } from './section-props.ts'

export interface SectionEntry {
  readonly id: EvaluateSection
  readonly label: string
  readonly Component: ComponentType<EvaluateProps>
}

/** The parts of the Evaluate screen in the order in which they are offered. Each loads when it is first shown. */
export const SECTIONS: readonly SectionEntry[] = [
  { id: 'labels', label: 'Against labels', Component: lazyPart(() => import('./labels/labels-section.tsx')) },
  {
    id: 'compare',
    label: 'Compare detectors',
    Component: lazyPart(() => import('./compare/compare-section.tsx')),
  },
  {
    id: 'unlabelled',
    label: 'Without labels',
    Component: lazyPart(() => import('./unlabelled/unlabelled-section.tsx')),
  },
]
