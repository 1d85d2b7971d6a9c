import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ranking } from '../workers/engine.api.ts'
import { flaggedWhileOrdering, rankWhileOrdering } from './new-order.ts'

const ROWS = 60

/** Two orders of the same rows, how many first rows of the second are known, a line and what a filter lets through. */
const changes = fc.record({
  before: shuffled(),
  after: shuffled(),
  known: fc.integer({ min: 1, max: ROWS }),
  cut: fc.integer({ min: 0, max: ROWS }),
  mask: fc.option(fc.array(fc.boolean(), { minLength: ROWS, maxLength: ROWS })),
})

function shuffled() {
  const rows = Array.from({ length: ROWS }, (_, row) => row)
  return fc.shuffledSubarray(rows, { minLength: ROWS, maxLength: ROWS })
}

describe('the queue while a new order is made', () => {
  it('has its first rows where they will stand, and the others in the order that they have', () => {
    fc.assert(
      fc.property(changes, ({ before, after, known, cut, mask }) => {
        const ranking = { order: Uint32Array.from(before) } as Ranking
        const next = Uint32Array.from(after.slice(0, known))
        const passes = (row: number) => mask?.[row] ?? true
        const bytes = mask && Uint8Array.from(mask, Number)
        const order = [...next, ...before.filter((row) => !next.includes(row))]

        const rank = rankWhileOrdering(ranking, next)
        expect(order.map(rank)).toEqual(order.map((_, at) => at))
        expect(rank(ROWS)).toBe(Infinity)

        const flagged = ranking.order.subarray(0, cut).filter(passes)
        const found = flaggedWhileOrdering(ranking, next, rank, flagged, cut, bytes)
        expect([...found]).toEqual(order.slice(0, cut).filter(passes))
      }),
    )
  })
})
