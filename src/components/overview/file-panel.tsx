import { IconChevronDown } from '@tabler/icons-react'
import { useApp } from '../../state/store.ts'
import { useKept } from '../../state/use-kept.ts'
import type { DatasetSummary } from '../../workers/engine.api.ts'
import { ControlTotals } from '../controls/control-totals.tsx'
import { formatNumberOf } from '../controls/amounts.ts'
import { DialectPanel } from './dialect-panel.tsx'
import { nameOfDelimiter, nameOfEncoding } from './dialect-options.ts'

/** The control totals on one line, and how the file was cut into cells, which opens to be changed. */
export function FilePanel({ dataset }: { readonly dataset: DatasetSummary }) {
  const file = useApp((state) => state.input) ?? dataset
  const [open, setOpen] = useKept(file, 'dialect open', false)
  const chosen = useApp((state) => Object.keys(state.dialect).length > 0)
  const { delimiter, encoding, header, skippedLines } = dataset.read
  const how = [
    `${nameOfDelimiter(delimiter)}, ${nameOfEncoding(encoding)}`,
    header ? 'first row holds the names' : 'no row of names',
    ...(skippedLines > 0 ? [`${formatNumberOf(skippedLines, 'line')} skipped`] : []),
  ].join('; ')
  return (
    <section className="panel file-panel" aria-labelledby="totals-heading">
      <h2 id="totals-heading" className="visually-hidden">
        Control totals
      </h2>
      <div className="file-panel__line">
        <ControlTotals />
        <div className="file-panel__how">
          <span className="file-panel__label">How the file was read{chosen ? ', set by you' : ''}</span>
          <button
            type="button"
            className="file-panel__open"
            aria-expanded={open}
            aria-controls="dialect"
            onClick={() => setOpen(!open)}
          >
            <span>{how}</span>
            <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
          </button>
        </div>
      </div>
      <div id="dialect" className="file-panel__dialect" hidden={!open}>
        {open && <DialectPanel />}
      </div>
    </section>
  )
}
