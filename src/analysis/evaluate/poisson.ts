import { exp } from '../math/exponential.ts'
import { logGamma } from '../math/log-gamma.ts'
import { log } from '../math/logarithm.ts'
import type { Rng } from '../run-context.ts'

/** Means from which the transformed rejection is used. */
const LARGE = 10

/**
 * Draws of Poisson-distributed counts with given means, prepared once for many draws of each.
 *
 * @param means (n,) whole or not, at least 0
 *
 * Cost: some 20–50 ns a draw. Source: below 10 the inverse of the distribution; above, PTRS of Hörmann,
 * The transformed rejection method for generating Poisson random variables, 1993.
 */
export class PoissonDraws {
  readonly #means: Float64Array
  /** exp(−mean) below `LARGE`, √mean otherwise. */
  readonly #scales: Float64Array

  constructor(means: ArrayLike<number>) {
    this.#means = Float64Array.from(means)
    this.#scales = this.#means.map((mean) => (mean < LARGE ? exp(-mean) : Math.sqrt(mean)))
  }

  /** One count with the mean of entry `i`. */
  draw(i: number, rng: Rng): number {
    const mean = this.#means[i]!
    if (mean === 0) return 0
    return mean < LARGE ? inverse(mean, this.#scales[i]!, rng) : rejection(mean, this.#scales[i]!, rng)
  }
}

function inverse(mean: number, none: number, rng: Rng): number {
  const u = rng.next()
  let count = 0
  let chance = none
  let below = none
  // Rounding may leave the sum a trifle below 1.
  while (u > below && count < 200) {
    count++
    chance *= mean / count
    below += chance
  }
  return count
}

function rejection(mean: number, root: number, rng: Rng): number {
  const b = 0.931 + 2.53 * root
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = rng.next() - 0.5
    const v = rng.next()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return count
    if (count < 0 || (us < 0.013 && v > us)) continue
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= count * log(mean) - mean - logGamma(count + 1))
      return count
  }
}
