import { markAll, markUpTo, toggleMark } from '../../state/actions/marking.ts'
import { announce } from '../../state/announcements.ts'
import { presentMarks } from '../../state/present-queue.ts'
import { appStore } from '../../state/store.ts'
import type { RowOrder } from './use-row-order.ts'

/** What a key of the queue does about marks. */
export type MarkStep = 'toggle' | 'up-to' | 'down' | 'up' | 'all'

/** Space marks, with Shift all rows from the last mark; Shift + ↓ and ↑ mark on the way; Ctrl + A marks all. */
export function markOf(event: {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
}): MarkStep | null {
  const { key, shiftKey, ctrlKey } = event
  if (ctrlKey) return key.toLowerCase() === 'a' ? 'all' : null
  if (key === ' ') return shiftKey ? 'up-to' : 'toggle'
  if (!shiftKey) return null
  return key === 'ArrowDown' ? 'down' : key === 'ArrowUp' ? 'up' : null
}

/** Marks from the keyboard's place in the queue. @returns the place it goes on from */
export function markStep(step: MarkStep, order: RowOrder, position: number, count: number): number {
  const row = order.rowAt(position)
  let moved = position
  if (step === 'all') markAll()
  else if (row !== null) {
    if (step === 'toggle') toggleMark(row)
    else if (step === 'up-to') markUpTo(row)
    else {
      moved = Math.max(0, Math.min(count - 1, position + (step === 'down' ? 1 : -1)))
      const next = order.rowAt(moved)
      if (!appStore.getState().queue.marked.has(row)) toggleMark(row)
      if (next !== null) markUpTo(next)
    }
  }
  const { length } = presentMarks(appStore.getState())
  announce(`${length.toLocaleString()} ${length === 1 ? 'row' : 'rows'} marked.`)
  return moved
}
