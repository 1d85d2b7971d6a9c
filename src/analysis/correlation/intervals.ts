import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { NORMAL_975 as Z } from '../math/normal.ts'
import type { PairMethod } from './methods.ts'

export type Interval = readonly [low: number, high: number]

const NONE: Interval = [NaN, NaN]

/**
 * 95 % confidence interval of Pearson's r by Fisher's z: standard error 1 / √(n − 3).
 *
 * @param r −1 … 1
 * @param rows pairs of values
 * @returns NaN and NaN with fewer than 4 rows, or where r is NaN; at ±1 just that
 */
export function pearsonInterval(r: number, rows: number): Interval {
  return rows > 3 ? around(r, 1 / Math.sqrt(rows - 3)) : NONE
}

/**
 * 95 % confidence interval of Spearman's ρ: on Fisher's z with the standard error √((1 + ρ²/2) / (n − 3)) of
 * Bonett and Wright (Psychometrika 65, 2000).
 *
 * @returns as `pearsonInterval`
 */
export function spearmanInterval(r: number, rows: number): Interval {
  return rows > 3 ? around(r, Math.sqrt((1 + (r * r) / 2) / (rows - 3))) : NONE
}

/**
 * 95 % confidence interval of Kendall's τ: on Fisher's z with the standard error √(0.437 / (n − 4)) of Fieller,
 * Hartley and Pearson (Biometrika 44, 1957).
 *
 * @returns NaN and NaN with fewer than 5 rows, or where τ is NaN; at ±1 just that
 */
export function kendallInterval(tau: number, rows: number): Interval {
  return rows > 4 ? around(tau, Math.sqrt(0.437 / (rows - 4))) : NONE
}

function around(r: number, error: number): Interval {
  if (r !== r) return NONE
  if (r <= -1 || r >= 1) return [r, r]
  const z = log((1 + r) / (1 - r)) / 2
  return [tanh(z - Z * error), tanh(z + Z * error)]
}

function tanh(z: number): number {
  // e^−2|z| cannot overflow.
  const e = exp(-2 * Math.abs(z))
  const size = (1 - e) / (1 + e)
  return z < 0 ? -size : size
}

/** The 95 % interval that belongs to a coefficient; NaN and NaN for Cramér's V and η, which have none here. */
export function intervalOf(method: PairMethod, value: number, rows: number): Interval {
  if (method === 'pearson') return pearsonInterval(value, rows)
  if (method === 'spearman') return spearmanInterval(value, rows)
  return method === 'kendall' ? kendallInterval(value, rows) : NONE
}
