import type { Rng } from '../run-context.ts'

/**
 * Runs `work`, which must be synchronous, with Math.random drawing from `rng`, and puts the
 * original back whatever happens: how a library without a seed becomes reproducible.
 *
 * @throws whatever `work` throws
 */
export function withMathRandom<T>(rng: Rng, work: () => T): T {
  const realm: { random: () => number } = Math
  const original = realm.random
  realm.random = () => rng.next()
  try {
    return work()
  } finally {
    realm.random = original
  }
}
