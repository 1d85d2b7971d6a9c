import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountAlong, amountTotal } from './amount-along.ts'
import type { CutChoice } from '../settings.ts'
import { finish } from '../work.ts'
import * as cuts from './cut.ts'
import { createFlaggedCounts } from './flagged-counts.ts'
import { rankScores } from './rank-scores.ts'
import { resolveCut } from './resolve-cut.ts'

const score = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ noNaN: true, noDefaultInfinity: true }))
const scoresOf = (values: readonly number[]) => Float32Array.from(values)
const manyScores = fc.array(score, { maxLength: 200 }).map(scoresOf)

describe('rankScores', () => {
  it('orders like a comparison sort: descending, ties by row', () => {
    fc.assert(
      fc.property(manyScores, (scores) => {
        const expected = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b)
        expect([...rankScores(scores)]).toEqual(expected)
      }),
    )
  })

  it('takes −0 for 0 and reads a view of a larger buffer', () => {
    const scores = Float32Array.of(99, -0, 0, -1, 1, -0).subarray(1)
    expect([...rankScores(scores)]).toEqual([3, 0, 1, 4, 2])
  })

  it.each([NaN, Infinity, -Infinity])('refuses %d', (bad) => {
    expect(() => rankScores(Float32Array.of(1, bad))).toThrow('row 2')
  })
})

describe('ways to say the cut', () => {
  it('turn into one another', () => {
    fc.assert(
      fc.property(manyScores, fc.nat(200), (scores, wish) => {
        const order = rankScores(scores)
        const cut = Math.min(wish, order.length)
        expect(cuts.cutForShare(cuts.shareAtCut(cut, order.length), order.length)).toBe(cut)
        const lowest = cuts.scoreAtCut(scores, order, cut)
        if (lowest === null) return
        const flagged = cuts.cutForScore(scores, order, lowest)
        expect(flagged).toBe([...scores].filter((s) => s >= lowest).length)
        expect(cuts.tiesBeyondCut(scores, order, cut)).toBe(flagged - cut)
      }),
    )
  })

  it('are read from a choice, and refused when they make no sense', () => {
    const scores = Float32Array.of(0.1, 0.9, 0.5, 0.5)
    const order = rankScores(scores)
    const subject = { scores, order, amountAlong: null, defaultCut: { cut: 3, standsOut: true } }
    const resolve = (choice: CutChoice) => resolveCut(choice, subject).cut
    expect(resolve({ by: 'auto' })).toBe(3)
    expect(resolve({ by: 'score', score: 0.5 })).toBe(3)
    expect(resolve({ by: 'score', score: 0.9 })).toBe(1) // above the Float32 that stands for it
    expect(resolve({ by: 'score', score: 0.1 })).toBe(4) // below it
    expect(resolve({ by: 'score', score: 2 })).toBe(0)
    expect(resolve({ by: 'share', share: 0.25 })).toBe(1)
    expect(resolve({ by: 'rows', rows: 99 })).toBe(4)
    expect(() => resolve({ by: 'share', share: 1.5 })).toThrow('between 0 and 1')
    expect(() => resolve({ by: 'rows', rows: -1 })).toThrow('whole number')
    expect(() => resolve({ by: 'score', score: NaN })).toThrow('a number')
  })
})

describe('flagged counts', () => {
  it('equal a recount after any moves', () => {
    const rows = fc.array(fc.tuple(score, fc.integer({ min: -1, max: 4 })), { maxLength: 60 })
    fc.assert(
      fc.property(rows, fc.array(fc.nat(70), { maxLength: 10 }), (data, moves) => {
        const order = rankScores(scoresOf(data.map(([s]) => s)))
        const bins = Int32Array.from(data, ([, bin]) => bin)
        const kept = createFlaggedCounts(bins, 5)
        for (const cut of moves) {
          kept.moveTo(order, cut)
          const recount = new Uint32Array(5)
          let outside = 0
          for (const row of order.subarray(0, cut)) {
            if (bins[row]! < 0) outside++
            else recount[bins[row]!]!++
          }
          expect(kept.counts).toEqual(recount)
          expect(kept.outside).toBe(outside)
          expect(kept.cut).toBe(Math.min(cut, order.length))
        }
      }),
    )
  })

  it('are counted anew for another order', () => {
    const kept = createFlaggedCounts(Uint16Array.of(0, 1, 1), 2)
    kept.moveTo(Uint32Array.of(0, 1, 2), 1)
    kept.moveTo(Uint32Array.of(1, 2, 0), 2)
    expect([...kept.counts]).toEqual([0, 2])
  })
})

describe('the amount along the ranking', () => {
  it('is the sum of the rows above, missing counting as nothing', () => {
    const along = finish(amountAlong(Float64Array.of(5, NaN, 2, Infinity), Uint32Array.of(2, 1, 0, 3)))
    expect([...along]).toEqual([2, 2, 7, 7])
  })

  it('does not drift over many cents beside large amounts', () => {
    const amounts = new Float64Array(200_001).fill(0.01)
    amounts[0] = 1e12
    const order = Uint32Array.from(amounts.keys())
    const last = finish(amountAlong(amounts, order)).at(-1)
    expect(last).toBe(1e12 + 2000)
    expect(amountTotal(amounts)).toBe(last)
  })
})
