export interface Cell {
  readonly row: number
  readonly column: number
}

/** Where everything of the heatmap is, in pixels: known beforehand, so that cells can be pointed at. */
export interface HeatmapGeometry {
  /** The matrix. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Around it: labels at the left and below, the scale at the right. */
  readonly right: number
  readonly bottom: number
  readonly cellWidth: number
  readonly cellHeight: number
  /** Every so many columns and rows have a label. */
  readonly everyX: number
  readonly everyY: number
  /** The labels below the matrix do not fit side by side. */
  readonly tilted: boolean
  /** There is room for a number in each cell. */
  readonly numbers: boolean
  readonly numberSize: number
  /** Pixels between two cells; 0 in a picture of many cells, which is then drawn at once. */
  readonly gap: number
}

export const LABEL_SIZE = 11
/** Longer labels are cut. */
export const MOST_LABEL_WIDTH = 132
const SCALE_WIDTH = 62
const TOP = 8
/** A matrix much wider than high is hard to read across. */
const WIDEST = 1.9
/** Few columns do not fill the room. */
const LARGEST_CELL = { width: 150, height: 96 }
const LEAST_NUMBER_WIDTH = 31
const LEAST_NUMBER_HEIGHT = 14
const LEAST_LABEL_STEP = 12
const GAPS_UP_TO = 60

/**
 * @param room width and height of the whole picture
 * @param count columns of the matrix, at least 1
 * @param labelWidth of the longest label
 */
export function heatmapGeometry(
  room: { readonly width: number; readonly height: number },
  count: number,
  labelWidth: number,
): HeatmapGeometry {
  const longest = Math.min(labelWidth, MOST_LABEL_WIDTH)
  const left = Math.ceil(longest) + 14
  const mostWidth = Math.max(count, room.width - left - SCALE_WIDTH)
  const flat = mostWidth / count >= longest + 10
  const bottom = flat ? 24 : Math.ceil(longest * 0.71) + 20
  const height = Math.max(count, Math.min(room.height - TOP - bottom, LARGEST_CELL.height * count))
  const width = Math.min(mostWidth, Math.round(WIDEST * height), LARGEST_CELL.width * count)
  const cellWidth = width / count
  const cellHeight = height / count
  const tilted = cellWidth < longest + 10
  const everyX = Math.max(1, Math.ceil((LEAST_LABEL_STEP + (tilted ? 2 : 0)) / cellWidth))
  return {
    left,
    top: TOP,
    width,
    height,
    right: SCALE_WIDTH,
    bottom,
    cellWidth,
    cellHeight,
    everyX,
    everyY: Math.max(1, Math.ceil(LEAST_LABEL_STEP / cellHeight)),
    tilted,
    numbers: cellWidth >= LEAST_NUMBER_WIDTH && cellHeight >= LEAST_NUMBER_HEIGHT,
    numberSize: cellWidth >= 44 && cellHeight >= 20 ? 11.5 : 10,
    gap: count <= GAPS_UP_TO ? 1 : 0,
  }
}

/** The cell under a point; null: there is none. */
export function cellAt(
  { left, top, cellWidth, cellHeight }: HeatmapGeometry,
  count: number,
  x: number,
  y: number,
): { readonly column: number; readonly row: number } | null {
  const column = Math.floor((x - left) / cellWidth)
  const row = Math.floor((y - top) / cellHeight)
  return column >= 0 && column < count && row >= 0 && row < count ? { column, row } : null
}

/** A label that is at most so wide; a longer one loses its middle: names often differ at their ends. */
export function cutLabel(label: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(label) <= most) return label
  let length = label.length
  const cut = () => {
    const head = Math.ceil(length * 0.6)
    return `${label.slice(0, head).trimEnd()}…${label.slice(label.length - (length - head)).trimStart()}`
  }
  while (length > 1 && widthOf(cut()) > most) length--
  return cut()
}
