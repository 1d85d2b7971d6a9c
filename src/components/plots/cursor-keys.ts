/** What a key does to a cursor over `count` places in a row. */
export type CursorMove =
  | { readonly kind: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'pick' }
  | { readonly kind: 'leave' }

interface CursorKey {
  readonly key: string
  readonly shiftKey?: boolean
  readonly ctrlKey?: boolean
  readonly altKey?: boolean
  readonly metaKey?: boolean
}

/**
 * The keys of every plot: arrows to the neighbours (with Ctrl to the next place that holds something flagged),
 * Page Up and Page Down by a tenth, Home and End to the ends, with Shift taking what lies between along; Enter
 * or Space picks, Escape leaves. Null: the key is none of them.
 *
 * @param at where the cursor is; -1 before it was anywhere: the first move goes to `start`
 * @param isNotable whether a place holds something to jump to
 */
export function cursorMove(
  { key, shiftKey = false, ctrlKey = false, altKey = false, metaKey = false }: CursorKey,
  at: number,
  count: number,
  start = 0,
  isNotable?: (at: number) => boolean,
): CursorMove | null {
  if (count <= 0 || altKey || metaKey) return null
  if (key === 'Escape') return { kind: 'leave' }
  if (key === 'Enter' || key === ' ') return at >= 0 && !ctrlKey ? { kind: 'pick' } : null
  const within = (to: number) => Math.max(0, Math.min(count - 1, to))
  const move = (to: number): CursorMove => ({ kind: 'move', to: within(to), extend: shiftKey && at >= 0 })
  const by = STEPS[key]
  if (by !== undefined) {
    if (at < 0) return move(start)
    if (ctrlKey) return isNotable ? move(nextNotable(at, by, count, isNotable)) : null
    return move(at + by)
  }
  if (ctrlKey) return null
  const page = Math.max(1, Math.round(count / 10))
  if (key === 'PageUp') return move(at < 0 ? start : at + page)
  if (key === 'PageDown') return move(at < 0 ? start : at - page)
  if (key === 'Home') return move(0)
  if (key === 'End') return move(count - 1)
  return null
}

const STEPS: Readonly<Record<string, -1 | 1>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
}

/** The next place in a direction that holds something; where there is none, the cursor stays. */
function nextNotable(at: number, by: -1 | 1, count: number, isNotable: (at: number) => boolean): number {
  for (let to = at + by; to >= 0 && to < count; to += by) if (isNotable(to)) return to
  return at
}
