import { Suspense, useMemo, useState } from 'react'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { hideRows } from '../../state/selection.ts'
import { listSelected } from '../../state/selected-rows.ts'
import { useApp } from '../../state/store.ts'
import { lazyPart } from '../shell/lazy-part.tsx'

const STEP = 24
const LEAST = 120

/** Loads when it is first opened. */
const RowTable = lazyPart(() => import('../table/row-table.tsx'))

/** The selected rows below whatever screen is shown; without a selection, all rows by rank. */
export function RowsDock() {
  const shown = useApp((state) => state.rowsShown)
  return shown ? <Dock /> : null
}

function Dock() {
  const dataset = useApp((state) => state.dataset)
  const ranking = useApp((state) => state.ranking)
  const selection = useApp((state) => state.selection)
  const flaggedOnly = useApp((state) => state.flaggedOnly)
  const cut = useApp((state) => (state.flaggedOnly ? state.cut : 0))
  const [height, setHeight] = useState(260)
  const rows = useMemo(
    () => listSelected({ selection, ranking, cut, flaggedOnly, dataset }) ?? ranking?.order,
    [selection, ranking, cut, flaggedOnly, dataset],
  )
  if (!dataset) return null
  const set = (wanted: number) => setHeight(Math.round(Math.max(LEAST, Math.min(innerHeight * 0.6, wanted))))
  const close = (
    <Tooltip label="Close the list of rows">
      <ActionIcon size={24} aria-label="Close the list of rows" onClick={hideRows}>
        <IconX size={15} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <section className="dock" aria-label="Rows" style={{ height }}>
      <div
        role="separator"
        aria-orientation="horizontal"
        aria-label="Height of the list of rows"
        aria-valuenow={height}
        aria-valuemin={LEAST}
        tabIndex={0}
        className="dock__handle"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
          event.preventDefault()
          set(height + (event.key === 'ArrowUp' ? STEP : -STEP))
        }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) {
            const dock = event.currentTarget.parentElement
            if (dock) set(dock.getBoundingClientRect().bottom - event.clientY)
          }
        }}
      />
      {ranking && rows ? (
        <Suspense fallback={null}>
          <RowTable
            dataset={dataset}
            ranking={ranking}
            rows={rows}
            name={selection || flaggedOnly ? 'Selected rows' : 'All rows'}
            note="most anomalous first"
            empty="No row passes all filters. Take one away to see rows here."
            actions={close}
          />
        </Suspense>
      ) : (
        <p className="dock__wait">Rows are listed once they have been ranked. {close}</p>
      )}
    </section>
  )
}
