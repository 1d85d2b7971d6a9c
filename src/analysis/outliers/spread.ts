import type { ColumnValues } from './column-values.ts'

/**
 * Where ordinary values lie: a value's deviation is how many spreads it lies below `low` or above `high`.
 * For most tests `low` and `high` are one centre.
 */
export interface Band {
  readonly low: number
  readonly high: number
  /** 0 where all values are equal: then nothing deviates. */
  readonly spread: number
}

/**
 * How many spreads a value lies outside a band: the statistic of every test of one column.
 *
 * @param y on the transformed scale; NaN gives 0
 * @returns ≥ 0; +∞ for ±∞
 */
export function deviation(y: number, { low, high, spread }: Band): number {
  if (!(spread > 0)) return 0
  const distance = y < low ? low - y : y > high ? y - high : 0
  return distance / spread
}

/** Mean and standard deviation (n − 1) of all values, outliers included. */
export function meanBand({ moments }: Pick<ColumnValues, 'moments'>): Band {
  const { mean, sd } = moments
  return { low: mean, high: mean, spread: sd > 0 ? sd : 0 }
}

/**
 * The median, and the median absolute deviation scaled to estimate a standard deviation. Where more than half
 * of the values are equal it is 0, and the mean absolute deviation × 1.2533 takes its place.
 *
 * Source: Iglewicz & Hoaglin, How to Detect and Handle Outliers (1993); the constants 1 ÷ Φ⁻¹(¾) and √(π ÷ 2).
 */
export function medianBand({
  median,
  mad,
  meanDeviation,
}: MedianFigures): Band & { readonly by: MedianScale } {
  const by: MedianScale = mad > 0 ? 'mad' : 'mean-deviation'
  const spread = by === 'mad' ? mad * MAD_TO_SD : meanDeviation * MEAN_DEVIATION_TO_SD
  return { low: median, high: median, spread: spread > 0 ? spread : 0, by }
}

/**
 * The quartiles, and the distance between them. Where the middle half of the values is one value it is 0,
 * and what the mean absolute deviation of normal values would make of it takes its place.
 *
 * Source: Tukey, Exploratory Data Analysis (1977); quartiles of type 7.
 */
export function quartileBand({
  q1,
  q3,
  meanDeviation,
}: Pick<ColumnValues, 'q1' | 'q3' | 'meanDeviation'>): Band & { readonly by: QuartileScale } {
  const by: QuartileScale = q3 > q1 ? 'iqr' : 'mean-deviation'
  const spread = by === 'iqr' ? q3 - q1 : meanDeviation * MEAN_DEVIATION_TO_SD * SD_TO_IQR
  return { low: q1, high: q3, spread: spread > 0 ? spread : 0, by }
}

export type MedianScale = 'mad' | 'mean-deviation'
export type QuartileScale = 'iqr' | 'mean-deviation'
type MedianFigures = Pick<ColumnValues, 'median' | 'mad' | 'meanDeviation'>

export const MAD_TO_SD = 1.482602218505602
const MEAN_DEVIATION_TO_SD = 1.2533141373155001
const SD_TO_IQR = 1.3489795003921634
