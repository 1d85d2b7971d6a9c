/**
 * The average path length of an unsuccessful search in a binary search tree of n keys,
 * c(n) = 2 H(n − 1) − 2 (n − 1) / n, with the exact harmonic number H instead of the usual
 * ln + γ: c(1) = 0 and c(2) = 1 then need no special case, and every engine agrees to the bit.
 *
 * @param n number of rows, an integer ≥ 0; c(0) = 0
 * @returns the average path length
 * Cost: O(1) after a table up to the largest n asked for; O(largest n) memory.
 * Source: Liu, Ting & Zhou, Isolation Forest, ICDM 2008, equation 1.
 */
export function averagePathLength(n: number): number {
  if (n < 2) return 0
  return 2 * harmonic(n - 1) - (2 * (n - 1)) / n
}

/**
 * H(n) = 1 + 1/2 + … + 1/n, summed in that order in double precision.
 *
 * @param n an integer ≥ 0; H(0) = 0
 */
export function harmonic(n: number): number {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`harmonic(n) takes an integer ≥ 0, not ${n}`)
  for (let k = sums.length; k <= n; k++) sums.push(sums[k - 1]! + 1 / k)
  return sums[n]!
}

// A table of a pure function: growing it changes no answer.
const sums: number[] = [0]
