import { IconDice3 } from '@tabler/icons-react'
import { markUpTo, toggleMark } from '../../state/actions/marking.ts'
import { useApp } from '../../state/store.ts'
import { DecisionMark } from '../review/decide/decision-mark.tsx'
import type { TableRow } from './table-row.ts'

/** What was decided about a row, and in the queue a box to mark it with; with Shift, all rows up to it. */
export function DecisionCell({ record: { row, hidden, decision, marked } }: { readonly record: TableRow }) {
  return (
    <span className="grid-decision">
      {marked !== null && row !== null && (
        <input
          type="checkbox"
          // The grid keeps the focus: Space marks its row.
          tabIndex={-1}
          aria-label={`Mark row ${(row + 1).toLocaleString()}`}
          checked={marked}
          readOnly
          onClick={(event) => {
            event.stopPropagation()
            if (event.shiftKey) markUpTo(row)
            else toggleMark(row)
          }}
        />
      )}
      {decision === undefined ? (
        <>
          {marked !== null && row !== null && !hidden && <RandomCheck row={row} />}
          <span className="visually-hidden">Not decided</span>
        </>
      ) : (
        <DecisionMark label={decision} />
      )}
    </span>
  )
}

/** Says of a row below the line why it is in the queue. */
function RandomCheck({ row }: { readonly row: number }) {
  const drawn = useApp((state) => state.queue.drawn.includes(row))
  if (!drawn) return null
  return (
    <span className="grid-drawn" title="Random check: drawn from below the line">
      <IconDice3 size={14} stroke={1.7} aria-hidden="true" />
      <span className="visually-hidden">Random check, </span>
    </span>
  )
}
