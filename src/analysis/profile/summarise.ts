import type { CategoryColumn, Column, TextColumn } from '../table/table.ts'
import type { ColumnSummary } from '../table/read-summary.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { countDistinctNumbers, groupTexts } from './distinct.ts'
import { medianOf } from '../statistics/median.ts'

/** What the panels show of a column and what roles are inferred from, over all rows. */
export interface ColumnStatistics extends Pick<
  ColumnSummary,
  'distinct' | 'distinctIsLowerBound' | 'min' | 'max' | 'mean' | 'median'
> {
  /** Rows that hold a value (for numbers and datetimes: a finite one). */
  readonly present: number
  /** Whether every finite number is a whole one; false for categories and text. */
  readonly integers: boolean
  /** Share of the steps from one present value to the next that do not fall, 0 … 1; 0 without steps. */
  readonly notFalling: number
  /** Whether every present value is larger than the one before, or every one smaller. */
  readonly strictlyMonotone: boolean
  /** Rows per level of a category, by code; null for other types. */
  readonly levelCounts: Uint32Array | null
  /** Mean number of space-separated words of a text cell; 0 for other types. */
  readonly words: number
}

/**
 * Statistics of one column over all of its rows.
 *
 * @param column any type; missing and unreadable cells (NaN, −1, empty) are left out, ±∞ too
 * @returns figures in the column's own unit (datetimes: epoch ms); null where there is no finite value
 *
 * Cost: linear, no sorting; some 40–80 ms for a million rows, in slices.
 */
export function* columnStatistics(column: Column): Work<ColumnStatistics> {
  switch (column.type) {
    case 'number':
    case 'datetime':
      return yield* numberStatistics(column.values, column.type === 'number')
    case 'category':
      return yield* categoryStatistics(column)
    case 'text':
      return yield* textStatistics(column)
  }
}

const WITHOUT_NUMBERS = {
  min: null,
  max: null,
  mean: null,
  median: null,
  integers: false,
  notFalling: 0,
  strictlyMonotone: false,
} as const

function* numberStatistics(values: Float64Array, exact: boolean): Work<ColumnStatistics> {
  let present = 0
  let min = Infinity
  let max = -Infinity
  let mean = 0
  let integers = true
  let steps = 0
  let rising = 0
  let falling = 0
  let previous = NaN
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value - value !== 0) continue
    present++
    if (value < min) min = value
    if (value > max) max = value
    mean += (value - mean) / present // stable: never sums large figures up
    if (integers && Math.floor(value) !== value) integers = false
    if (previous === previous) {
      steps++
      if (value > previous) rising++
      else if (value < previous) falling++
    }
    previous = value
    if (i % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  if (present === 0) {
    return {
      ...WITHOUT_NUMBERS,
      present,
      distinct: 0,
      distinctIsLowerBound: false,
      levelCounts: null,
      words: 0,
    }
  }
  const { distinct, isLowerBound } = yield* countDistinctNumbers(values, integers, exact, min, max)
  return {
    present,
    distinct,
    distinctIsLowerBound: isLowerBound,
    min,
    max,
    mean,
    median: yield* medianOf(values, present),
    integers,
    notFalling: steps === 0 ? 0 : (steps - falling) / steps,
    strictlyMonotone: steps > 0 && (rising === steps || falling === steps),
    levelCounts: null,
    words: 0,
  }
}

function* categoryStatistics(column: CategoryColumn): Work<ColumnStatistics> {
  const levelCounts = new Uint32Array(column.dictionary.length)
  let present = 0
  for (let row = 0; row < column.codes.length; row++) {
    const code = column.codes[row]!
    if (code >= 0) {
      levelCounts[code]!++
      present++
    }
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  let distinct = 0
  for (const count of levelCounts) if (count > 0) distinct++
  return { ...WITHOUT_NUMBERS, present, distinct, distinctIsLowerBound: false, levelCounts, words: 0 }
}

function* textStatistics(column: TextColumn): Work<ColumnStatistics> {
  const groups = yield* groupTexts(column)
  let present = 0
  for (const count of groups.counts) present += count
  let spaces = 0
  const used = column.offsets[column.offsets.length - 1] ?? 0
  for (let i = 0; i < used; i++) if (column.bytes[i] === 0x20) spaces++
  const distinct = groups.counts.length
  const words = present === 0 ? 0 : 1 + spaces / present
  return { ...WITHOUT_NUMBERS, present, distinct, distinctIsLowerBound: false, levelCounts: null, words }
}
