import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import { benford, type AmountSign, type BenfordRequest } from './benford.ts'
import { conformityOf, type BenfordTest } from './benford-law.ts'
import { binomialUpperTail, exactInterval } from './binomial.ts'
import { decimalsOf, unitsOf } from './decimals.ts'
import { exponentOf, firstTwoOf, leadingCode, NO_DIGITS } from './significant-digits.ts'
import { testContext } from './testing.ts'

/** What scripts/golden/benford.py wrote; its `meta` says versions, seed and shape. */
interface Golden {
  readonly meta: { readonly minimum: number }
  readonly amounts: readonly string[]
  readonly cases: readonly {
    readonly sign: AmountSign
    readonly test: BenfordTest
    readonly counts: readonly number[]
    readonly expected: readonly number[]
    readonly z: readonly number[]
    readonly mad: number
    readonly chiSquared: number
    readonly p: number
    readonly distance: number
  }[]
  readonly binomial: readonly {
    readonly k: number
    readonly n: number
    readonly p: number
    readonly low: number
    readonly high: number
    readonly tail: number
  }[]
}

const golden = JSON.parse(readFileSync(new URL('./golden/benford.json', import.meta.url), 'utf8')) as Golden

const BASE = { column: 0, sign: 'all', minimum: 0, decimals: null, rows: true } as const
const ask = (amounts: readonly (number | null)[], request: Partial<BenfordRequest> = {}) =>
  finish(benford(testContext({ Amount: amounts }), { ...BASE, test: 'first-two', ...request }))

describe('against numpy, scipy and decimal texts', () => {
  const context = testContext({ Amount: golden.amounts.map(Number) })
  for (const { sign, test, ...wanted } of golden.cases) {
    it(`${test} digits of ${sign} amounts`, () => {
      const request = { ...BASE, sign, test, minimum: golden.meta.minimum, rows: false }
      const found = finish(benford(context, request))
      expect([...found.counts]).toEqual(wanted.counts)
      wanted.expected.forEach((share, bin) => expect(found.expected[bin]).toBeCloseTo(share, 14))
      wanted.z.forEach((z, bin) => expect(found.z[bin]).toBeCloseTo(z, 8))
      expect(found.mad).toBeCloseTo(wanted.mad, 14)
      expect(found.chiSquared / wanted.chiSquared).toBeCloseTo(1, 10)
      expect(found.p).toBeCloseTo(wanted.p, 10)
      expect(found.distance).toBeCloseTo(wanted.distance, 12)
      expect(found.n).toBe(wanted.counts.reduce((a, b) => a + b, 0))
    })
  }

  it('exact binomial intervals and tails', () => {
    for (const { k, n, p, low, high, tail } of golden.binomial) {
      const [foundLow, foundHigh] = exactInterval(k, n, 0.95)
      expect(foundLow).toBeCloseTo(low, 10)
      expect(foundHigh).toBeCloseTo(high, 10)
      expect(binomialUpperTail(k, n, p)).toBeCloseTo(tail, 10)
    }
  })
})

describe('leading digits', () => {
  const firstTwo = (value: number) => firstTwoOf(leadingCode(value))

  it('are those of the amount as it is written', () => {
    const cases: readonly [number, number, number][] = [
      [1000, 10, 3],
      [999.995, 99, 2],
      [0.1 + 0.2, 30, -1],
      [8.7 * 3, 26, 1],
      [1e15, 10, 15],
      [1.005, 10, 0],
      [0.0012, 12, -3],
      [-46.5, 46, 1],
      [7, 70, 0],
      [0.29, 29, -1],
      [29.999999999999996, 30, 1],
      [Number.MIN_VALUE, 49, -324],
      [Number.MAX_VALUE, 17, 308],
    ]
    for (const [value, digits, exponent] of cases) {
      expect([value, firstTwo(value), exponentOf(leadingCode(value))]).toEqual([value, digits, exponent])
    }
    for (const value of [0, -0, NaN, Infinity, -Infinity]) expect(leadingCode(value)).toBe(NO_DIGITS)
  })

  it('agree with the decimal text of 15 significant digits', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => value !== 0)
    const cents = fc.integer({ min: 1, max: 10 ** 13 }).map((units) => units / 100)
    fc.assert(
      fc.property(fc.oneof(finite, cents), (value) => {
        const text = Math.abs(value).toExponential(14)
        expect(firstTwo(value)).toBe(Number(text.slice(0, 3).replace('.', '')))
        expect(exponentOf(leadingCode(value))).toBe(Number(text.slice(text.indexOf('e') + 1)))
      }),
      { numRuns: 2000 },
    )
  })

  it('do not change when amounts are multiplied by ten or change places', () => {
    const cents = fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 60 }), (units, turn) => {
        const amounts = units.map((n) => n / 100)
        const turned = [...amounts.slice(turn), ...amounts.slice(0, turn)]
        for (const test of ['first', 'second', 'first-two'] as const) {
          const counts = [...ask(amounts, { test }).counts]
          expect([
            ...ask(
              units.map((n) => n / 10),
              { test },
            ).counts,
          ]).toEqual(counts)
          expect([...ask(turned, { test }).counts]).toEqual(counts)
        }
      }),
    )
  })
})

describe('last digits', () => {
  const decimals = (values: readonly number[]) => finish(decimalsOf(Float64Array.from(values)))

  it('are counted in the units that the column is written in', () => {
    expect(decimals([12.5, 3.25, 100])).toBe(2)
    expect(decimals([0.1 + 0.2, 1.1 * 3])).toBe(1)
    expect(decimals([1.005, 2])).toBe(3)
    expect(decimals([1e15, 7])).toBe(0)
    expect(decimals([Math.PI, Math.E])).toBeNull()
    expect(decimals([NaN, Infinity])).toBeNull()
    // One stray in a thousand does not make the column one of three decimals.
    expect(decimals([...Array.from({ length: 999 }, (_, i) => i + 0.25), 1.005])).toBe(2)
    expect(unitsOf(1.005, 2)).toBe(-1)
    expect(unitsOf(4503.37, 2)).toBe(450_337)
    expect(unitsOf(-0.29, 2)).toBe(29)
    expect(unitsOf(1e14, 2)).toBe(-2)
  })

  it('leave out what has no exact last digit, and say so', () => {
    const amounts = [...Array.from({ length: 2000 }, (_, i) => i + 10.25), 1e15, 1.005, 99.999]
    const found = ask(amounts, { test: 'last-two', minimum: 10 })
    expect(found.decimals).toBe(2)
    expect(found.leftOut.withoutLastDigits).toBe(2)
    expect(found.leftOut.belowMinimum).toBe(1)
    expect(found.counts[25]).toBe(2000)
    expect(found.conformity).toBeNull()
  })
})

describe('the answer', () => {
  it('says which rows are left out and which bin each row is in', () => {
    const found = ask([12, -12, 0, null, Infinity, 3, 129], { sign: 'positive', minimum: 10 })
    expect(found.leftOut).toEqual({
      missing: 1,
      infinite: 1,
      zero: 1,
      otherSign: 1,
      belowMinimum: 1,
      withoutLastDigits: 0,
    })
    expect([...(found.bins ?? [])]).toEqual([2, 65535, 65535, 65535, 65535, 65535, 2])
    expect(found.counts[2]).toBe(2)
  })

  it('names the commonest amount of a digit', () => {
    const found = ask([50, 50, 50, 507, 5.09, -50, 61], { test: 'first' })
    expect(found.commonest?.amounts[4]).toBe(50)
    expect(found.commonest?.counts[4]).toBe(3)
    expect(found.commonest?.counts[0]).toBe(0)
  })

  it('says why the law need not hold', () => {
    const codes = (amounts: readonly number[], request: Partial<BenfordRequest> = {}) =>
      ask(amounts, request).doubts.map(({ code }) => code)
    const powers = Array.from({ length: 3000 }, (_, i) => Math.round(100 * 1.004 ** i) / 100)
    expect(codes(powers)).toEqual([])
    expect(ask(powers, { minimum: 10 }).conformity).toBe('close')
    expect(codes(Array.from({ length: 3000 }, (_, i) => 40 + Math.sqrt(i)))).toEqual(['narrow', 'not-skewed'])
    expect(codes(powers.slice(0, 900))).toContain('few-rows')
    expect(
      codes(
        powers.map((value) => value * Math.SQRT2),
        { test: 'last-two' },
      ),
    ).toContain('no-last-digits')
  })

  it('has no measure without an amount', () => {
    for (const amounts of [[], [null, null], [0, 0]]) {
      const found = ask(amounts)
      expect(found.n).toBe(0)
      expect(found.mad).toBeNaN()
      expect(found.conformity).toBeNull()
      expect(found.doubts.map(({ code }) => code)).toContain('few-rows')
    }
    expect(ask([7], { test: 'first' }).counts[6]).toBe(1)
  })

  it('falls into Nigrini’s bands', () => {
    expect(conformityOf('first', 0.006)).toBe('close')
    expect(conformityOf('first', 0.0147)).toBe('marginal')
    expect(conformityOf('second', 0.009)).toBe('acceptable')
    expect(conformityOf('first-two', 0.00243)).toBe('nonconformity')
    expect(conformityOf('last-two', 0.5)).toBeNull()
  })
})
