import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankScores } from '../ranking/rank-scores.ts'
import {
  createFlagPatterns,
  flaggedByBoth,
  jaccard,
  MOST_RANKINGS,
  rowsWithPattern,
  votesPerRow,
} from './flag-patterns.ts'
import { midRanks, rankCorrelation } from './mid-ranks.ts'
import { createSeedCounts, meanJaccard, stabilityOf } from './seed-stability.ts'

interface Golden {
  readonly meta: { readonly rows: number; readonly cut: number; readonly tolerance: number }
  readonly scores: readonly (readonly number[])[]
  readonly ranks: readonly (readonly number[])[]
  readonly spearman: readonly (readonly number[])[]
  readonly both: readonly (readonly number[])[]
  readonly jaccard: readonly number[]
  readonly mean_jaccard: number
  readonly rows_by_votes: readonly number[]
  readonly only: readonly number[]
}
const golden = JSON.parse(readFileSync(new URL('./golden/compare.json', import.meta.url), 'utf8')) as Golden
const { rows, cut, tolerance } = golden.meta
const scores = golden.scores.map((values) => Float32Array.from(values))
const orders = scores.map((values) => rankScores(values))
const ranks = scores.map((values, r) => midRanks(values, orders[r]!))

/** Some rankings of the same rows, many of them with ties. */
const rankings = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 }))
  .chain(([count, length]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: length, maxLength: length }), {
      minLength: count,
      maxLength: count,
    }),
  )
  .map((all) => all.map((values) => rankScores(Float32Array.from(values))))
const cuts = fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 1, maxLength: 6 })
const firstOf = (order: Uint32Array, n: number) => new Set(order.subarray(0, n))

describe('ranks and their correlation', () => {
  it('are scipy’s, ties included', () => {
    for (const [r, wanted] of golden.ranks.entries()) expect([...ranks[r]!]).toEqual(wanted)
    for (const [a, line] of golden.spearman.entries())
      for (const [b, wanted] of line.entries())
        expect(Math.abs(rankCorrelation(ranks[a]!, ranks[b]!) - wanted)).toBeLessThan(tolerance)
  })

  it('do not depend on the scale of the scores, and turn round with them', () => {
    const doubled = scores[0]!.map((score) => 8 * score)
    expect(midRanks(doubled, orders[0]!)).toEqual(ranks[0])
    const turned = scores[1]!.map((score) => -score)
    const against = midRanks(turned, rankScores(turned))
    expect(rankCorrelation(ranks[1]!, against)).toBe(-1)
  })

  it('are not a number where a ranking says nothing', () => {
    const level = new Float32Array(4)
    const same = midRanks(level, rankScores(level))
    expect([...same]).toEqual([2.5, 2.5, 2.5, 2.5])
    expect(rankCorrelation(same, same)).toBeNaN()
  })
})

describe('patterns of flagged rows', () => {
  it('count what sets count', () => {
    const patterns = createFlagPatterns(orders)
    patterns.moveTo(cut)
    for (const [a, line] of golden.both.entries())
      for (const [b, wanted] of line.entries()) expect(flaggedByBoth(patterns, a, b)).toBe(wanted)
    let pair = 0
    for (let a = 0; a < orders.length; a++)
      for (let b = a + 1; b < orders.length; b++)
        expect(jaccard(flaggedByBoth(patterns, a, b), cut)).toBeCloseTo(golden.jaccard[pair++]!, 12)
    expect([...votesPerRow(patterns)]).toEqual(golden.rows_by_votes)
    expect(golden.only.map((_, r) => patterns.counts[1 << r])).toEqual(golden.only)
  })

  it('are the same however the cut got there', () => {
    fc.assert(
      fc.property(rankings, cuts, fc.integer({ min: 1, max: 60 }), (all, moves, steps) => {
        const patterns = createFlagPatterns(all)
        const length = all[0]!.length
        for (const wanted of moves) {
          while (!patterns.moveTo(wanted, steps)) expect(patterns.cut).not.toBe(Math.min(wanted, length))
          const now = Math.min(wanted, length)
          expect(patterns.cut).toBe(now)
          const sets = all.map((order) => firstOf(order, now))
          const masks = Array.from({ length }, (_, row) =>
            sets.reduce((mask, set, r) => (set.has(row) ? mask | (1 << r) : mask), 0),
          )
          expect([...patterns.masks]).toEqual(masks)
          expect(patterns.counts.reduce((a, b) => a + b)).toBe(length)
          for (const mask of masks) expect(patterns.counts[mask]).toBe(masks.filter((m) => m === mask).length)
        }
      }),
    )
  })

  it('list each row once, by the first ranking that flags it', () => {
    fc.assert(
      fc.property(rankings, fc.integer({ min: 0, max: 45 }), (all, wanted) => {
        const patterns = createFlagPatterns(all)
        patterns.moveTo(wanted)
        const union = new Set(all.flatMap((order) => [...order.subarray(0, wanted)]))
        const listed = rowsWithPattern(patterns, all, (mask) => mask !== 0)
        expect(listed.length).toBe(union.size)
        expect(new Set(listed)).toEqual(union)
        expect([...listed.subarray(0, Math.min(wanted, all[0]!.length))]).toEqual([
          ...all[0]!.subarray(0, wanted),
        ])
        expect(rowsWithPattern(patterns, all, (mask) => mask !== 0, 3).length).toBe(Math.min(3, union.size))
      }),
    )
  })

  it('refuse more rankings than they have bits for', () => {
    const many = Array.from({ length: MOST_RANKINGS + 1 }, () => orders[0]!)
    expect(() => createFlagPatterns(many)).toThrow(RangeError)
  })
})

describe('stability over seeds', () => {
  it('counts the seeds that flag a row, whatever way the cut went', () => {
    fc.assert(
      fc.property(rankings, cuts, (all, moves) => {
        const counts = createSeedCounts(all[0]!.length, all)
        for (const wanted of moves) counts.moveTo(wanted)
        const now = Math.min(moves.at(-1), all[0]!.length)
        expect(counts.cut).toBe(now)
        const wanted = Array.from(all[0]!, (_, row) => all.filter((o) => firstOf(o, now).has(row)).length)
        expect([...counts.counts]).toEqual(wanted)
      }),
    )
  })

  it('goes only as far as the orders reach', () => {
    const counts = createSeedCounts(
      rows,
      orders.map((order) => order.slice(0, 20)),
    )
    expect(counts.reach).toBe(20)
    counts.moveTo(50)
    expect(counts.cut).toBe(20)
  })

  it('says how often the flagged rows come back', () => {
    const counts = createSeedCounts(rows, orders)
    counts.moveTo(cut)
    const { rowsBySeeds, meanShare, inAll, inHalfOrFewer } = stabilityOf(counts, orders[0]!.subarray(0, cut))
    expect(rowsBySeeds.reduce((a, b) => a + b)).toBe(cut)
    // The rows that ranking 0 flags are flagged by every ranking as often as both flag them.
    const shared = golden.both[0]!.reduce((a, b) => a + b)
    expect(meanShare).toBeCloseTo(shared / (orders.length * cut), 12)
    expect(inAll).toBe(rowsBySeeds[orders.length])
    expect(inHalfOrFewer).toBe(rowsBySeeds[0]! + rowsBySeeds[1]! + rowsBySeeds[2]!)
  })

  it('has the mean overlap of all pairs, also of an even number of seeds', () => {
    expect(meanJaccard(rows, orders, cut)).toBeCloseTo(golden.mean_jaccard, 12)
    const four = orders.slice(0, 4)
    const pairs = golden.jaccard.filter((_, pair) => ![3, 6, 8, 9].includes(pair))
    expect(meanJaccard(rows, four, cut)).toBeCloseTo(pairs.reduce((a, b) => a + b) / 6, 12)
    expect(meanJaccard(rows, [orders[0]!, orders[0]!, orders[0]!], cut)).toBe(1)
    expect(meanJaccard(rows, [orders[0]!], cut)).toBeNaN()
    expect(meanJaccard(rows, orders, 0)).toBeNaN()
  })

  it('compares equally many partners of every seed where all pairs would take too long', () => {
    const neighbours = [0, 4, 7, 9, 3].map((pair) => golden.jaccard[pair]!)
    expect(meanJaccard(rows, orders, cut, 1)).toBeCloseTo(neighbours.reduce((a, b) => a + b) / 5, 12)
  })
})
