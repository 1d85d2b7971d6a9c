import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconDownload, IconList, IconX } from '@tabler/icons-react'
import { exportSelected } from '../../state/actions/exporting.ts'
import {
  clearSelection,
  hideRows,
  redoSelection,
  removeFilter,
  setFlaggedOnly,
  showRows,
  undoSelection,
} from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import { formatCount, formatRows } from '../plots/format.ts'
import { AddFilter } from './add-filter.tsx'
import { CellSearch } from './cell-search.tsx'
import { clauseText } from './clause-text.ts'
import './filters.css'

/** Which rows the views look at: a search, filters and what was brushed, each to be taken away again. */
export function FilterBar() {
  const dataset = useApp((state) => state.dataset)
  if (!dataset) return null
  return (
    <section className="filters" aria-label="Filters">
      <CellSearch key={dataset.name} />
      <FlaggedOnly />
      <AddFilter dataset={dataset} />
      <Chips />
      <Selected />
      <History />
      <RowsButton />
    </section>
  )
}

function FlaggedOnly() {
  const ranked = useApp((state) => state.ranking !== null)
  const flaggedOnly = useApp((state) => state.flaggedOnly)
  return (
    <button
      type="button"
      className="filters__toggle"
      aria-pressed={flaggedOnly}
      disabled={!ranked}
      onClick={() => setFlaggedOnly(!flaggedOnly)}
    >
      Flagged only
    </button>
  )
}

/** One chip per clause, with “and” between them as they are read. */
function Chips() {
  const clauses = useApp((state) => state.clauses)
  const columns = useApp((state) => state.dataset?.columns ?? [])
  return (
    <ul className="filters__chips" aria-label="Active filters">
      {clauses.map((clause, i) => {
        const text = clauseText(clause, columns)
        return (
          <li key={clause.id} className="chip">
            {i > 0 && <span className="chip__and">and</span>}
            <span className="chip__body">
              <span className="chip__text" title={text}>
                {text}
              </span>
              <button
                type="button"
                className="chip__remove"
                aria-label={`Remove filter: ${text}`}
                onClick={() => removeFilter(clause.id)}
              >
                <IconX size={12} stroke={2} aria-hidden="true" />
              </button>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Selected() {
  const clauses = useApp((state) => state.clauses.length)
  const selection = useApp((state) => state.selection)
  const selecting = useApp((state) => state.selecting)
  const rows = useApp((state) => state.dataset?.rowCount ?? 0)
  const idle = useApp((state) => state.work === null)
  if (clauses === 0) return <span className="filters__space" />
  return (
    <span className="filters__selected">
      <span role="status" className="filters__count" data-busy={selecting || undefined}>
        {selection ? `${formatCount(selection.count)} of ${formatRows(rows)} selected` : 'Selecting…'}
      </span>
      <Tooltip label="Export the selected rows (CSV)">
        <ActionIcon
          size={24}
          aria-label="Export selected rows"
          disabled={!selection || !idle}
          onClick={() => void exportSelected()}
        >
          <IconDownload size={15} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Button size="compact-xs" variant="subtle" onClick={clearSelection}>
        Clear
      </Button>
    </span>
  )
}

function History() {
  const back = useApp((state) => state.past.length > 0)
  const forth = useApp((state) => state.future.length > 0)
  return (
    <span className="filters__history">
      <ActionIcon
        size={24}
        aria-label="Undo selection"
        title="Undo the last change of filters and selection. Decisions have their own, beside the row."
        disabled={!back}
        onClick={undoSelection}
      >
        <IconArrowBackUp size={15} stroke={1.7} />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label="Redo selection"
        title="Redo the change of filters and selection that was undone last"
        disabled={!forth}
        onClick={redoSelection}
      >
        <IconArrowForwardUp size={15} stroke={1.7} />
      </ActionIcon>
    </span>
  )
}

function RowsButton() {
  const shown = useApp((state) => state.rowsShown)
  return (
    <button
      type="button"
      className="filters__toggle filters__rows"
      aria-pressed={shown}
      onClick={shown ? hideRows : showRows}
    >
      <IconList size={14} stroke={1.8} aria-hidden="true" />
      Rows
    </button>
  )
}
