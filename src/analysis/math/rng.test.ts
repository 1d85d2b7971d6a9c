import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { createRng } from './rng.ts'

const draw = (seed: number, count = 5) => {
  const rng = createRng(seed)
  return Array.from({ length: count }, () => rng.below(2 ** 32))
}

describe('createRng', () => {
  it('gives the sequence that it has always given', () => {
    expect(draw(1)).toEqual(GOLDEN_1)
    expect(
      createRng(1)
        .fork(7)
        .below(2 ** 32),
    ).toBe(GOLDEN_FORK)
  })

  it('differs between seeds, also above 2³² and below 0', () => {
    const seeds = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1]
    expect(new Set(seeds.map((seed) => draw(seed).join())).size).toBe(seeds.length)
  })

  it('forks without advancing, the same at any time, and differently per stream', () => {
    const rng = createRng(3)
    const early = rng.fork(1).next()
    const first = rng.next()
    expect(rng.fork(1).next()).toBe(early)
    expect(createRng(3).next()).toBe(first)
    const streams = Array.from({ length: 1000 }, (_, stream) => rng.fork(stream).next())
    expect(new Set([first, ...streams]).size).toBe(1001)
  })

  it('is uniform in [0, 1) and in below', () => {
    const rng = createRng(11)
    const tenths = new Array<number>(10).fill(0)
    const sevenths = new Array<number>(7).fill(0)
    for (let i = 0; i < 70000; i++) {
      tenths[Math.floor(rng.next() * 10)]!++
      sevenths[rng.below(7)]!++
    }
    // Chi-squared: 27.9 and 22.5 are the .999 points for 9 and 6 degrees of freedom.
    expect(chiSquared(tenths, 7000)).toBeLessThan(27.9)
    expect(chiSquared(sevenths, 10000)).toBeLessThan(22.5)
  })

  it('has forks whose first draws are uniform', () => {
    const root = createRng(5)
    const tenths = new Array<number>(10).fill(0)
    for (let stream = 0; stream < 20000; stream++) tenths[Math.floor(root.fork(stream).next() * 10)]!++
    expect(chiSquared(tenths, 2000)).toBeLessThan(27.9)
  })

  it('stays below any bound, and refuses what is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer(), (bound, seed) => {
        const value = createRng(seed).below(bound)
        return Number.isInteger(value) && value >= 0 && value < bound
      }),
    )
    for (const bound of [0, -1, 1.5, NaN, 2 ** 32 + 1])
      expect(() => createRng(1).below(bound)).toThrow(RangeError)
  })
})

function chiSquared(counts: readonly number[], expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

const GOLDEN_1 = [1471601618, 2448456821, 1327715181, 145482488, 2558278415]
const GOLDEN_FORK = 2216025170
