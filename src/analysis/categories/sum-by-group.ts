import { SLICE_ROWS, type Work } from '../work.ts'

/** A number column by groups of rows. */
export interface GroupSums {
  /** (groups,) rows that hold a finite number. */
  readonly present: Uint32Array
  /** (groups,) in the column's unit; 0 where none is present. */
  readonly sums: Float64Array
  /** Rows in some group whose number is missing. */
  readonly missing: number
  /** Rows in some group whose number is +∞ or −∞; in no sum. */
  readonly infinite: number
}

/**
 * Adds a number column up by groups of rows.
 *
 * @param groups (rows,) 0 … groupCount − 1; every other number is no group
 * @param values (rows,) NaN is missing
 *
 * Cost: linear, some 10 ms for a million rows, in slices. Source: Neumaier 1974 (compensated sums).
 */
export function* sumByGroup(
  groups: Int32Array | Uint16Array,
  groupCount: number,
  values: Float64Array,
): Work<GroupSums> {
  const present = new Uint32Array(groupCount)
  const sums = new Float64Array(groupCount)
  const lost = new Float64Array(groupCount)
  let missing = 0
  let infinite = 0
  for (let row = 0; row < values.length; row++) {
    const group = groups[row]!
    const value = values[row]!
    if (group >= 0 && group < groupCount) {
      if (value - value === 0) {
        present[group]!++
        const sum = sums[group]!
        const next = sum + value
        lost[group]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
        sums[group] = next
      } else if (value === value) infinite++
      else missing++
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  for (let group = 0; group < groupCount; group++) sums[group]! += lost[group]!
  return { present, sums, missing, infinite }
}
