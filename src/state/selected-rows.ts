import type { RowMask } from '../analysis/select/predicate.ts'
import type { AppState } from './app-state.ts'
import { inTurns } from './in-turns.ts'
import { appStore } from './store.ts'

/**
 * The rows that a view shows as selected: those that pass every clause but the view's own. Null: nothing is
 * selected elsewhere.
 */
export function selectionFor(
  { selection }: Pick<AppState, 'selection'>,
  source: string | null,
): RowMask | null {
  if (selection === null) return null
  const without = source === null ? undefined : selection.without.get(source)
  return without === undefined ? selection.all : without
}

const turns = inTurns()

/**
 * Told when the selection changed, or whether only flagged rows count. Each view's turn is a task of its own
 * where many follow, so that no task is long. Returns what ends the subscription.
 */
export function subscribeSelection(listener: () => void): () => void {
  const end = appStore.subscribe((state, previous) => {
    if (state.selection !== previous.selection || state.flaggedOnly !== previous.flaggedOnly)
      turns.add(listener)
  })
  return () => {
    end()
    turns.remove(listener)
  }
}

/**
 * The rows that a list of the selection holds, most anomalous first (in the file's order while there is no
 * ranking): those that pass every clause, and with `flaggedOnly` are flagged. Null: there is no selection.
 *
 * Cost: one pass over the order for every new selection, ranking or cut that matters.
 */
export function listSelected(
  state: Pick<AppState, 'selection' | 'ranking' | 'cut' | 'flaggedOnly' | 'dataset'>,
): Uint32Array | null {
  const { selection, ranking, cut, flaggedOnly, dataset } = state
  if (selection === null && !flaggedOnly) return null
  const order = ranking?.order
  const end = flaggedOnly ? (ranking ? cut : 0) : (dataset?.rowCount ?? 0)
  if (selection === null) return order ? order.subarray(0, end) : new Uint32Array()
  return passing(selection.all, order ?? null, end, selection.count)
}

/** Flagged rows that pass every clause, most anomalous first. Without a selection: all of them, not copied. */
export function listFlagged(state: Pick<AppState, 'selection' | 'cut'>, order: Uint32Array): Uint32Array {
  const { selection, cut } = state
  if (selection === null) return order.subarray(0, cut)
  return passing(selection.all, order, cut, selection.count)
}

function passing(mask: RowMask, order: Uint32Array | null, end: number, atMost: number): Uint32Array {
  const rows = new Uint32Array(Math.min(end, atMost))
  let count = 0
  for (let k = 0; k < end && count < rows.length; k++) {
    const row = order === null ? k : order[k]!
    if (mask[row] === 1) rows[count++] = row
  }
  return rows.subarray(0, count)
}
