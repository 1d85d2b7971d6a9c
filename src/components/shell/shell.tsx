import { Suspense, useEffect } from 'react'
import { Tabs } from '@mantine/core'
import { setScreen } from '../../state/actions/view.ts'
import '../../state/learning.ts' // follows decisions and rankings from now on
import { hasBanner } from '../../state/sessions-state.ts'
import { useApp } from '../../state/store.ts'
import { warmUp } from '../../state/warm-up.ts'
import { Bar } from '../bar/bar.tsx'
import { FilterBar } from '../filters/filter-bar.tsx'
import { RowsDock } from '../filters/rows-dock.tsx'
import { ErrorAlert } from './error-alert.tsx'
import { FileHead } from './file-head.tsx'
import { Header } from './header.tsx'
import { TourOffer } from '../tour/tour-offer.tsx'
import { useTour } from '../tour/tour-store.ts'
import { lazyPart, preloadParts } from './lazy-part.tsx'
import { ScreenPanel } from './screen-panel.tsx'
import { SCREENS } from './screens.ts'
import { FloatingWork } from './work-card.tsx'
import './shell.css'

/** Earlier work on the file, or that another tab has its session. */
const SessionBanner = lazyPart(() => import('../sessions/session-banner.tsx'))

const Tour = lazyPart(() => import('../tour/tour.tsx'))

/** The page once a file is open: header with the tabs, the one bar, and the chosen screen. */
export default function Shell() {
  const screen = useApp((state) => state.screen)
  const ranked = useApp((state) => state.ranking !== null)
  const dataset = useApp((state) => state.dataset)
  const banner = useApp(({ sessions }) => hasBanner(sessions))
  const touring = useTour((state) => state.step !== null) && ranked
  useEffect(() => {
    if (!ranked || !dataset) return
    void preloadParts()
    return warmUp(dataset)
  }, [ranked, dataset])
  const choose = (value: string | null) => {
    const entry = SCREENS.find(({ id }) => id === value)
    if (entry) setScreen(entry.id)
  }
  return (
    <Tabs className="shell" value={screen} onChange={choose} keepMounted={false}>
      <Header>{dataset && <FileHead dataset={dataset} />}</Header>
      <Bar />
      <FilterBar />
      <TourOffer />
      <div className="stage">
        <main className="screen">
          {SCREENS.map((entry) => (
            <Tabs.Panel key={entry.id} value={entry.id}>
              <ScreenPanel screen={entry} />
            </Tabs.Panel>
          ))}
        </main>
        <div className="floating-alert">
          <ErrorAlert />
        </div>
      </div>
      {banner && (
        <Suspense fallback={null}>
          <SessionBanner />
        </Suspense>
      )}
      <RowsDock />
      <FloatingWork />
      {touring && (
        <Suspense fallback={null}>
          <Tour />
        </Suspense>
      )}
    </Tabs>
  )
}
