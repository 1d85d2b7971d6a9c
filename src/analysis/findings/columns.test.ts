import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { labelLeak } from './label-leak.ts'
import { likelyId } from './likely-id.ts'
import { lineThrough } from '../statistics/line-through.ts'
import { redundantColumns } from './redundant-columns.ts'
import { draws, find } from './testing.ts'

const N = 2000

describe('redundant columns', () => {
  const draw = draws(12)
  const net = cellsOf(N, () => Math.round(draw.uniform() * 1e5) / 100)
  const other = cellsOf(N, () => draw.normal())

  it('are numbers with |r| above .95, strongest pair and all that hang together', () => {
    const table = testTable({ net, noisy: net.map((v) => -v + 60 * draw.normal()), other })
    const [found, ...more] = find(redundantColumns, table)
    expect(more).toEqual([])
    expect(found).toMatchObject({ names: ['net', 'noisy'], severity: 'notable', rows: null })
    expect(found?.text).toMatch(
      /^net and noisy carry nearly the same information: r = -0\.9\d+ over 2000 rows\. Where both are compared, what they tell counts twice/,
    )
    const three = testTable({ a: net, b: net.map((v) => v * 2), c: net.map((v) => 5 - v), other })
    expect(find(redundantColumns, three)).toMatchObject([
      { names: ['a', 'b', 'c'], remedies: [{ column: 1 }, { column: 2 }] },
    ])
  })

  it('tell the rows in which one does not follow from the other', () => {
    const gross = net.map((v, r) => (r === 77 || r === 1500 ? v * 1.2 + 50 : Math.round(v * 120) / 100))
    const [found] = find(redundantColumns, testTable({ net, gross }))
    expect(found).toMatchObject({ count: 2, rowsFound: [77, 1500] })
    expect(found?.text).toContain('r = 1, and one follows from the other in all but 2 rows')
    // Even where these rows are so far off that r of all rows is small.
    const far = gross.map((v, r) => (r === 77 ? 1e7 : v))
    expect(find(redundantColumns, testTable({ net, far }))).toMatchObject([
      { count: 2, rowsFound: [77, 1500] },
    ])
  })

  it('are categories that rename each other', () => {
    const code = cellsOf(N, (r) => `k${(r * 7) % 5}`)
    const table = testTable({
      code,
      name: code.map((c) => `Name of ${c}`),
      shifted: cellsOf(N, (r) => `k${(r * 7 + Math.floor(r / 5)) % 5}`),
    })
    expect(find(redundantColumns, table)).toMatchObject([{ names: ['code', 'name'] }])
  })

  it('are not columns that one extreme row ties together, that are nearly always zero, ids, labels, or constants', () => {
    const far = other.map((v, r) => (r === 9 ? 1e6 : v))
    const far2 = cellsOf(N, (r) => (r === 9 ? 2e6 : draw.normal()))
    expect(find(redundantColumns, testTable({ far, far2 }))).toEqual([])
    const rare = cellsOf(N, (r) => Number(r === 4 || r === 8))
    expect(find(redundantColumns, testTable({ rare, same: rare, other }))).toEqual([])
    const counter = cellsOf(N, (r) => r)
    expect(
      find(redundantColumns, testTable({ 'Row ID': counter, seconds: counter.map((v) => v * 3 + 1) })),
    ).toEqual([])
    expect(find(redundantColumns, testTable({ a: net, b: cellsOf(N, () => 3) }))).toEqual([])
    expect(find(redundantColumns, testTable({ net, other }))).toEqual([])
  })

  it('have r as numpy has it, whatever the offset', () => {
    // numpy.corrcoef([1, 2, 3, 4, 5.5], [2, 1, 4, 3, 7])[0, 1], numpy.polyfit(…, 1)
    const x = [1, 2, NaN, 3, 4, 5.5, 7]
    const y = [2, 1, 5, 4, 3, 7, Infinity]
    for (const shift of [0, 1e9]) {
      const line = finish(
        lineThrough(
          Float64Array.from(x, (v) => v + shift),
          Float64Array.from(y),
        ),
      )
      expect(line.count).toBe(5)
      expect(line.r).toBeCloseTo(0.8580868382, 6)
      expect(line.slope).toBeCloseTo(1.13114754, 6)
    }
    expect(finish(lineThrough(Float64Array.of(1, 1), Float64Array.of(1, 2))).r).toBeNaN()
  })
})

describe('likely ids', () => {
  it('are columns whose inferred role is id', () => {
    const table = testTable({
      'Invoice No': cellsOf(60, (r) => 5000 + r * 3),
      Postcode: cellsOf(60, (r) => 10_000 + (r % 25) * 7),
      amount: cellsOf(60, (r) => r * 1.5),
    })
    const found = find(likelyId, table)
    expect(found.map(({ names, rows }) => [names, rows])).toEqual([
      [['Invoice No'], null],
      [['Postcode'], null],
    ])
    expect(found[0]?.text).toContain('which row this is')
    expect(found[1]?.text).toContain('does not measure it')
  })

  it('are not what the user called an id, a handful of remarks, or times of day', () => {
    const ids = testTable({ ref: cellsOf(60, (r) => r * r) })
    expect(find(likelyId, ids, { ref: { role: 'id' } })).toEqual([])
    const remarks = testTable({
      remark: { texts: cellsOf(60, (r) => (r < 30 && r % 7 === 0 ? `note${r}` : '')) },
    })
    expect(find(likelyId, remarks)).toEqual([])
    const clock = testTable({ TIME: { texts: cellsOf(60, (r) => `${r}:15`) } })
    expect(find(likelyId, clock)).toEqual([])
  })
})

describe('columns that give the label away', () => {
  const is_fraud = cellsOf(500, (r) => Number(r % 25 === 0))
  const scenario = cellsOf(500, (r) => (r % 25 === 0 ? 1 + ((r / 25) % 3) : 0))
  const amount = cellsOf(500, (r) => (r * 37) % 101)

  it('are told with the rows where the label is set; seriously where they are compared', () => {
    const table = testTable({ amount, scenario, is_fraud })
    const rows = cellsOf(20, (k) => k * 25)
    expect(find(labelLeak, table)).toMatchObject([
      { names: ['scenario', 'is_fraud'], severity: 'notable', count: 20, rowsFound: rows },
    ])
    expect(find(labelLeak, table, { scenario: { role: 'feature' } })).toMatchObject([
      { severity: 'serious', remedies: [{ kind: 'leave-out', column: 1 }] },
    ])
  })

  it('are not told without a label, or of columns that merely help', () => {
    expect(find(labelLeak, testTable({ amount, scenario }))).toEqual([])
    const helps = cellsOf(500, (r) => Number(r % 25 === 0 || r % 9 === 0))
    expect(find(labelLeak, testTable({ amount, helps, is_fraud }))).toEqual([])
  })
})
