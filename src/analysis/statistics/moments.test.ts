import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { moments } from './moments.ts'

const momentsOf = (numbers: readonly number[] | Float64Array) => finish(moments(Float64Array.from(numbers)))

/** Sums of powers with exact differences, straight from the definitions. */
function byDefinition(values: readonly number[]) {
  const n = values.length
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  const central = (power: number) => values.reduce((sum, v) => sum + (v - mean) ** power, 0) / n
  const [m2, m3, m4] = [central(2), central(3), central(4)]
  const g1 = m3 / m2 ** 1.5
  const g2 = m4 / m2 ** 2 - 3
  return {
    mean,
    variance: (m2 * n) / (n - 1),
    populationSkewness: g1,
    populationKurtosis: g2,
    skewness: (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6),
  }
}

const numbers = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 4, maxLength: 60 })
const spreadOut = numbers.filter((values) => Math.max(...values) - Math.min(...values) > 1)

describe('moments', () => {
  it('follow their definitions', () => {
    fc.assert(
      fc.property(spreadOut, (values) => {
        const found = momentsOf(values)
        for (const [name, expected] of Object.entries(byDefinition(values))) {
          expect(found[name as 'mean'], name).toBeCloseTo(expected, 6)
        }
        expect(found.sd).toBeCloseTo(Math.sqrt(found.variance), 10)
        expect([found.count, found.min, found.max]).toEqual([
          values.length,
          Math.min(...values),
          Math.max(...values),
        ])
      }),
    )
  })

  it('do not change when rows change places', () => {
    fc.assert(
      fc.property(
        spreadOut.chain((values) =>
          fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
        ),
        ([values, shuffled]) => {
          const [a, b] = [momentsOf(values), momentsOf(shuffled)]
          for (const name of ['mean', 'sd', 'skewness', 'kurtosis'] as const)
            expect(b[name], name).toBeCloseTo(a[name], 8)
        },
      ),
    )
  })

  it('follow a change of unit: shape stays, and a negative factor mirrors it', () => {
    fc.assert(
      fc.property(
        spreadOut,
        fc.constantFrom(-1024, -3, 0.5, 4, 1e6),
        fc.integer({ min: -1e6, max: 1e6 }),
        (values, factor, offset) => {
          const a = momentsOf(values)
          const b = momentsOf(values.map((v) => v * factor + offset))
          const tolerance = 1e-6
          expect(Math.abs(b.mean - (a.mean * factor + offset))).toBeLessThan(
            tolerance * (Math.abs(factor) + Math.abs(offset) + 1),
          )
          expect(Math.abs(b.sd / (a.sd * Math.abs(factor)) - 1)).toBeLessThan(tolerance)
          expect(b.skewness).toBeCloseTo(a.skewness * Math.sign(factor), 5)
          expect(b.kurtosis).toBeCloseTo(a.kurtosis, 5)
        },
      ),
    )
  })

  it('hold at a mean of a thousand million with a spread of a thousandth', () => {
    const rng = createRng(3)
    // Steps of 2⁻¹⁴ are exact both alone and on top of 10⁹.
    const small = Float64Array.from({ length: 300_000 }, () => rng.below(64) / 16384)
    const plain = momentsOf(small)
    const moved = momentsOf(small.map((v) => v + 1e9))
    expect(moved.mean - 1e9).toBeCloseTo(plain.mean, 6)
    for (const name of ['sd', 'skewness', 'kurtosis'] as const)
      expect(Math.abs(moved[name] - plain[name]), name).toBeLessThan(
        1e-9 * Math.max(1e-3, Math.abs(plain[name])),
      )
  })

  it('hold when the first value is far from all others', () => {
    const rng = createRng(4)
    const values = Float64Array.from({ length: 20_000 }, () => rng.next())
    const last = momentsOf([...values, 1e9])
    const first = momentsOf([1e9, ...values])
    expect(first.mean).toBeCloseTo(last.mean, 6)
    expect(Math.abs(first.sd / last.sd - 1)).toBeLessThan(1e-12)
    expect(Math.abs(first.kurtosis / last.kurtosis - 1)).toBeLessThan(1e-9)
  })

  it('hold for figures whose squares no double can hold', () => {
    const values = [1, 2, 4, 8, 16, 32]
    const plain = momentsOf(values)
    for (const power of [-1070, -600, -250, 250, 500, 1018]) {
      const factor = power < -1000 ? 2 ** -1000 * 2 ** (power + 1000) : 2 ** power
      const scaled = momentsOf(values.map((v) => v * factor))
      if (power > -1022) expect(scaled.sd / factor).toBeCloseTo(plain.sd, 10)
      expect(scaled.skewness).toBeCloseTo(plain.skewness, 10)
      expect(scaled.kurtosis).toBeCloseTo(plain.kurtosis, 10)
    }
    const widest = momentsOf([-Number.MAX_VALUE, 0, Number.MAX_VALUE])
    expect(Math.abs(widest.mean / widest.sd)).toBeLessThan(1e-15)
    expect(widest.populationSkewness).toBeCloseTo(0, 12)
  })

  it('say what is not defined for few values, and for a constant', () => {
    expect(momentsOf([])).toMatchObject({ count: 0, infinite: 0, mean: NaN, sd: NaN, min: NaN, max: NaN })
    expect(momentsOf([NaN, Infinity, -Infinity])).toMatchObject({ count: 0, infinite: 2, mean: NaN })
    expect(momentsOf([7])).toMatchObject({ count: 1, mean: 7, sd: NaN, populationSd: 0, skewness: NaN })
    expect(momentsOf([1, 3])).toMatchObject({ mean: 2, variance: 2, skewness: NaN, kurtosis: NaN })
    expect(momentsOf([1, 2, 4]).kurtosis).toBeNaN()
    expect(momentsOf([0.1, 0.1, 0.1, 0.1, 0.1])).toMatchObject({
      mean: 0.1,
      sd: 0,
      skewness: NaN,
      kurtosis: NaN,
      populationKurtosis: NaN,
    })
  })

  it('leave out missing and infinite values, wherever they are', () => {
    const values = [1, 5, 2, 9, 4]
    const holes = [NaN, 1, Infinity, 5, 2, NaN, 9, -Infinity, 4, NaN]
    expect(momentsOf(holes)).toEqual({ ...momentsOf(values), infinite: 2 })
  })

  it('pause at least every 131,072 rows', () => {
    let slices = 0
    finish(moments(new Float64Array(1 << 20)), () => slices++)
    expect(slices).toBeGreaterThanOrEqual(16)
  })
})
