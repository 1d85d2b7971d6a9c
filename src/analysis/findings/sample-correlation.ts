import { countAtMost, countBelow } from '../profile/sorted-values.ts'

import type { Work } from '../work.ts'

/** Some rows of a column, standardised. */
export interface SampleColumn {
  /** (x − mean) ÷ sd; NaN where missing or infinite; all 0 for a constant. */
  readonly values: Float64Array
  readonly complete: boolean
}

/** The cells of a column at some rows, standardised over those. */
export function sampleColumn(values: Float64Array, rows: Uint32Array): SampleColumn {
  const sample = new Float64Array(rows.length)
  let count = 0
  let mean = 0
  let squares = 0
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!
    sample[i] = value
    if (value - value !== 0) continue
    const before = value - mean
    mean += before / ++count
    squares += before * (value - mean)
  }
  const sd = Math.sqrt(squares / Math.max(1, count))
  for (let i = 0; i < sample.length; i++) {
    const value = sample[i]!
    sample[i] = value - value !== 0 ? NaN : sd > 0 ? (value - mean) / sd : 0
  }
  return { values: sample, complete: count === rows.length }
}

/** Pearson's r of two samples of the same rows; 0 where it is not defined. */
export function quickPearson(x: SampleColumn, y: SampleColumn): number {
  const a = x.values
  const b = y.values
  if (x.complete && y.complete) {
    let sum = 0
    for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
    return a.length === 0 ? 0 : sum / a.length
  }
  let count = 0
  let sx = 0
  let sy = 0
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < a.length; i++) {
    const u = a[i]!
    const v = b[i]!
    const product = u * v
    if (product !== product) continue
    count++
    sx += u
    sy += v
    xx += u * u
    yy += v * v
    xy += product
  }
  const varX = count * xx - sx * sx
  const varY = count * yy - sy * sy
  return count >= 20 && varX > 0 && varY > 0
    ? (count * xy - sx * sy) / (Math.sqrt(varX) * Math.sqrt(varY))
    : 0
}

/** Spearman's ρ of two samples: Pearson's r of their ranks, ties at their mean rank; 0 where it is not defined. */
export function* spearmanOf(x: SampleColumn, y: SampleColumn): Work<number> {
  const both: number[] = []
  for (let i = 0; i < x.values.length; i++) {
    const product = x.values[i]! * y.values[i]!
    if (product === product) both.push(i)
  }
  const rows = Uint32Array.from(both, (_, i) => i)
  const ranks = ({ values }: SampleColumn) =>
    sampleColumn(meanRanks(Float64Array.from(both, (i) => values[i]!)), rows)
  const ranksOfX = ranks(x)
  yield
  return quickPearson(ranksOfX, ranks(y))
}

function meanRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort()
  return values.map((value) => (countBelow(sorted, value) + countAtMost(sorted, value)) / 2)
}
