import { countAtMost, countBelow } from '../statistics/sorted-values.ts'

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

/** The ranks of a sample, ties at their mean rank: Pearson's r of two of them is Spearman's ρ where no cell is missing. */
export function ranksOf({ values, complete }: SampleColumn): SampleColumn {
  const sorted = complete ? values.slice().sort() : values.filter((value) => value === value).sort()
  const ranks = values.map((value) =>
    value === value ? (countBelow(sorted, value) + countAtMost(sorted, value)) / 2 : NaN,
  )
  return sampleColumn(
    ranks,
    Uint32Array.from(ranks, (_, i) => i),
  )
}
