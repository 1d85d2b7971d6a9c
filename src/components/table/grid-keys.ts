/** Where the keyboard is in a grid: a position among the rows and a column. */
export interface GridPlace {
  readonly position: number
  readonly column: number
}

/**
 * The place that a key leads to; null when the grid has nothing to do with the key. Home and End are
 * for the rows, of which there are many; with Shift, for the columns.
 */
export function nextPlace(
  key: string,
  shift: boolean,
  at: GridPlace,
  rows: number,
  columns: number,
  page: number,
): GridPlace | null {
  const moved = move(key, shift, at, rows, columns, page)
  if (!moved || rows === 0) return null
  return {
    position: Math.max(0, Math.min(rows - 1, moved.position)),
    column: Math.max(0, Math.min(columns - 1, moved.column)),
  }
}

function move(
  key: string,
  shift: boolean,
  at: GridPlace,
  rows: number,
  columns: number,
  page: number,
): GridPlace | null {
  const { position, column } = at
  switch (key) {
    case 'ArrowDown':
      return { position: position + 1, column }
    case 'ArrowUp':
      return { position: position - 1, column }
    case 'ArrowRight':
      return { position, column: column + 1 }
    case 'ArrowLeft':
      return { position, column: column - 1 }
    case 'PageDown':
      return { position: position + page, column }
    case 'PageUp':
      return { position: position - page, column }
    case 'Home':
      return shift ? { position, column: 0 } : { position: 0, column }
    case 'End':
      return shift ? { position, column: columns - 1 } : { position: rows - 1, column }
    default:
      return null
  }
}

/** The element of a cell, for `aria-activedescendant`. */
export function cellId(grid: string, position: number, column: number): string {
  return `${grid}-${position}-${column}`
}
