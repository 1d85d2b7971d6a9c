import { regularisedBeta } from '../math/incomplete-beta.ts'

/**
 * Probability of k or more successes in n trials.
 *
 * @param k successes, 0 … n
 * @param n trials
 * @param p probability of each, 0 … 1
 */
export function binomialUpperTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (p <= 0) return 0
  return p >= 1 ? 1 : regularisedBeta(p, k, n - k + 1)
}

/**
 * The exact interval of a probability from k successes in n trials (Clopper and Pearson 1934): never narrower than
 * it says.
 *
 * @param k successes, 0 … n
 * @param n trials; 0 gives [0, 1]
 * @param confidence between 0 and 1, e.g. 0.95
 * @returns [low, high]
 */
export function exactInterval(k: number, n: number, confidence: number): [low: number, high: number] {
  const tail = (1 - confidence) / 2
  const low = k <= 0 ? 0 : bisect((p) => regularisedBeta(p, k, n - k + 1), tail)
  const high = k >= n ? 1 : bisect((p) => regularisedBeta(p, k + 1, n - k), 1 - tail)
  return [low, high]
}

/** Where a function that rises from 0 to 1 over 0 … 1 reaches `level`. */
function bisect(f: (p: number) => number, level: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (f(middle) < level) low = middle
    else high = middle
  }
  return (low + high) / 2
}
