import { Button } from '@mantine/core'
import { Suspense } from 'react'
import { detect } from '../../state/actions/detecting.ts'
import { useApp } from '../../state/store.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { ScreenSkeleton } from './screen-skeleton.tsx'
import type { ScreenEntry } from './screens.ts'

/** A screen; while it loads, or while there is no ranking for it, something of its shape. */
export function ScreenPanel({ screen }: { readonly screen: ScreenEntry }) {
  const ranked = useApp((state) => state.ranking !== null)
  const busy = useApp((state) => state.work !== null)
  const { Component, label, needsRanking } = screen
  if (needsRanking && !ranked && !busy) return <NoRanking />
  return (
    <ErrorBoundary>
      <h2 className="visually-hidden">{label}</h2>
      <Suspense fallback={needsRanking ? <ScreenSkeleton /> : null}>
        <Component />
      </Suspense>
    </ErrorBoundary>
  )
}

function NoRanking() {
  return (
    <div className="no-ranking">
      <p className="no-ranking__title">There is no ranking yet</p>
      <p className="no-ranking__text">The search for anomalies was stopped or could not be finished.</p>
      <Button variant="filled" onClick={() => void detect()}>
        Find anomalies
      </Button>
    </div>
  )
}
