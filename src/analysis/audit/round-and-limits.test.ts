import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { belowLimit, type BelowLimitRequest } from './below-limit.ts'
import { roundAmounts, type RoundAmountsRequest } from './round-amounts.ts'
import { testContext } from './testing.ts'

describe('round amounts', () => {
  const BASE = { column: 0, decimals: null, entity: null, multiple: 100, rows: true } as const
  const ask = (amounts: readonly (number | null)[], request: Partial<RoundAmountsRequest> = {}) =>
    finish(roundAmounts(testContext({ Amount: amounts }), { ...BASE, ...request }))
  const line = (found: ReturnType<typeof ask>, kind: string, of: number) =>
    found.lines.find((one) => one.kind === kind && one.of === of)

  it('are as many as expected where every amount occurs once', () => {
    const found = ask(Array.from({ length: 100_000 }, (_, i) => (i + 1) / 100))
    expect(line(found, 'whole', 1)).toMatchObject({ rows: 1000, expected: 1000 })
    expect(line(found, 'odd-multiple', 5)).toMatchObject({ rows: 100, expected: 100 })
    expect(line(found, 'multiple', 10)).toMatchObject({ rows: 100, expected: 99.5 })
    expect(line(found, 'odd-multiple', 50)).toMatchObject({ rows: 10, expected: 10 })
    expect(line(found, 'multiple', 100)).toMatchObject({ rows: 10, expected: 9.5 })
    expect(line(found, 'multiple', 1000)).toMatchObject({ rows: 1 })
    expect(found.lines.some(({ of }) => of === 5000)).toBe(false)
  })

  it('show where there are more than the neighbours', () => {
    const plain = Array.from({ length: 20_000 }, (_, i) => (i + 1) / 10)
    const found = ask([
      ...plain,
      ...Array.from({ length: 300 }, () => 700),
      ...Array.from({ length: 200 }, () => -35),
    ])
    const hundreds = line(found, 'multiple', 100)
    expect(hundreds?.rows).toBe(320)
    expect(hundreds?.expected).toBe(19.5)
    expect(hundreds?.z).toBeGreaterThan(30)
    expect(line(found, 'odd-multiple', 5)).toMatchObject({ rows: 400, expected: 200 })
    expect(line(found, 'odd-multiple', 50)).toMatchObject({ rows: 20, expected: 20 })
  })

  it('have a level per row, and every multiple holds the higher ones', () => {
    const amounts = [1.25, 3, 5, 20, 50, 100, 150, 4500, 0, null, -1000]
    const found = ask(amounts)
    expect(found.lines.map(({ of }) => of)).toEqual([1, 5, 10, 50, 100, 500, 1000])
    expect([...(found.levels ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 4, 6, 65535, 65535, 7])
    expect(found).toMatchObject({ n: 9, zero: 1, missing: 1, decimals: 2 })
    expect(line(found, 'whole', 1)?.rows).toBe(8)
    expect(line(found, 'multiple', 10)?.rows).toBe(6)
    expect(line(found, 'multiple', 100)?.rows).toBe(3)
  })

  it('have no line for whole amounts where all are whole', () => {
    const found = ask([3, 5, 20, 100])
    expect(found.lines.map(({ of }) => of)).toEqual([5, 10, 50, 100])
    expect([...(found.levels ?? [])]).toEqual([0, 1, 2, 4])
  })

  it('show whose share is high', () => {
    const vendors = Array.from({ length: 400 }, (_, i) => (i < 40 ? 'Round Ltd' : `V${i % 9}`))
    const amounts = vendors.map((vendor, i) => (vendor === 'Round Ltd' ? 500 : 101 + i))
    const context = testContext({ Amount: amounts, Vendor: vendors })
    const { entities } = finish(roundAmounts(context, { ...BASE, entity: 1 }))
    expect(entities?.listed[0]).toMatchObject({ name: 'Round Ltd', rows: 40, marked: 40 })
    expect(entities?.listed[0]?.p).toBeLessThan(1e-20)
    expect(entities?.entities).toBe(10)
  })

  it('are none without amounts', () => {
    expect(ask([]).lines).toEqual([])
    expect(ask([null, 0]).n).toBe(0)
    expect(ask([Math.PI]).decimals).toBeNull()
  })
})

describe('just below a limit', () => {
  const BASE = { column: 0, limits: [], width: 0.1, chosen: 0, entity: null, rows: true } as const
  const ask = (amounts: readonly (number | null)[], request: Partial<BelowLimitRequest> = {}) =>
    finish(belowLimit(testContext({ Amount: amounts }), { ...BASE, ...request }))
  const rng = createRng(7)
  /** Falls smoothly: an exponential density of mean 2,000. */
  const smooth = Array.from(
    { length: 40_000 },
    () => Math.round(-2000 * Math.log(1 - rng.next()) * 100) / 100,
  )

  it('counts the bands, leaves the limit itself out and bins the rows', () => {
    const found = ask([899, 900, 999.99, 1000, 1000, 1000.01, 1100, 1100.01, 800, 1200, null, -950], {
      limits: [1000],
    })
    expect(found.lines[0]).toMatchObject({ limit: 1000, below: 2, exactly: 2, above: 2, ratio: 1 })
    expect([...(found.bins ?? [])]).toEqual([4, 5, 9, 10, 10, 11, 15, 16, 0, 20, 65535, 65535])
    expect(found.counts.reduce((a, b) => a + b)).toBe(10)
    expect(found.edges[0]).toBe(800)
    expect(found.edges[21]).toBe(1200)
  })

  it('finds the limit that amounts gather below, and no other', () => {
    const gathered = [...smooth, ...Array.from({ length: 400 }, (_, i) => 4600 + i)]
    const found = ask(gathered)
    expect(found.suggested).toEqual([5000])
    const [line] = found.lines
    expect(line?.suggested).toBe(true)
    expect(line?.p).toBeLessThan(1e-6)
    expect(line?.excess).toBeGreaterThan(250)
    expect(line!.low).toBeLessThan(line!.ratio)
    expect(line!.high).toBeGreaterThan(line!.ratio)
  })

  it('takes the trend into account: a falling column alone is no finding', () => {
    const found = ask(smooth, { limits: [5000] })
    expect(found.suggested).toEqual([])
    expect(found.lines[0]?.ratio).toBeGreaterThan(1.1)
    expect(found.lines[0]?.p).toBeGreaterThan(0.01)
    expect(ask(smooth).lines.length).toBeGreaterThan(0)
  })

  it('names who is below', () => {
    const amounts = [...smooth.slice(0, 5000), ...Array.from({ length: 30 }, (_, i) => 4950 + i)]
    const vendors = amounts.map((_, i) => (i < 5000 ? `V${i % 50}` : 'Split Ltd'))
    const context = testContext({ Amount: amounts, Vendor: vendors })
    const { entities } = finish(belowLimit(context, { ...BASE, limits: [5000], entity: 1 }))
    expect(entities?.listed[0]?.name).toBe('Split Ltd')
  })

  it('has no limit to look at without positive amounts', () => {
    for (const amounts of [[], [null], [-5, 0]]) {
      const found = ask(amounts)
      expect(found.lines).toEqual([])
      expect(found.chosen).toBeNull()
    }
    expect(ask([5], { limits: [100] }).lines[0]?.ratio).toBeNaN()
  })
})
