import type { ComponentType } from 'react'
import type { Screen } from '../../state/app-state.ts'
import { lazyPart } from './lazy-part.tsx'

export interface ScreenEntry {
  readonly id: Screen
  readonly label: string
  /** Whether it shows scores, so that it waits for a ranking. */
  readonly needsRanking: boolean
  readonly Component: ComponentType
}

/** The screens in the order of their tabs. Each loads when it is first shown. */
export const SCREENS: readonly ScreenEntry[] = [
  {
    id: 'overview',
    label: 'Overview',
    needsRanking: false,
    Component: lazyPart(() => import('../overview/overview-screen.tsx')),
  },
  {
    id: 'explore',
    label: 'Explore',
    needsRanking: false,
    Component: lazyPart(() => import('../explore/explore-screen.tsx')),
  },
  {
    id: 'correlations',
    label: 'Correlations',
    needsRanking: false,
    Component: lazyPart(() => import('../correlations/correlations-screen.tsx')),
  },
  {
    id: 'model',
    label: 'Model',
    needsRanking: false,
    Component: lazyPart(() => import('../model/model-screen.tsx')),
  },
  {
    id: 'evaluate',
    label: 'Evaluate',
    needsRanking: true,
    Component: lazyPart(() => import('../evaluate/evaluate-screen.tsx')),
  },
  {
    id: 'review',
    label: 'Review',
    needsRanking: true,
    Component: lazyPart(() => import('../review/review-screen.tsx')),
  },
]
