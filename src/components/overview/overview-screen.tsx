import { useApp } from '../../state/store.ts'
import { ControlTotals } from '../controls/control-totals.tsx'
import { ColumnsPanel } from './columns-panel.tsx'
import { DialectPanel } from './dialect-panel.tsx'
import { Notes } from './notes.tsx'
import { useNotes } from './use-notes.ts'
import './overview.css'

/** What is in the file and how it was read; everything inferred can be changed here. */
export default function OverviewScreen() {
  const open = useApp((state) => state.dataset !== null)
  const notes = useNotes()
  if (!open) return null
  return (
    <div className="overview">
      <div className={notes.length > 0 ? 'overview__top' : 'overview__top overview__top--quiet'}>
        <section className="panel" aria-labelledby="totals-heading">
          <h2 id="totals-heading" className="panel__title">
            Control totals
          </h2>
          <ControlTotals />
        </section>
        <section className="panel" aria-labelledby="dialect-heading">
          <h2 id="dialect-heading" className="panel__title">
            How the file was read
          </h2>
          <DialectPanel />
        </section>
        {notes.length > 0 && (
          <section className="panel">
            <h2 id="notes-heading" className="panel__title">
              Notes
            </h2>
            <Notes notes={notes} />
          </section>
        )}
      </div>
      <ColumnsPanel />
    </div>
  )
}
