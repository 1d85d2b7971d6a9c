import { PARTS } from '../../plots/coarse-grid.ts'

/**
 * Which part of a coarse grid each cell of a raster is in; the cell after the last one, of the rows that are
 * in none, has a part of its own after all others.
 *
 * @returns (width × height + 1) parts, row-major from the lowest values
 */
export function coarseParts(width: number, height: number): Uint8Array {
  const parts = new Uint8Array(width * height + 1)
  for (let line = 0; line < height; line++) {
    const up = Math.floor(((height - 1 - line) * PARTS) / height)
    for (let column = 0; column < width; column++)
      parts[line * width + column] = up * PARTS + Math.floor((column * PARTS) / width)
  }
  parts[width * height] = PARTS * PARTS
  return parts
}

/** The bars beside the plot: which one each cell belongs to, the cells without a place in one after the last. */
export interface MarginBins {
  readonly bins: number
  readonly partOf: Uint16Array
}

/** Bars above the plot, from the left: `per` columns of cells each. */
export function columnBins(width: number, height: number, per: number): MarginBins {
  const bins = Math.ceil(width / per)
  const partOf = new Uint16Array(width * height + 1)
  for (let cell = 0; cell < width * height; cell++) partOf[cell] = Math.floor((cell % width) / per)
  partOf[width * height] = bins
  return { bins, partOf }
}

/** Bars beside the plot, from the top: `per` lines of cells each. */
export function lineBins(width: number, height: number, per: number): MarginBins {
  const bins = Math.ceil(height / per)
  const partOf = new Uint16Array(width * height + 1)
  for (let cell = 0; cell < width * height; cell++) partOf[cell] = Math.floor(Math.floor(cell / width) / per)
  partOf[width * height] = bins
  return { bins, partOf }
}
