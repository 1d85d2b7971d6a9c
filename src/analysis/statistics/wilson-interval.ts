import { NORMAL_975 as Z } from '../math/normal.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * The 95 % interval of a share by Wilson's score method: it stays inside 0 … 1 and is honest also for few rows,
 * where 1 of 1 says little.
 *
 * @param hits 0 … total
 * @param total rows looked at
 * @returns low and high, 0 … 1; NaN for a total of 0
 *
 * Cost: constant. Source: Wilson 1927; without correction for continuity.
 */
export function wilsonInterval(hits: number, total: number): Interval {
  if (!(total > 0)) return { low: NaN, high: NaN }
  const share = hits / total
  const shrink = 1 + (Z * Z) / total
  const centre = (share + (Z * Z) / (2 * total)) / shrink
  const half = (Z / shrink) * Math.sqrt((share * (1 - share)) / total + (Z * Z) / (4 * total * total))
  return { low: hits <= 0 ? 0 : centre - half, high: hits >= total ? 1 : centre + half }
}
