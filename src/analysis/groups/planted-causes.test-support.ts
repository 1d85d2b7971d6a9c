import { createRng } from '../math/rng.ts'
import { normalQuantile } from '../math/normal.ts'
import { exp } from '../math/exponential.ts'

/** A file of payments in which some rows stand out, each for one of three causes. */
export interface PlantedFile {
  readonly csv: string
  /** Per row: 0 ordinary, 1 … 3 the cause. */
  readonly cause: readonly number[]
}

export const CAUSE_ROWS = [40, 30, 24] as const

/**
 * Three causes: large amounts with high fees at night, many items at a discount, and one merchant's long sessions
 * with many attempts.
 */
export function plantedFile(seed: number, rows = 2000): PlantedFile {
  const rng = createRng(seed)
  const normal = () => normalQuantile(rng.next())
  const cause = CAUSE_ROWS.flatMap((count, c) => new Array<number>(count).fill(c + 1))
  while (cause.length < rows) cause.push(0)
  for (let i = rows - 1; i > 0; i--) {
    const j = rng.below(i + 1)
    ;[cause[i], cause[j]] = [cause[j]!, cause[i]!]
  }
  const lines = ['When,Amount,Fee,Items,Discount,Session minutes,Attempts,Country,Merchant']
  for (const c of cause) {
    const hour = c === 1 ? 1 + rng.below(4) : 8 + rng.below(12)
    const time = Date.UTC(2024, 2, 1 + rng.below(60), hour, rng.below(60))
    const cells = [
      new Date(time).toISOString().slice(0, 16),
      (c === 1 ? 2500 + 2500 * rng.next() : 60 * exp(0.5 * normal())).toFixed(2),
      (c === 1 ? 40 + 20 * rng.next() : 5 + normal()).toFixed(2),
      c === 2 ? 60 + rng.below(40) : 1 + rng.below(12),
      (c === 2 ? 45 + 20 * rng.next() : 8 + 2 * normal()).toFixed(1),
      (c === 3 ? 300 + 200 * rng.next() : 20 + 4 * normal()).toFixed(1),
      c === 3 ? 25 + rng.below(20) : 1 + rng.below(4),
      ['DE', 'FR', 'IT', 'ES'][rng.below(4)]!,
      c === 3 ? 'm17' : `m${rng.below(40)}`,
    ]
    lines.push(cells.join(','))
  }
  return { csv: lines.join('\n'), cause }
}
