import type { RowCells } from '../../workers/engine.api.ts'

/** The rows that were seen last, by row index. */
export interface RowCache {
  get(row: number): RowCells | undefined
  has(row: number): boolean
  add(rows: readonly RowCells[]): void
  readonly size: number
}

/** Forgets the least recently used rows beyond `limit`. */
export function createRowCache(limit: number): RowCache {
  const rows = new Map<number, RowCells>()
  return {
    get(row) {
      const found = rows.get(row)
      if (found) {
        // A map remembers the order of insertion: the first is the least recently used.
        rows.delete(row)
        rows.set(row, found)
      }
      return found
    },
    has: (row) => rows.has(row),
    add(more) {
      for (const cells of more) {
        rows.delete(cells.row)
        rows.set(cells.row, cells)
      }
      for (const oldest of rows.keys()) {
        if (rows.size <= limit) break
        rows.delete(oldest)
      }
    },
    get size() {
      return rows.size
    },
  }
}
