import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawPlaces } from './check-places.ts'

describe('places of random checks', () => {
  it('rise, stand before undecided rows or after all of them, and come from the seed alone', () => {
    const rising = fc.uniqueArray(fc.nat(500), { maxLength: 60 }).map((ranks) => ranks.sort((a, b) => a - b))
    fc.assert(
      fc.property(rising, fc.integer({ min: 1, max: 30 }), fc.nat(), (ranks, count, seed) => {
        const cut = (ranks.at(-1) ?? 0) + 3
        const places = drawPlaces(ranks, count, cut, seed)
        expect(places).toHaveLength(count)
        expect(places).toEqual([...places].sort((a, b) => a - b))
        expect(places).toEqual(drawPlaces(ranks, count, cut, seed))
        const near = ranks.slice(0, 4 * count + 1)
        const end = ranks.length > 4 * count ? [] : [cut]
        for (const place of places) expect([...near, ...end]).toContain(place)
      }),
    )
  })

  it('are all mixtures of checks and rows alike', () => {
    // Two checks among three rows: 10 mixtures.
    const seen = new Map<string, number>()
    const times = 4000
    for (let seed = 0; seed < times; seed++) {
      const key = drawPlaces([0, 1, 2], 2, 3, seed).join()
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
    expect(seen.size).toBe(10)
    for (const count of seen.values()) {
      expect(count).toBeGreaterThan(times / 10 - 90)
      expect(count).toBeLessThan(times / 10 + 90)
    }
  })
})
