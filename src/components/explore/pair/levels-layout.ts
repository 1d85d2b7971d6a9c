import type { Size } from '../../plots/use-size.ts'

/** Where one cell of the table of levels is drawn, in pixels. */
export interface CellBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface LevelsLayout {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** (lines × columns), row-major. */
  readonly boxes: readonly CellBox[]
}

const BOTTOM = 48
const RIGHT = 14
const GAP = 1
/** Even cells are not larger than this: few values need not fill the screen. */
const LARGEST = { width: 250, height: 110 }

/**
 * The cells of a heatmap, all alike, or of a mosaic: a column is as wide as its share of the rows, and a cell as
 * high as its share of the column.
 *
 * @param counts (lines × columns) rows
 * @param labels room for the names at the left
 */
export function levelsLayout(
  size: Size,
  counts: Uint32Array,
  columns: number,
  lines: number,
  mosaic: boolean,
  labels: number,
): LevelsLayout {
  const left = 26 + labels
  const top = 6
  const most = { width: size.width - left - RIGHT, height: size.height - top - BOTTOM }
  const width = Math.max(40, mosaic ? most.width : Math.min(most.width, columns * LARGEST.width))
  const height = Math.max(40, mosaic ? most.height : Math.min(most.height, lines * LARGEST.height))
  const boxes: CellBox[] = Array.from({ length: columns * lines })
  const sums = new Float64Array(columns)
  let all = 0
  for (let cell = 0; cell < counts.length; cell++) {
    sums[cell % columns]! += counts[cell]!
    all += counts[cell]!
  }
  let x = left
  for (let column = 0; column < columns; column++) {
    const wide = mosaic
      ? ((width - GAP * (columns - 1)) * sums[column]!) / Math.max(1, all)
      : (width - GAP * (columns - 1)) / columns
    let y = top
    for (let line = 0; line < lines; line++) {
      const cell = line * columns + column
      const tall = mosaic
        ? ((height - GAP * (lines - 1)) * counts[cell]!) / Math.max(1, sums[column]!)
        : (height - GAP * (lines - 1)) / lines
      boxes[cell] = { x, y, width: wide, height: tall }
      y += tall + GAP
    }
    x += wide + GAP
  }
  return { left, top, width, height, boxes }
}
