import type { ComponentType } from 'react'
import type { ReviewTab } from '../../state/review-state.ts'
import { lazyPart } from '../shell/lazy-part.tsx'
import { FlaggedTable } from '../table/flagged-table.tsx'
import type { ReviewTabProps } from './review-tab-props.ts'

export interface ReviewTabEntry {
  readonly id: ReviewTab
  readonly label: string
  readonly Component: ComponentType<ReviewTabProps>
}

/** What is offered beneath the plots, in the order of the tabs. All but the first load when they are first shown. */
export const REVIEW_TABS: readonly ReviewTabEntry[] = [
  { id: 'flagged', label: 'Flagged rows', Component: FlaggedTable },
  { id: 'groups', label: 'Groups', Component: lazyPart(() => import('./groups/groups-part.tsx')) },
  { id: 'learning', label: 'Learning', Component: lazyPart(() => import('./learning/learning-tab.tsx')) },
  { id: 'decisions', label: 'Decisions', Component: lazyPart(() => import('./decisions/decisions-tab.tsx')) },
]
