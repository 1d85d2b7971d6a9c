import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../questions/testing.ts'
import { testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { DAY, HOUR, TIME_UNITS, unitIndex, unitStart, type TimeUnit } from './calendar.ts'
import golden from './golden/calendar.json' with { type: 'json' }
import { AUTO_BUCKETS, bucketTimes, MAX_BUCKETS, timeBuckets } from './time-buckets.ts'

const times = (cells: readonly (number | null)[]) => Float64Array.from(cells, (cell) => cell ?? NaN)
const buckets = (cells: readonly (number | null)[], unit: TimeUnit | 'auto' = 'auto') =>
  finish(bucketTimes(times(cells), unit, null))
const utc = (text: string): number => new Date(`${text}Z`).getTime()

describe('time buckets', () => {
  it.each(['hour', 'day', 'week', 'month', 'quarter', 'year'] as const)(
    'by %s are those of pandas',
    (unit) => {
      const expected = golden.units[unit]
      const amounts = times(golden.amount)
      const { edges, counts, missing, amount } = finish(bucketTimes(times(golden.time), unit, amounts))
      expect(counts.length).toBe(expected.buckets)
      expect(edges[0]).toBe(expected.first)
      expect(edges[counts.length - 1]).toBe(expected.last)
      const filled = [...counts.keys()].filter((bucket) => counts[bucket]! > 0)
      expect(filled.map((bucket) => edges[bucket])).toEqual(expected.at)
      expect(filled.map((bucket) => counts[bucket])).toEqual(expected.rows)
      expect(filled.map((bucket) => amount!.present[bucket])).toEqual(expected.present)
      filled.forEach((bucket, k) => {
        expect(amount!.sums[bucket]).toBeCloseTo(expected.sum[k]!, 9)
        const mean = expected.mean[k]
        if (typeof mean === 'number')
          expect(amount!.sums[bucket]! / amount!.present[bucket]!).toBeCloseTo(mean, 10)
      })
      expect(missing).toBe(golden.time.filter((time) => time === null).length)
    },
  )

  const anyTime = fc.option(
    fc.oneof(
      fc.integer({ min: -3_000_000_000_000, max: 3_000_000_000_000 }),
      fc.constantFrom(0, -1, utc('1969-12-31T23:59:59.999'), utc('2000-02-29T12:00:00'), 8.64e15, -8.64e15),
    ),
    { nil: null },
  )
  const manyTimes = fc.array(anyTime, { maxLength: 30 })

  it('hold every row once, between the edges of its bucket', () => {
    fc.assert(
      fc.property(manyTimes, fc.constantFrom(...TIME_UNITS, 'auto' as const), (cells, unit) => {
        const { bins, counts, edges, missing } = buckets(cells, unit)
        expect(counts.length).toBeLessThanOrEqual(MAX_BUCKETS)
        cells.forEach((cell, row) => {
          const bin = bins[row]!
          if (cell === null) expect(bin).toBe(-1)
          else {
            expect(edges[bin]!).toBeLessThanOrEqual(cell)
            expect(edges[bin + 1]!).toBeGreaterThan(cell)
          }
        })
        expect(counts.reduce((sum, count) => sum + count, missing)).toBe(cells.length)
        expect(edges.every((edge, k) => k === 0 || edge > edges[k - 1]!)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('count the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(manyTimes, (cells) => {
        const { counts, edges, unit } = buckets(cells)
        const turned = buckets([...cells].reverse())
        expect(turned.unit).toBe(unit)
        expect(turned.counts.every((count, k) => count === counts[k])).toBe(true)
        expect(turned.edges.every((edge, k) => edge === edges[k])).toBe(true)
        expect(turned.edges.length).toBe(edges.length)
      }),
      { numRuns: 40 },
    )
  })

  it('begin weeks on Monday, and months and quarters on their first day', () => {
    const at = [utc('2024-02-29T23:59:59')] // a Thursday
    expect(buckets(at, 'week').edges).toEqual(
      Float64Array.of(utc('2024-02-26T00:00'), utc('2024-03-04T00:00')),
    )
    expect(buckets(at, 'month').edges).toEqual(
      Float64Array.of(utc('2024-02-01T00:00'), utc('2024-03-01T00:00')),
    )
    expect(buckets(at, 'quarter').edges[1]).toBe(utc('2024-04-01T00:00'))
    expect(buckets(at, 'year').edges).toEqual(
      Float64Array.of(utc('2024-01-01T00:00'), utc('2025-01-01T00:00')),
    )
  })

  it('keep the units without rows', () => {
    const { counts } = buckets([utc('2024-01-01T10:00'), utc('2024-01-01T13:30')], 'hour')
    expect([...counts]).toEqual([1, 0, 0, 1])
  })

  it('choose a unit that can be read, and never an impossible number of buckets', () => {
    const start = utc('2020-01-01T05:00')
    const long = buckets([start, start + 399 * DAY])
    expect(long.unit).toBe('day')
    expect(long.counts.length).toBe(AUTO_BUCKETS)
    expect(buckets([start, start + 400 * DAY]).unit).toBe('week')
    expect(buckets([start, start + 3 * HOUR]).unit).toBe('minute')
    const ages = buckets([-8.64e15, 8.64e15], 'second')
    expect(ages.unit).toBe('year')
    expect(ages.units.map(({ unit }) => unit)).toEqual(['year'])
  })

  it('show nearly all rows first, not a few that are far out', () => {
    const start = utc('2024-01-01T00:00')
    const cells = Array.from({ length: 5000 }, (_, k) => start + k * HOUR)
    const far = buckets([...cells, utc('1900-01-01T00:00'), utc('2199-12-31T00:00')])
    const plain = buckets(cells)
    expect(far.unit).toBe(plain.unit)
    const [from, to] = far.central
    expect(far.edges[from]).toBeLessThanOrEqual(plain.edges[5]!)
    expect(far.edges[to]).toBeGreaterThanOrEqual(plain.edges[plain.counts.length - 5]!)
    expect(to - from).toBeLessThanOrEqual(plain.counts.length)
    expect(far.counts.reduce((sum, count) => sum + count, 0)).toBe(5002)
    expect(plain.central).toEqual([0, plain.counts.length - 1])
  })

  it('know dates without times', () => {
    const dates = buckets([utc('2024-01-01T00:00'), utc('2024-01-02T00:00'), null])
    expect(dates).toMatchObject({ dateOnly: true, unit: 'day' })
    expect(dates.units[0]!.unit).toBe('day')
    expect(buckets([utc('2024-01-01T00:00:01')]).dateOnly).toBe(false)
  })

  it('are none where every time is missing', () => {
    for (const cells of [[], [null, null]]) {
      const { counts, edges, units, bins, missing, dateOnly } = buckets(cells)
      expect([counts.length, edges.length, units.length]).toEqual([0, 0, 0])
      expect([...bins]).toEqual(cells.map(() => -1))
      expect([missing, dateOnly]).toEqual([cells.length, false])
    }
  })

  it('say how many amounts are missing or infinite', () => {
    const context = contextOf(
      testTable({
        t: { times: [0, 0, 0, null, HOUR] },
        a: [1, null, Infinity, 5, 2.5],
        c: ['x', 'y', 'x', 'x', 'y'],
      }),
    )
    const { amount } = finish(timeBuckets(context, { column: 0, unit: 'hour', amount: 1 }))
    expect(amount).toMatchObject({ missing: 1, infinite: 1 })
    expect(amount!.sums).toEqual(Float64Array.of(1, 2.5))
    expect(amount!.present).toEqual(Uint32Array.of(1, 1))
    const ask = (column: number, of: number) => () =>
      finish(timeBuckets(context, { column, unit: 'auto', amount: of }))
    expect(ask(1, 1)).toThrow('this needs dates or times')
    expect(ask(0, 2)).toThrow('only numbers can be added up')
  })
})

describe('units', () => {
  it('begin where the next one down ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TIME_UNITS),
        fc.integer({ min: -20_000, max: 20_000 }),
        (unit, index) => {
          expect(unitIndex(unitStart(index, unit), unit)).toBe(index)
          expect(unitIndex(unitStart(index, unit) - 1, unit)).toBe(index - 1)
        },
      ),
    )
  })
})
