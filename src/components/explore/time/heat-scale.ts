import { flaggedRate, ratedRows } from '../../../state/flagged-rate.ts'
import { valuesOf, type Measured } from './series.ts'

/** What the colour of a cell means. */
export type HeatColour = 'measure' | 'rate'

/** How strongly each cell is coloured. */
export interface HeatScale {
  /** (cells,) what the colour says; NaN where there is nothing to say. */
  readonly values: Float64Array
  /** −1 … 1: a share of the largest colour; below 0 for negative values. NaN: no colour. */
  strength(cell: number): number
  /** The values at the ends of the scale. */
  readonly low: number
  readonly high: number
  /** Whether some value is below zero, so that zero is in the middle. */
  readonly diverging: boolean
}

/**
 * The colours of cells: from zero up to the largest value; means from the smallest to the largest, because zero
 * may be far away; with negative values from zero both ways.
 *
 * @param cells those that take part
 */
export function heatScale(measured: Measured, colour: HeatColour, cells: readonly number[]): HeatScale {
  const values = colour === 'rate' ? rates(measured) : measuredValues(measured)
  let min = Infinity
  let max = -Infinity
  for (const cell of cells) {
    const value = values[cell]!
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min > max) [min, max] = [0, 0]
  const diverging = min < 0
  const size = Math.max(Math.abs(min), Math.abs(max))
  const low = diverging ? -size : colour === 'measure' && measured.measure === 'mean' ? min : 0
  const high = diverging ? size : max
  return {
    values,
    low,
    high,
    diverging,
    strength(cell) {
      const value = values[cell]!
      if (diverging) return size > 0 ? value / size : 0
      return high > low ? (value - low) / (high - low) : value > 0 ? 1 : 0
    },
  }
}

/** Where other views select rows, the colours are theirs. */
function measuredValues(measured: Measured): Float64Array {
  const cells = measured.rows.length
  return (
    valuesOf(measured, 'selected', 0, cells) ?? valuesOf(measured, 'all', 0, cells) ?? new Float64Array(cells)
  )
}

function rates({ rows, counts }: Measured): Float64Array {
  const flagged = counts.flagged()
  const base = ratedRows(rows, counts)
  return Float64Array.from(base, (n, cell) => flaggedRate(flagged[cell]!, n).share)
}
