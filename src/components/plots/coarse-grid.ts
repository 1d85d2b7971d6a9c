import type { ScatterData } from '../../workers/engine.api.ts'

/** Parts per axis of the scatter plot's table. */
export const PARTS = 4

export interface CoarseGrid {
  /** Per row: part of the plot, row-major from the lowest values; the last one holds what cannot be drawn. */
  readonly bins: Uint16Array
  /** (PARTS² + 1) rows per part. */
  readonly rows: Uint32Array
}

/** The scatter plot in a few parts, for the table that stands beside it. O(rows), once per picture. */
export function coarseGrid(data: ScatterData): CoarseGrid {
  const { cell, width, height } = data
  const parts = PARTS * PARTS
  const partOfColumn = Uint16Array.from({ length: width }, (_, x) => Math.floor((x * PARTS) / width))
  const partOfLine = Uint16Array.from(
    { length: height },
    (_, y) => Math.floor(((height - 1 - y) * PARTS) / height) * PARTS,
  )
  const bins = new Uint16Array(cell.length)
  const rows = new Uint32Array(parts + 1)
  for (let r = 0; r < cell.length; r++) {
    const c = cell[r]!
    const bin = c < 0 ? parts : partOfColumn[c % width]! + partOfLine[Math.floor(c / width)]!
    bins[r] = bin
    rows[bin]!++
  }
  return { bins, rows }
}

/** Edges of the parts in data units: equal steps of the axis, which on a log axis are equal factors. */
export function partEdges(domain: readonly [number, number], log: boolean): readonly number[] {
  const [low, high] = domain
  return Array.from({ length: PARTS + 1 }, (_, i) =>
    log ? low * (high / low) ** (i / PARTS) : low + ((high - low) * i) / PARTS,
  )
}
