import { describe, expect, it } from 'vitest'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { columnWidth, decimalsOf, formatCell } from '../controls/cell-format.ts'
import { nextPlace } from './grid-keys.ts'
import { createRowCache } from './row-cache.ts'
import { scaledScroll } from '../controls/scaled-scroll.ts'
import { byColumn, byScore } from './use-row-order.ts'

const column = (type: ColumnSummary['type']): ColumnSummary => ({
  index: 0,
  name: 'a',
  type,
  role: 'feature',
  roleReason: '',
  format: { code: '', label: '' },
  example: '',
  missing: 0,
  unreadable: 0,
  distinct: 0,
  distinctIsLowerBound: false,
  min: null,
  max: null,
  mean: null,
  median: null,
})

describe('the width of a column', () => {
  it('grows with the longest number, so that no amount is cut off', () => {
    const amounts = (max: number) => ({ ...column('number'), min: -0.5, max, mean: 12.25 })
    expect(columnWidth(amounts(99.25))).toBe(columnWidth(column('number')))
    // 26,763,475.78 in tabular figures of 13 px.
    expect(columnWidth(amounts(26_763_475.78))).toBeGreaterThanOrEqual(13 * 7.5 + 20)
  })
})

describe('scaled scroll', () => {
  it('is the identity while the track is short enough', () => {
    const scroll = scaledScroll(26_000, 400)
    expect([scroll.scaled, scroll.track, scroll.toRows(1234), scroll.toTrack(1234)]).toEqual([
      false,
      26_000,
      1234,
      1234,
    ])
  })

  it('reaches the first and the last of a million rows on a short track', () => {
    const scroll = scaledScroll(26_000_000, 400)
    expect(scroll.track).toBeLessThan(17_000_000)
    expect(scroll.toRows(0)).toBe(0)
    expect(scroll.toRows(scroll.track - 400)).toBeCloseTo(26_000_000 - 400)
    expect(scroll.toTrack(26_000_000)).toBeCloseTo(scroll.track - 400)
    for (const offset of [0, 13_000_000, 25_999_600])
      expect(scroll.toRows(scroll.toTrack(offset))).toBeCloseTo(offset, 3)
  })
})

describe('row cache', () => {
  it('forgets the least recently used rows', () => {
    const cache = createRowCache(2)
    const row = (n: number) => ({ row: n, line: n, cells: [] })
    cache.add([row(1), row(2)])
    cache.get(1)
    cache.add([row(3)])
    expect([cache.has(1), cache.has(2), cache.has(3), cache.size]).toEqual([true, false, true, 2])
  })
})

describe('grid keys', () => {
  const at = { position: 5, column: 2 }
  const go = (key: string, shift = false) => nextPlace(key, shift, at, 100, 6, 10)

  it('lead through rows and columns and stay inside', () => {
    expect(go('ArrowDown')).toEqual({ position: 6, column: 2 })
    expect(go('ArrowLeft')).toEqual({ position: 5, column: 1 })
    expect(go('PageUp')).toEqual({ position: 0, column: 2 })
    expect(go('PageDown')).toEqual({ position: 15, column: 2 })
    expect(go('End')).toEqual({ position: 99, column: 2 })
    expect(go('Home', true)).toEqual({ position: 5, column: 0 })
    expect(go('a')).toBeNull()
    expect(nextPlace('End', false, at, 0, 6, 10)).toBeNull()
  })
})

describe('row order', () => {
  const order = Uint32Array.of(4, 2, 0, 3, 1)
  const rank = Uint32Array.of(2, 4, 1, 3, 0)
  const placeOf = (row: number) => rank[row] ?? Infinity

  it('by score both ways, without a worker', () => {
    const falling = byScore(order.subarray(0, 3), placeOf, true)
    const rising = byScore(order.subarray(0, 3), placeOf, false)
    expect([0, 1, 2, 3].map((p) => falling.rowAt(p))).toEqual([4, 2, 0, null])
    expect([0, 1, 2].map((p) => rising.rowAt(p))).toEqual([0, 2, 4])
    expect([falling.positionOf(2), rising.positionOf(0), falling.positionOf(1)]).toEqual([1, 0, -1])
  })

  it('a row that is no longer listed is not shown while the engine sorts again', () => {
    const stale = byColumn(Uint32Array.of(0, 2, 4), byScore(order.subarray(0, 2), placeOf, true), true)
    expect([0, 1, 2, 3].map((p) => stale.rowAt(p))).toEqual([null, 2, 4, null])
  })
})

describe('cells', () => {
  it('numbers have the decimals of their column, times are readable, missing is a dash', () => {
    expect(formatCell(84.1, column('number'), 2)).toBe(
      (84.1).toLocaleString(undefined, { minimumFractionDigits: 2 }),
    )
    expect(formatCell(Date.UTC(2024, 2, 4, 2, 10), column('datetime'), 0)).toBe('2024-03-04 02:10')
    expect(formatCell('2024-03-04T02:10:00.000Z', column('datetime'), 0)).toBe('2024-03-04 02:10')
    expect(formatCell('007', column('text'), 0)).toBe('007')
    expect(formatCell(null, column('number'), 2)).toBe('–')
    expect(formatCell(18260, { ...column('number'), role: 'id' }, 0)).toBe('18260')
    expect(formatCell(1994, { ...column('number'), name: 'Year', min: 1994, max: 1996 }, 0)).toBe('1994')
    expect([84.1, 3, 0.25, 1e-9, 85.64999999999999].map(decimalsOf)).toEqual([1, 0, 2, 6, 2])
  })
})
