import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testColumn } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { binColumn, type BinnedColumn, type BinSpec } from './binning.ts'

type Cells = Parameters<typeof testColumn>[1]
const bin = (cells: Cells, spec: Partial<BinSpec> = {}): BinnedColumn =>
  finish(binColumn(testColumn('c', cells), { kind: 'auto', maxBins: 40, ...spec }))

/** Bins must partition the rows, agree with their edges, and stay within the limit. */
function check(binned: BinnedColumn, maxBins: number, values?: readonly (number | null)[]) {
  const { bins, counts, labels, edges, hasMissingBin } = binned
  expect(counts.length).toBe(labels.length)
  const recount = new Uint32Array(counts.length)
  for (const b of bins) recount[b]!++
  expect(counts).toEqual(recount)
  const real = labels.length - (hasMissingBin ? 1 : 0)
  expect(real).toBeLessThanOrEqual(maxBins)
  expect(labels.includes('missing')).toBe(hasMissingBin)
  if (edges === null || values === undefined) return
  expect(edges.length).toBe(real + 1)
  values.forEach((value, row) => {
    const b = bins[row]!
    if (value === null || Number.isNaN(value)) expect(b).toBe(labels.length - 1)
    else {
      expect(value).toBeGreaterThanOrEqual(edges[b]!)
      if (b < real - 1) expect(value).toBeLessThan(edges[b + 1]!)
      else expect(value).toBeLessThanOrEqual(edges[b + 1]!)
    }
  })
}

describe('bins of numbers', () => {
  it('partition any numbers, linear or logarithmic', () => {
    const number = fc.oneof(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.integer({ min: -9, max: 9 }),
      fc.constantFrom(Infinity, -Infinity, 0, 1e-12, 1e12),
    )
    const cells = fc.array(fc.option(number, { nil: null }), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(cells, fc.boolean(), fc.integer({ min: 4, max: 60 }), (values, log, maxBins) => {
        if (values.every((value) => value === null)) return
        check(bin(values, { maxBins, log }), maxBins, values)
      }),
    )
  })

  it('have round widths', () => {
    const rng = createRng(3)
    const { edges, labels } = bin(cellsOf(2000, () => 100 + 50 * (rng.next() + rng.next() + rng.next())))
    expect(edges![1]! - edges![0]!).toBe(10)
    expect(edges![0]! % 10).toBe(0)
    expect(labels[0]).toBe('100 – 110')
  })

  it('give few whole numbers a bin each', () => {
    expect(bin([1, 2, 2, 5, null]).labels).toEqual(['1', '2', '3', '4', '5', 'missing'])
  })

  it('put a heavy tail into an open last bin', () => {
    const rng = createRng(3)
    const values = cellsOf(5000, (row) => (row === 0 ? 1e9 : 20 + 60 * rng.next()))
    const { edges, labels, counts, bins } = bin(values)
    expect(edges!.at(-1)).toBe(Infinity)
    expect(labels.at(-1)).toMatch(/^≥ /u)
    expect(counts.at(-1)).toBe(1)
    expect(bins[0]).toBe(labels.length - 1)
    expect(labels.length).toBeGreaterThan(8)
  })

  it('step by powers of ten on a log scale, with an open bin for what is not positive', () => {
    const { edges, labels } = bin([0, -2, 1, 10, 100, 1e4, 1e5], { maxBins: 8, log: true })
    expect([...edges!]).toEqual([-Infinity, 1, 10, 100, 1e3, 1e4, 1e5, 1e6])
    expect(labels[0]).toBe('< 1')
  })

  it('have an answer for constant and for empty columns', () => {
    check(bin([3.5, 3.5, null]), 40, [3.5, 3.5, null])
    expect(bin([null, null])).toMatchObject({ labels: ['any number', 'missing'] })
  })
})

describe('bins of times', () => {
  const start = Date.UTC(2024, 0, 31, 22)
  const times = (count: number, step: number) => ({ times: cellsOf(count, (row) => start + row * step) })
  const hour = 3_600_000

  it.each([
    ['minute', 30, 60_000, '2024-01-31 22:00'],
    ['hour', 40, hour, '2024-01-31 22:00'],
    ['day', 30, 24 * hour, '2024-01-31'],
    ['week', 200, 24 * hour, '2024-01-29'],
    ['month', 30, 30 * 24 * hour, '2024-01'],
    ['quarter', 100, 30 * 24 * hour, '2024-01'],
    ['year', 30, 365 * 24 * hour, '2024'],
  ])('are by %s for %d steps', (unit, count, step, label) => {
    const cells = times(count, step)
    const binned = bin(cells, { kind: 'time', maxBins: 40 })
    expect(binned.unit).toBe(unit)
    expect(binned.labels[0]).toBe(label)
    check(binned, 40, cells.times)
  })

  it('never split a day when there are only dates', () => {
    const cells = { times: [0, 1, 2].map((day) => Date.UTC(2024, 1, 27 + day)) }
    expect(bin(cells, { kind: 'time', maxBins: 100 })).toMatchObject({
      unit: 'day',
      labels: ['2024-02-27', '2024-02-28', '2024-02-29'],
    })
  })

  it('fit any span', () => {
    const time = fc
      .date({ noInvalidDate: true, min: new Date(-6e13), max: new Date(2e14) })
      .map((date) => date.getTime())
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 20 }), (moments) => {
        check(bin({ times: moments }, { kind: 'time', maxBins: 50 }), 50, moments)
      }),
    )
  })
})

describe('bins of categories', () => {
  it('are by frequency, the rest folded together', () => {
    const cells = ['b', 'a', 'c', 'a', null, 'd', 'a', 'b', 'c', 'e']
    const binned = bin(cells, { maxBins: 4 })
    const { labels, counts, edges } = binned
    expect(labels).toEqual(['a', 'b', 'c', 'other (2 values)', 'missing'])
    expect([...counts]).toEqual([3, 2, 2, 2, 1])
    expect(edges).toBeNull()
    check(binned, 4)
  })

  it('treat text alike', () => {
    expect(bin({ texts: ['x', '', 'y', 'x'] })).toMatchObject({ labels: ['x', 'y', 'missing'] })
  })
})

it('names a bin by one number only where it holds no other', () => {
  const whole = cellsOf(30_000, (row) => 100 + (row % 30))
  const width = (labels: readonly string[]) => labels.filter((label) => !/[<≥–]/.test(label)).length
  expect(width(bin(whole, { maxBins: 100 }).labels)).toBeGreaterThan(0)
  expect(
    width(
      bin(
        whole.map((v) => v + 0.25),
        { maxBins: 100 },
      ).labels,
    ),
  ).toBe(0)
})

describe('edges of unusual numbers', () => {
  const extremes: Readonly<Record<string, number[]>> = {
    'whole numbers beyond 2⁵³': [1e17, 1e17, 1e17],
    'neighbours beyond 2⁵³': [1e17, 1e17 + 16, 1e17 + 32],
    'a spread of a millionth around a thousand million': [1e9, 1e9 + 1e-6, 1e9 + 3e-6, 1e9 + 5e-6],
    'a spread of a thousandth around a thousand million': cellsOf(500, (row) => 1e9 + row * 1e-6),
    'the widest range there is': [-Number.MAX_VALUE, -1, 0, 1, Number.MAX_VALUE],
    'the smallest numbers there are': [0, 5e-324, 1e-323],
    'two neighbours': [0.1 + 0.2, 0.3],
  }
  for (const [name, cells] of Object.entries(extremes)) {
    it(`ascend, and every value has a bin: ${name}`, () => {
      for (const log of [false, true]) {
        const { edges, counts } = bin(cells, { maxBins: 30, log })
        if (edges === null) throw new Error('no edges')
        expect([...counts].reduce((sum, n) => sum + n, 0)).toBe(cells.length)
        for (let k = 1; k < edges.length; k++) expect(edges[k]! > edges[k - 1]!).toBe(true)
        expect(edges[0]!).toBeLessThanOrEqual(Math.min(...cells))
        expect(edges.at(-1)).toBeGreaterThanOrEqual(Math.max(...cells))
      }
    })
  }
})
