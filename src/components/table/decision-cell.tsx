import { markUpTo, toggleMark } from '../../state/actions/marking.ts'
import { DecisionMark } from '../review/decide/decision-mark.tsx'
import type { TableRow } from './table-columns.tsx'

/** What was decided about a row, and in the queue a box to mark it with; with Shift, all rows up to it. */
export function DecisionCell({ record: { row, decision, marked } }: { readonly record: TableRow }) {
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
        <span className="visually-hidden">Not decided</span>
      ) : (
        <DecisionMark label={decision} />
      )}
    </span>
  )
}
