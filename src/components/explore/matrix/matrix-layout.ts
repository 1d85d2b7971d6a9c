import type { Size } from '../../plots/use-size.ts'

/** Where the panels of a matrix are, in pixels of its box; all alike. */
export interface MatrixLayout {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** From one panel to the next. */
  readonly stepX: number
  readonly stepY: number
}

const LEFT = 78
const BOTTOM = 34
const GAP = 8

export function matrixLayout(size: Size, columns: number): MatrixLayout {
  const stepX = Math.max(40, (size.width - LEFT - 8) / columns)
  const stepY = Math.max(36, (size.height - BOTTOM - 4) / columns)
  return { left: LEFT, top: 4, width: stepX - GAP, height: stepY - GAP, stepX, stepY }
}

/** Corner of the panel in a line and column of the matrix. */
export function panelAt(
  { left, top, stepX, stepY }: MatrixLayout,
  column: number,
  line: number,
): { readonly x: number; readonly y: number } {
  return { x: left + column * stepX, y: top + line * stepY }
}

/** The panel in a line and column of the matrix, as a box. */
export function boxOf(layout: MatrixLayout, column: number, line: number) {
  const { x, y } = panelAt(layout, column, line)
  return { left: x, top: y, width: layout.width, height: layout.height }
}
