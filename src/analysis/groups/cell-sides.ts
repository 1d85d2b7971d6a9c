import { log2 } from '../math/logarithm.ts'
import { nameWords } from '../features/column-name.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import { evenRows } from '../questions/sample-table.ts'
import type { Column, DatetimeColumn, NumberColumn } from '../table/table.ts'

/** Where a cell stands among all cells of its column. */
export type Side = 'high' | 'low' | 'middle' | 'missing'

/** Rows that tell what is high and low. */
const COMPARED = 4000

/** Where cells stand in their column, and how far out. */
export interface Places {
  /** (rows,) top quarter, bottom quarter, or between; where most cells are equal they are the middle. */
  readonly sides: readonly Side[]
  /** (rows,) 0 at the edge of the middle half, 1 one width of it further out, 2 at three widths, 3 at seven … */
  readonly bands: Float64Array
}

/**
 * Where the cells of some rows stand among all cells of a column.
 *
 * Cost: sorts some thousand cells.
 */
export function placesOf(column: NumberColumn | DatetimeColumn, rows: Uint32Array): Places {
  const { values } = column
  const drawn = evenRows(values.length, Math.min(COMPARED, values.length))
  const sorted = Float64Array.from(drawn, (row) => values[row]!).filter((value) => value - value === 0)
  sorted.sort()
  const lower = sorted[Math.floor(0.25 * (sorted.length - 1))] ?? 0
  const upper = sorted[Math.ceil(0.75 * (sorted.length - 1))] ?? 0
  const width = upper > lower ? upper - lower : (sorted[sorted.length - 1] ?? 0) - (sorted[0] ?? 0) || 1
  const sides = Array.from(rows, (row): Side => {
    const value = values[row]!
    if (value !== value) return 'missing'
    const below = countBelow(sorted, value, false)
    const above = sorted.length - countBelow(sorted, value, true)
    if (below >= 0.75 * sorted.length) return 'high'
    return above >= 0.75 * sorted.length ? 'low' : 'middle'
  })
  const bands = Float64Array.from(rows, (row, i) => {
    const beyond = sides[i] === 'high' ? values[row]! - upper : sides[i] === 'low' ? lower - values[row]! : 0
    return beyond > 0 ? Math.min(MOST_BANDS, log2(1 + beyond / width)) : 0
  })
  return { sides, bands }
}

const MOST_BANDS = 40

function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (orEqual ? sorted[middle]! <= value : sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a column tells hours of the day: datetimes, or whole numbers from 0 to 23 by a name that says so. */
export function tellsHours(column: Column, { integers, min, max }: ColumnStatistics): boolean {
  if (column.type === 'datetime') return min !== null && max !== null && !wholeDays(column)
  if (column.type !== 'number' || !integers || min === null || max === null) return false
  return min >= 0 && max <= 23 && nameWords(column.name).some((word) => word === 'hour' || word === 'hr')
}

/** Dates without a time of day have no hours to share. */
function wholeDays({ values }: DatetimeColumn): boolean {
  for (const row of evenRows(values.length, Math.min(COMPARED, values.length))) {
    const value = values[row]!
    if (value === value && value % DAY_MS !== 0) return false
  }
  return true
}

/** The hour 0 … 23 of a cell of a column that tells hours; −1 where missing. */
export function hourOf(column: NumberColumn | DatetimeColumn, row: number): number {
  const value = column.values[row]!
  if (value - value !== 0) return -1
  if (column.type === 'number') return value
  return Math.floor((value - Math.floor(value / DAY_MS) * DAY_MS) / HOUR_MS)
}

export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
