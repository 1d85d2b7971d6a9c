import { COLUMN_PARAM, TRANSFORM_PARAM, bandDetector } from './band-detector.ts'
import { findColumn } from './chosen-column.ts'

export type MeanSdParams = {
  readonly column: string
  readonly transform: string
}

/**
 * |x − mean| / sd on one column: the rule of the three standard deviations without its threshold.
 * A constant column scores 0 everywhere. The mean and sd are the data's own, anomalies included.
 */
export const meanSd = bandDetector<MeanSdParams>({
  info: {
    id: 'mean-sd',
    name: 'Mean ± standard deviations',
    family: 'statistical',
    source: 'the standard score',
    summary: 'How many standard deviations a value lies from the mean of one column.',
    goodAt: 'One column with a bell-shaped spread, and an answer that anyone can check by hand.',
    badAt:
      'Skewed columns, several columns together, and many or huge anomalies, which widen the spread that they are measured by.',
    params: [COLUMN_PARAM, TRANSFORM_PARAM],
    cost: 'linear',
    seeded: false,
    additive: true,
  },
  defaults: { column: '', transform: 'none' },
  columnsOf: (x, { column }) => [findColumn(x, column)],
  measure(values) {
    const { mean, sd } = meanAndSd(values)
    return { low: mean, high: mean, spread: sd }
  },
})

/** Welford's running mean and sum of squares: no cancellation, whatever the offset. NaN and ±∞ are passed over. */
export function meanAndSd(values: Float32Array | Float64Array): { mean: number; sd: number } {
  let count = 0
  let mean = 0
  let squares = 0
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    count++
    const before = value - mean
    mean += before / count
    squares += before * (value - mean)
  }
  return { mean, sd: count > 1 ? Math.sqrt(squares / (count - 1)) : 0 }
}
