import { studentTCdf, studentTQuantile } from '../math/student-t.ts'

/**
 * The critical value of Grubbs' two-sided test for one outlier, and of each step of the generalised ESD test
 * with the values that are left.
 *
 * @param n values, at least 3
 * @param alpha chance of calling some value an outlier when all are from one normal distribution, 0 … 1
 * @returns standard deviations from the mean; +∞ below 3 values
 * Source: Grubbs, Technometrics 11 (1969); NIST/SEMATECH e-Handbook of Statistical Methods 1.3.5.17.1.
 */
export function grubbsCritical(n: number, alpha: number): number {
  if (n < 3) return Infinity
  const t = studentTQuantile(alpha / (2 * n), n - 2)
  return ((n - 1) / Math.sqrt(n)) * (t === -Infinity ? 1 : Math.sqrt((t * t) / (n - 2 + t * t)))
}

/**
 * The chance of a largest deviation of `statistic` or more in n normal values: Bonferroni's bound, which is
 * exact for the significant ones.
 *
 * @param statistic standard deviations from the mean, ≥ 0
 * @param n values, at least 3
 * @returns 0 … 1; NaN below 3 values
 */
export function grubbsP(statistic: number, n: number): number {
  if (n < 3 || statistic !== statistic) return NaN
  const left = (n - 1) * (n - 1) - n * statistic * statistic
  if (left <= 0) return 0
  const t = Math.sqrt((statistic * statistic * n * (n - 2)) / left)
  return Math.min(1, 2 * n * studentTCdf(-t, n - 2))
}
