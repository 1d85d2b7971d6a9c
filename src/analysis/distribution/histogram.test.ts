import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { contextOf } from '../questions/testing.ts'
import { finish } from '../work.ts'
import { histogram, type HistogramAnswer, type HistogramRequest } from './histogram.ts'

type Values = readonly (number | null)[]
const PLAIN = { column: 0, scale: 'linear', range: 'core', width: 'freedman-diaconis', maxBins: 60 } as const
const ask = (values: Values, request: Partial<HistogramRequest> = {}): HistogramAnswer =>
  finish(histogram(contextOf(testTable({ a: values })), { ...PLAIN, ...request }))

const anyNumber = fc.oneof(
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.double({ noNaN: true }),
  fc.integer({ min: -5, max: 200 }),
  fc.constantFrom(0, -0, Infinity, -Infinity, 1e-300, 1.7e308, -1.7e308),
)
const anyRequest = fc.record({
  scale: fc.constantFrom('linear' as const, 'log' as const),
  range: fc.constantFrom('core' as const, 'whole' as const),
  width: fc.oneof(
    fc.constantFrom('freedman-diaconis' as const, 'scott' as const),
    fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
  ),
  maxBins: fc.integer({ min: 4, max: 300 }),
})

describe('a histogram', () => {
  it('puts every row of any column into the bin that its edges say', () => {
    const cells = fc.array(fc.option(anyNumber, { nil: null }), { maxLength: 60 })
    fc.assert(
      fc.property(cells, anyRequest, (values, request) => {
        const { bins, counts, edges, labels, hasMissingBin } = ask(values, request)
        const real = labels.length - (hasMissingBin ? 1 : 0)
        expect(real).toBeLessThanOrEqual(request.maxBins)
        expect(edges!.length).toBe(real + 1)
        for (let b = 0; b < real; b++) expect(edges![b]!).toBeLessThan(edges![b + 1]!)
        const again = new Uint32Array(counts.length)
        values.forEach((value, row) => {
          const b = bins[row]!
          again[b]!++
          if (value === null) {
            expect(b).toBe(real)
            return
          }
          expect(value).toBeGreaterThanOrEqual(edges![b]!)
          if (b < real - 1) expect(value).toBeLessThan(edges![b + 1]!)
          else expect(value).toBeLessThanOrEqual(edges![b + 1]!)
        })
        expect(again).toEqual(counts)
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order of the rows', () => {
    const values = fc.array(anyNumber, { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, anyRequest, (list, request) => {
        const one = ask(list, request)
        const other = ask([...list].reverse(), request)
        expect(other.edges).toEqual(one.edges)
        expect(other.counts).toEqual(one.counts)
        expect(Uint16Array.from(other.bins).reverse()).toEqual(one.bins)
      }),
    )
  })

  it('has the round width nearest to the rule’s, and scales with the unit', () => {
    const rng = createRng(4)
    const values = cellsOf(3000, () => rng.next() + rng.next() + rng.next())
    const { width, ruleWidth, capped } = ask(values)
    expect(Math.max(width / ruleWidth!, ruleWidth! / width)).toBeLessThan(1.6)
    expect([1, 2, 2.5, 5]).toContain(Number(width.toExponential().split('e')[0]))
    expect(capped).toBe(false)
    const cents = ask(values.map((value) => value * 100))
    expect(cents.width).toBeCloseTo(width * 100, 9)
    expect(cents.counts).toEqual(ask(values).counts)
  })

  it('takes a width by hand as it is, and says when it needs more bins than there may be', () => {
    const values = cellsOf(101, (row) => row / 2)
    const { width, edges, ruleWidth } = ask(values, { width: 3.5 })
    expect([width, ruleWidth, edges![1]! - edges![0]!]).toEqual([3.5, null, 3.5])
    const capped = ask(values, { width: 0.01, maxBins: 20 })
    expect(capped.capped).toBe(true)
    expect(capped.counts.length).toBeLessThanOrEqual(20)
  })

  it('gives few whole numbers a bin each, and many of them a whole width', () => {
    expect(ask([1, 2, 2, 5, null])).toMatchObject({
      labels: ['1', '2', '3', '4', '5', 'missing'],
      whole: true,
      width: 1,
    })
    const rng = createRng(8)
    const { width, edges } = ask(cellsOf(4000, () => rng.below(1000)))
    expect(Math.floor(width)).toBe(width)
    expect([...edges!].every((edge) => Math.floor(edge) === edge)).toBe(true)
    // One more value than other bins would hold the top one.
    expect(edges!.at(-1)).toBeGreaterThan(999)
  })

  it('keeps a far value from squeezing the rest, unless all is wanted', () => {
    const rng = createRng(3)
    const values = cellsOf(5000, (row) => (row === 0 ? 1e9 : 20 + 60 * rng.next()))
    const { edges, above, below, labels } = ask(values)
    expect(edges!.at(-1)).toBe(Infinity)
    expect([below, above]).toEqual([0, 1])
    expect(labels.at(-1)).toMatch(/^≥ /u)
    const whole = ask(values, { range: 'whole' })
    expect(whole.edges!.at(-1)).toBeGreaterThanOrEqual(1e9)
    expect(whole).toMatchObject({ capped: true, above: 0 })
  })

  it('cuts decades evenly on a log scale, with what is not positive apart', () => {
    const values = cellsOf(900, (row) => 10 ** (row / 300))
    const by = (perDecade: number) => ask([...values, 0, -4, null], { scale: 'log', width: 1 / perDecade })
    expect([...by(1).edges!]).toEqual([-Infinity, 1, 10, 100, 1000])
    expect(by(1).labels).toEqual(['≤ 0', '1 – 10', '10 – 100', '100 – 1,000', 'missing'])
    expect([...by(3).edges!].slice(1, 6)).toEqual([1, 2, 5, 10, 20])
    expect(by(10)).toMatchObject({ width: 0.1, below: 2 })
    expect([...by(10).counts].slice(1, -1).every((count) => Math.abs(count - 30) <= 2)).toBe(true)
  })

  it('has an answer for no, one, equal and infinite values', () => {
    expect(ask([null, null])).toMatchObject({
      labels: ['any number', 'missing'],
      counts: Uint32Array.of(0, 2),
    })
    expect(ask([]).counts).toEqual(Uint32Array.of(0))
    expect(ask([7]).counts).toEqual(Uint32Array.of(1))
    expect(ask([3.25, 3.25]).counts).toEqual(Uint32Array.of(2))
    expect(ask([0, -1], { scale: 'log' })).toMatchObject({ labels: ['≤ 0'], counts: Uint32Array.of(2) })
    const infinite = ask([Infinity, -Infinity, 1, 2, 3])
    expect(infinite).toMatchObject({ infinite: 2, below: 0, above: 0 })
    expect([...infinite.counts]).toEqual([1, 1, 1, 1, 1])
  })

  it('names bins so that they can be told apart', () => {
    const { labels } = ask(
      cellsOf(50, (row) => 1000 + row / 1000),
      { width: 0.005 },
    )
    expect(labels[0]).toBe('1,000 – 1,000.005')
    expect(new Set(labels).size).toBe(labels.length)
  })
})
