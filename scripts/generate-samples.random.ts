import { createRng } from '../src/analysis/math/rng.ts'

/** Draws for the samples, from integer arithmetic and sums alone: the same on every machine. */
export interface Draws {
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number
  /** A whole number in low … high. */
  whole(low: number, high: number): number
  /** Nearly normal: the sum of twelve uniform numbers. */
  normal(mean: number, sd: number): number
  /** True with this chance. */
  chance(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** `count` different whole numbers below `bound`, ascending. */
  distinct(count: number, bound: number): number[]
}

export function createDraws(seed: number): Draws {
  const rng = createRng(seed)
  const uniform = (low: number, high: number) => low + (high - low) * rng.next()
  const whole = (low: number, high: number) => low + rng.below(high - low + 1)
  return {
    uniform,
    whole,
    normal(mean, sd) {
      let sum = -6
      for (let i = 0; i < 12; i++) sum += rng.next()
      return mean + sd * sum
    },
    chance: (share) => rng.next() < share,
    pick(items) {
      const item = items[rng.below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    distinct(count, bound) {
      const chosen = new Set<number>()
      while (chosen.size < count) chosen.add(rng.below(bound))
      return [...chosen].sort((a, b) => a - b)
    },
  }
}

/** 5 → `05`. */
export function padded(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}
