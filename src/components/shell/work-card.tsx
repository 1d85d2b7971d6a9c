import { Suspense, useState } from 'react'
import { Button } from '@mantine/core'
import type { RunDetail } from '../../analysis/run-context.ts'
import type { Progress } from '../../workers/engine.api.ts'
import { cancelWork } from '../../state/actions/work.ts'
import { useApp } from '../../state/store.ts'
import { formatBytes } from '../controls/amounts.ts'
import { formatCount, formatRows } from '../plots/format.ts'
import { lazyPart } from './lazy-part.tsx'
import './shell.css'

const LiveCurve = lazyPart(() => import('../model/diagnostics/live-curve.tsx'))

/** What is being done, how far it is, and how to stop it. */
export function WorkCard() {
  const work = useApp((state) => state.work)
  // The last curve stays while the run goes on without one, so that the card keeps its size.
  const [shown, setShown] = useState<RunDetail | null>(null)
  const latest = work?.progress ? (work.progress.detail?.curve ? work.progress.detail : shown) : null
  if (latest !== shown) setShown(latest)
  if (!work) return null
  const { title, note, progress } = work
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null
  const percent = share === null ? undefined : Math.floor(share * 100)
  return (
    <div className="work-card">
      <div className="work-card__text">
        <div className="work-card__title">{title}</div>
        <div className="work-card__detail">{progress ? describe(progress, title) : 'Starting'}</div>
        {note !== undefined && <div className="work-card__note">{note}</div>}
      </div>
      <span className="work-card__percent" aria-hidden="true">
        {percent !== undefined && `${percent} %`}
      </span>
      <div
        className="work-card__track"
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={[
          title,
          percent === undefined ? '' : `${percent} %`,
          progress ? describe(progress, title) : '',
        ]
          .filter(Boolean)
          .join(', ')}
      >
        <div
          className={share === null ? 'work-card__fill work-card__fill--unknown' : 'work-card__fill'}
          style={share === null ? undefined : { transform: `scaleX(${share})` }}
        />
      </div>
      <Button onClick={() => void cancelWork()}>Cancel</Button>
      {latest?.curve && (
        <div className="work-card__curve">
          <Suspense>
            <LiveCurve curve={latest.curve} phase={latest.phase} />
          </Suspense>
        </div>
      )}
    </div>
  )
}

/** The same over a screen that stays where it is. */
export function FloatingWork() {
  const busy = useApp((state) => state.work !== null)
  return busy ? (
    <section className="floating floating--work" aria-label="Work in progress">
      <WorkCard />
    </section>
  ) : null
}

/** What is done and how far it is; a title that says the former already needs not be repeated. */
function describe({ label, done, total, unit, rows }: Progress, title: string): string {
  const write = unit === 'bytes' ? formatBytes : formatCount
  const figures = total > 0 ? `${write(done)} of ${write(total)}` : write(done)
  const far = unit === 'steps' ? '' : unit === 'rows' ? `${figures} rows` : figures
  const what = title.startsWith(label) ? '' : label
  return [what, far, rows === undefined ? '' : formatRows(rows)].filter((part) => part !== '').join(' · ')
}
