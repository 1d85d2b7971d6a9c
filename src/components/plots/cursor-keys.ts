/** What a key does to a cursor over `count` places in a row. */
export type CursorMove =
  | { readonly kind: 'move'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'pick' }
  | { readonly kind: 'leave' }

/** Places in lines, one after another, each with so many. */
export interface CursorGrid {
  readonly columns: number
  /** Where the line of the first places is. */
  readonly firstLine: 'top' | 'bottom'
  /** Whether there is something at a place; absent: everywhere. */
  readonly exists?: (at: number) => boolean
}

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
 * or Space picks, Escape leaves. Null: the key is none of them. In a grid the arrows move in their own direction,
 * Home and End go to the ends of a line, Page Up and Page Down to the ends of a column.
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
  grid?: CursorGrid,
): CursorMove | null {
  if (count <= 0 || altKey || metaKey) return null
  if (key === 'Escape') return { kind: 'leave' }
  if (key === 'Enter' || key === ' ') return at >= 0 && !ctrlKey ? { kind: 'pick' } : null
  const within = (to: number) => Math.max(0, Math.min(count - 1, to))
  const move = (to: number): CursorMove => ({ kind: 'move', to: within(to), extend: shiftKey && at >= 0 })
  if (grid) {
    const way = GRID_WAYS[key]
    if (way === undefined || (ctrlKey && (way.far || !isNotable))) return null
    if (at < 0) return move(start)
    return move(walk(grid, at, count, way, ctrlKey ? isNotable : undefined))
  }
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

interface GridWay {
  readonly across: -1 | 0 | 1
  readonly up: -1 | 0 | 1
  /** As far as it goes. */
  readonly far: boolean
}

const GRID_WAYS: Readonly<Record<string, GridWay>> = {
  ArrowLeft: { across: -1, up: 0, far: false },
  ArrowRight: { across: 1, up: 0, far: false },
  ArrowUp: { across: 0, up: 1, far: false },
  ArrowDown: { across: 0, up: -1, far: false },
  Home: { across: -1, up: 0, far: true },
  End: { across: 1, up: 0, far: true },
  PageUp: { across: 0, up: 1, far: true },
  PageDown: { across: 0, up: -1, far: true },
}

/** Where a way through a grid ends; it stays where there is nothing further on, or nothing of what is looked for. */
function walk(
  { columns, firstLine, exists = () => true }: CursorGrid,
  at: number,
  count: number,
  { across, up, far }: GridWay,
  wanted?: (at: number) => boolean,
): number {
  const column = at % columns
  const lines = Math.ceil(count / columns)
  const down = firstLine === 'top' ? -up : up
  let to = at
  for (let step = 1; ; step++) {
    const x = column + step * across
    const line = Math.floor(at / columns) + step * down
    const next = line * columns + x
    if (x < 0 || x >= columns || line < 0 || line >= lines || next >= count || !exists(next)) break
    if (wanted && !wanted(next)) continue
    to = next
    if (!far) break
  }
  return to
}
