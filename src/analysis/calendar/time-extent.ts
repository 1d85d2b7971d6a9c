import { SLICE_ROWS, type Work } from '../work.ts'
import { DAY } from './calendar.ts'

export interface TimeExtent {
  /** Epoch ms; min > max where every time is missing. */
  readonly min: number
  readonly max: number
  /** Rows that have a time. */
  readonly present: number
  /** Whether every time is a midnight; false where every time is missing. */
  readonly dateOnly: boolean
}

/**
 * First and last time of a column, and whether it holds dates only.
 *
 * @param values (rows,) epoch ms; NaN and ±∞ are missing
 *
 * Cost: one pass, some 3 ms for a million rows, in slices.
 */
export function* timeExtent(values: Float64Array): Work<TimeExtent> {
  let min = Infinity
  let max = -Infinity
  let present = 0
  let dateOnly = true
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value - value === 0) {
      present++
      if (value < min) min = value
      if (value > max) max = value
      if (dateOnly && value % DAY !== 0) dateOnly = false
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { min, max, present, dateOnly: dateOnly && present > 0 }
}
