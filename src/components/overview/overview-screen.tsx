import { useApp } from '../../state/store.ts'
import { FindingsPanel } from '../findings/findings-panel.tsx'
import { ColumnsPanel } from './columns-panel.tsx'
import { FilePanel } from './file-panel.tsx'
import { MissingPanel } from './missing/missing-panel.tsx'
import { Notes } from './notes.tsx'
import { useNotes } from './use-notes.ts'
import './overview.css'

/** What is in the file and how it was read; everything inferred can be changed here. */
export default function OverviewScreen() {
  const dataset = useApp((state) => state.dataset)
  const notes = useNotes()
  if (!dataset) return null
  return (
    <div className="overview">
      <FilePanel dataset={dataset} />
      <div className="overview__insights">
        <FindingsPanel dataset={dataset} />
        <div className="overview__side">
          <MissingPanel dataset={dataset} />
          {notes.length > 0 && (
            <section className="panel overview__notes">
              <h2 id="notes-heading" className="panel__title">
                Notes
              </h2>
              <Notes notes={notes} />
            </section>
          )}
        </div>
      </div>
      <ColumnsPanel dataset={dataset} />
    </div>
  )
}
