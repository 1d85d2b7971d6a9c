import type { Rng } from '../../run-context.ts'

/**
 * Runs `work`, which must be synchronous, with Math.random drawing from `rng`, and puts the
 * original back whatever happens: how a library without a seed becomes reproducible.
 *
 * @throws whatever `work` throws
 */
export function withSeededRandom<T>(rng: Rng, work: () => T): T {
  const original = Math.random
  Math.random = () => rng.next()
  try {
    return work()
  } finally {
    Math.random = original
  }
}
