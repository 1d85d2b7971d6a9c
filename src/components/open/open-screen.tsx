import { IconFileSpreadsheet, IconLock } from '@tabler/icons-react'
import { Suspense } from 'react'
import { openSample } from '../../state/actions/opening.ts'
import { SAMPLES } from '../../state/samples.ts'
import { hasEarlier } from '../../state/sessions-state.ts'
import { useApp } from '../../state/store.ts'
import { ErrorAlert } from '../shell/error-alert.tsx'
import { WorkCard } from '../shell/work-card.tsx'
import { TourOffer } from '../tour/tour-offer.tsx'
import { FileInput } from './file-input.tsx'
import { lazyPart } from '../shell/lazy-part.tsx'
import './open.css'

/** Earlier sessions, what waits for its file, what a link brought. */
const StartSessions = lazyPart(() => import('../sessions/start-sessions.tsx'))

/** What the page is before a file is open: a sentence, a place to drop a file, the samples. */
export function OpenScreen() {
  const earlier = useApp(({ sessions }) => hasEarlier(sessions))
  const reading = useApp((state) => state.work !== null)
  return (
    <main className="open-screen">
      <div className="open-screen__column">
        <h1 className="open-screen__title">Find the rows that do not fit, and why.</h1>
        <p className="open-screen__lead">
          Drop a file of transactions. Flagstone ranks every row by how unusual it is, says which columns make
          it so, and lets you draw the line and export what is above it.
        </p>
        <ErrorAlert />
        {reading ? (
          <div className="drop-area drop-area--busy">
            <WorkCard />
          </div>
        ) : (
          <FileInput className="drop-area">
            <IconFileSpreadsheet size={30} stroke={1.3} className="drop-area__icon" />
            <span className="drop-area__main">
              Drop a file here, or <span className="drop-area__link">choose one</span>
            </span>
            <span className="drop-area__hint">
              CSV, TSV, TXT, .csv.gz or Excel · or paste rows from a spreadsheet
            </span>
          </FileInput>
        )}
        <p className="open-screen__privacy">
          <IconLock size={14} stroke={1.7} aria-hidden="true" />
          Nothing leaves your machine: the file is read and analysed in this browser tab.
        </p>
        {earlier && (
          <Suspense fallback={null}>
            <StartSessions />
          </Suspense>
        )}
        <h2 className="open-screen__heading">Or try a sample</h2>
        <ul className="samples">
          {SAMPLES.map((sample) => (
            <li key={sample.file}>
              <button
                type="button"
                className="sample"
                aria-label={`Sample: ${sample.name}`}
                title={sample.sentence}
                disabled={reading}
                onClick={() => void openSample(sample)}
              >
                <span className="sample__name">{sample.name}</span>
                <span className="sample__sentence">{sample.sentence}</span>
              </button>
            </li>
          ))}
        </ul>
        {!reading && <TourOffer />}
      </div>
    </main>
  )
}
