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

/** Three causes: large amounts at night, many items abroad at a discount, and one merchant's long sessions. */
export function plantedFile(seed: number, rows = 4000): PlantedFile {
  const rng = createRng(seed)
  const normal = () => normalQuantile(rng.next())
  const planted = CAUSE_ROWS.reduce<number>((a, b) => a + b, 0)
  const cause = new Array<number>(rows).fill(0)
  let next = 0
  for (const [c, count] of CAUSE_ROWS.entries()) {
    for (let k = 0; k < count; k++, next++) cause[Math.floor(((next + 0.5) * rows) / planted)] = c + 1
  }
  // The causes come one after another in time only if they are not mixed.
  for (let i = rows - 1; i > 0; i--) {
    const j = rng.below(i + 1)
    ;[cause[i], cause[j]] = [cause[j]!, cause[i]!]
  }
  const lines = ['When,Amount,Items,Discount,Session minutes,Country,Merchant']
  for (const c of cause) {
    const day = rng.below(60)
    const hour = c === 1 ? 1 + rng.below(4) : 8 + rng.below(12)
    const when = new Date(Date.UTC(2024, 2, 1 + day, hour, rng.below(60))).toISOString().slice(0, 16)
    const amount = c === 1 ? 2500 + 2500 * rng.next() : 60 * exp(0.5 * normal())
    const items = c === 2 ? 60 + rng.below(40) : 1 + rng.below(12)
    const discount = c === 2 ? 45 + 20 * rng.next() : Math.max(0, 8 + 3 * normal())
    const session = c === 3 ? 300 + 200 * rng.next() : 12 + 4 * normal()
    const country = ['DE', 'FR', 'IT', 'ES'][rng.below(4)]!
    const merchant = c === 3 ? 'm17' : `m${rng.below(40)}`
    lines.push(
      [when, amount.toFixed(2), items, discount.toFixed(1), session.toFixed(1), country, merchant].join(','),
    )
  }
  return { csv: lines.join('\n'), cause }
}
