import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { quantileOfSorted } from '../statistics/sorted-values.ts'
import { foldLevels, type Level } from './levels.ts'
import { pairRaster, type PairRasterRequest } from './pair-raster.ts'

export interface PairColoursRequest extends PairRasterRequest {
  /** The third column. */
  readonly colour: number
  /** Whether the values of a number column are levels: codes rather than quantities. */
  readonly levels: boolean
  /** Levels with a colour of their own, 1 … 200. */
  readonly most: number
}

/** What a third column says about each cell of a raster; cells without a row have level 255, or NaN. */
export type PairColours =
  | {
      readonly kind: 'levels'
      readonly levels: readonly Level[]
      /** (levels,) rows drawn, in all cells together. */
      readonly counts: Uint32Array
      /** (cells,) the level with most rows in the cell; equal ones: the more frequent one overall. */
      readonly level: Uint8Array
      /** (cells,) that level's share of the cell's rows, 0 … 1. */
      readonly share: Float32Array
    }
  | {
      readonly kind: 'mean'
      /** (cells,) mean of the finite values in the cell. */
      readonly mean: Float32Array
      /** 2nd and 98th percentile of the cells' means: the ends of the colour scale. */
      readonly low: number
      readonly high: number
      /** Rows drawn without a finite value. */
      readonly missing: number
    }

const NO_LEVEL = 255

/**
 * Colours for the cells of a raster from a third column: its most frequent level in each cell, or its mean.
 *
 * @param request the raster as it was asked for, and a column of any type
 * @returns per cell of the raster, without the last one of the rows that are in no cell
 *
 * Cost: that of the raster, and some 15 ms for a million rows.
 */
export function* pairColours(context: QuestionContext, request: PairColoursRequest): Work<PairColours> {
  const { cells, width, height, counts } = yield* pairRaster(context, request)
  const column = columnAt(context, request.colour)
  if (column.type === 'datetime' || (column.type === 'number' && !request.levels))
    return yield* means(column.values, cells, width * height)
  return yield* topLevels(column, request.most, cells, counts.subarray(0, width * height))
}

function* topLevels(
  column: Column,
  most: number,
  cells: Int32Array,
  cellRows: Uint32Array,
): Work<PairColours> {
  const { levels, codes } = yield* foldLevels(column, most)
  const perCell = new Uint32Array(cellRows.length * levels.length)
  const counts = new Uint32Array(levels.length)
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]!
    if (cell < cellRows.length) {
      const code = codes[row]!
      perCell[cell * levels.length + code]!++
      counts[code]!++
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const level = new Uint8Array(cellRows.length).fill(NO_LEVEL)
  const share = new Float32Array(cellRows.length)
  for (let cell = 0; cell < cellRows.length; cell++) {
    const rows = cellRows[cell]!
    if (rows === 0) continue
    let best = 0
    for (let code = 0; code < levels.length; code++) {
      const here = perCell[cell * levels.length + code]!
      if (here > best) {
        best = here
        level[cell] = code
      }
    }
    share[cell] = best / rows
  }
  return { kind: 'levels', levels, counts, level, share }
}

function* means(values: Float64Array, cells: Int32Array, cellCount: number): Work<PairColours> {
  const mean = new Float64Array(cellCount)
  const rows = new Uint32Array(cellCount)
  let missing = 0
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]!
    const value = values[row]!
    if (cell < cellCount) {
      if (value - value === 0) {
        const n = ++rows[cell]!
        mean[cell]! += (value - mean[cell]!) / n
      } else missing++
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const known = mean.filter((_, cell) => rows[cell]! > 0).sort()
  const single = Float32Array.from(mean, (value, cell) => (rows[cell]! > 0 ? value : NaN))
  const [low, high] =
    known.length > 0 ? [quantileOfSorted(known, 0.02), quantileOfSorted(known, 0.98)] : [NaN, NaN]
  return { kind: 'mean', mean: single, low, high, missing }
}
