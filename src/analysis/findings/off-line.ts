import { quantileOfSorted } from '../statistics/sorted-values.ts'
import { evenRows } from '../questions/sample-table.ts'
import type { Work } from '../work.ts'
import { lineThrough, type Line } from '../statistics/line-through.ts'
import { rowsWhere } from './rows-where.ts'

const SAMPLE_ROWS = 20_000
const ROUNDS = 4
/** The median distance × this estimates a normal standard deviation. */
const TO_SD = 1.4826
/** A line is a rule only when most rows lie this close to it, as a share of how far y spreads. */
const CLOSE = 0.01
/** Rows further off than this many robust standard deviations break the rule. */
const BREAKS = 8
/** With more of them it is no rule. */
const MOST = 0.01

/**
 * The rows that leave the line that nearly all others lie on, as where a total does not follow from its net amount.
 * The line is fitted again to the rows near it until single far rows no longer pull it.
 *
 * @returns ascending; null where most rows do not lie on a line this closely, or too many leave it
 *
 * Cost: some five passes over the rows, in slices.
 */
export function* rowsOffLine(x: Float64Array, y: Float64Array): Work<Uint32Array | null> {
  const sample = evenRows(x.length, SAMPLE_ROWS)
  let line: Line = yield* lineThrough(x, y)
  const spread = line.spread
  let width = robustWidth(x, y, line, sample)
  for (let round = 0; round < ROUNDS; round++) {
    const near = line
    const reach = Math.max(3 * width, 1e-12 * spread)
    line = yield* lineThrough(x, y, (row) => Math.abs(residual(x, y, near, row)) <= reach)
    if (line.count < 3 || line.r !== line.r) return null
    width = robustWidth(x, y, line, sample)
  }
  if (!(width <= CLOSE * spread)) return null
  const final = line
  // Rounding to cents, and of the arithmetic itself, breaks no rule.
  const limit = Math.max(BREAKS * width, 1e-6 * spread)
  const rows = yield* rowsWhere(x.length, (row) => Math.abs(residual(x, y, final, row)) > limit)
  return rows.length > MOST * x.length ? null : rows
}

/** NaN or ±∞ where a cell is missing or infinite. */
function residual(x: Float64Array, y: Float64Array, { slope, intercept }: Line, row: number): number {
  const value = y[row]! - (intercept + slope * x[row]!)
  return value - value === 0 ? value : NaN
}

function robustWidth(x: Float64Array, y: Float64Array, line: Line, sample: Uint32Array): number {
  const found: number[] = []
  for (const row of sample) {
    const value = residual(x, y, line, row)
    if (value === value) found.push(Math.abs(value))
  }
  // About the line and not about their own median: far rows shift the first line by more than others are away from it.
  return found.length === 0 ? NaN : TO_SD * quantileOfSorted(Float64Array.from(found).sort(), 0.5)
}
