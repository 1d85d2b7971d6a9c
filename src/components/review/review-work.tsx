import { Suspense } from 'react'
import { SegmentedControl } from '@mantine/core'
import { setReviewTab } from '../../state/actions/deciding.ts'
import { useApp } from '../../state/store.ts'
import { ErrorBoundary } from '../shell/error-boundary.tsx'
import { lazyPart } from '../shell/lazy-part.tsx'
import type { ReviewTabProps } from './review-tab-props.ts'
import { REVIEW_TABS } from './review-tabs.ts'

const LearningSwitch = lazyPart(() => import('./learning/learning-switch.tsx'))
const PrecisionButton = lazyPart(() => import('./precision/precision-button.tsx'))

/** What stands beneath the plots: the flagged rows, or another view of the work. */
export function ReviewWork(props: ReviewTabProps) {
  const tab = useApp((state) => state.review.tab)
  const current = REVIEW_TABS.find(({ id }) => id === tab) ?? REVIEW_TABS[0]
  if (!current) return null
  const { Component, id } = current
  return (
    <div className="review-work">
      <div className="review-work-head">
        {REVIEW_TABS.length > 1 && (
          <SegmentedControl
            className="review-work-tabs"
            size="xs"
            aria-label="Part of the review"
            value={id}
            onChange={(value) => {
              const chosen = REVIEW_TABS.find((entry) => entry.id === value)
              if (chosen) setReviewTab(chosen.id)
            }}
            data={REVIEW_TABS.map((entry) => ({ value: entry.id, label: entry.label }))}
          />
        )}
        <Suspense fallback={null}>
          <LearningSwitch />
          <PrecisionButton />
        </Suspense>
      </div>
      <div className="review-work-part">
        <ErrorBoundary key={id}>
          <Suspense fallback={null}>
            <Component {...props} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </div>
  )
}
