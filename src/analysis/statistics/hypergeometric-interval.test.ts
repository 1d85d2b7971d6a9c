import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from './golden/hypergeometric.json' with { type: 'json' }
import { hypergeometricInterval } from './hypergeometric-interval.ts'

describe('the interval for marked rows of a finite set', () => {
  it.each(golden.cases)(
    '$hits of $drawn drawn from $population, $confidence, is as R has it',
    ({ hits, drawn, population, confidence, low, high }) => {
      expect(hypergeometricInterval(hits, drawn, population, confidence)).toEqual({ low, high })
    },
  )

  it.each(golden.large)('$hits of $drawn comes to Clopper and Pearson’s', ({ hits, drawn, low, high }) => {
    const population = 1e9
    const interval = hypergeometricInterval(hits, drawn, population, 0.95)
    expect(interval.low / population).toBeCloseTo(low, 5)
    expect(interval.high / population).toBeCloseTo(high, 5)
  })

  const draws = fc
    .integer({ min: 1, max: 3000 })
    .chain((population) => fc.tuple(fc.constant(population), fc.nat(population)))
    .chain(([population, drawn]) => fc.tuple(fc.constant(population), fc.constant(drawn), fc.nat(drawn)))

  it('holds what was seen, mirrors, and widens with confidence', () => {
    fc.assert(
      fc.property(draws, ([population, drawn, hits]) => {
        const { low, high } = hypergeometricInterval(hits, drawn, population, 0.95)
        expect(low).toBeGreaterThanOrEqual(hits)
        expect(high).toBeLessThanOrEqual(population - (drawn - hits))
        if (drawn > 0) {
          expect(low).toBeLessThanOrEqual(Math.ceil((hits / drawn) * population))
          expect(high).toBeGreaterThanOrEqual(Math.floor((hits / drawn) * population))
        }
        expect(hypergeometricInterval(drawn - hits, drawn, population, 0.95)).toEqual({
          low: population - high,
          high: population - low,
        })
        const surer = hypergeometricInterval(hits, drawn, population, 0.99)
        expect(surer.low).toBeLessThanOrEqual(low)
        expect(surer.high).toBeGreaterThanOrEqual(high)
      }),
    )
  })

  it('knows the count when every row was drawn, and nothing when none was', () => {
    expect(hypergeometricInterval(3, 9, 9, 0.95)).toEqual({ low: 3, high: 3 })
    expect(hypergeometricInterval(0, 0, 9, 0.95)).toEqual({ low: 0, high: 9 })
  })

  it('covers the true count at least as often as it says', () => {
    const [population, drawn] = [40, 12]
    for (let marked = 0; marked <= population; marked++) {
      let covered = 0
      for (let hits = 0; hits <= drawn; hits++) {
        const { low, high } = hypergeometricInterval(hits, drawn, population, 0.95)
        if (low <= marked && marked <= high) covered += chance(hits, drawn, marked, population)
      }
      expect(covered).toBeGreaterThanOrEqual(0.95 - 1e-12)
    }
  })
})

function chance(hits: number, drawn: number, marked: number, population: number): number {
  return (choose(marked, hits) * choose(population - marked, drawn - hits)) / choose(population, drawn)
}

function choose(n: number, k: number): number {
  let product = 1
  for (let i = 0; i < k; i++) product *= (n - i) / (k - i)
  return k > n ? 0 : product
}
