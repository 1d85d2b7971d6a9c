import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { flaggedContrast } from './flagged-contrast.ts'
import { contextOf } from '../questions/testing.ts'

const ROWS = 4000
const rng = createRng(5)
const apart = cellsOf(ROWS, (row) => (row % 40 === 0 ? 9 : rng.below(6)))
const table = testTable({
  apart,
  alike: cellsOf(ROWS, () => rng.next()),
  missing: cellsOf(ROWS, (row) => (row % 40 === 0 ? null : 'x')),
  constant: cellsOf(ROWS, () => 1),
})
/** The rows that are 9 first. */
const order = Uint32Array.from([
  ...cellsOf(ROWS / 40, (k) => k * 40),
  ...cellsOf(ROWS, (row) => row).filter((row) => row % 40 !== 0),
])

describe('flagged contrast', () => {
  it('is 1 where a value or a gap tells flagged rows from others, near 0 elsewhere', () => {
    const found = finish(flaggedContrast(contextOf(table, { order }), { cut: ROWS / 40 }))
    expect(found[0]).toBeCloseTo(1, 2)
    expect(found[1]).toBeLessThan(0.05)
    expect(found[2]).toBeCloseTo(1, 2)
    expect(found[3]).toBe(0)
  })

  it('equals the plain formula on a small table', () => {
    const small = testTable({ a: ['x', 'x', 'x', 'y', 'y', 'y', 'y', 'y'] })
    const found = finish(
      flaggedContrast(
        contextOf(small, { order: Uint32Array.from(small.columns.length ? [0, 1, 3, 2, 4, 5, 6, 7] : []) }),
        { cut: 3 },
      ),
    )
    // 2 of 3 x and 1 of 5 y are flagged: χ² = n (ad − bc)² ÷ the product of the margins.
    const chiSquared = (8 * (2 * 4 - 1 * 1) ** 2) / (3 * 5 * 3 * 5)
    const phi = chiSquared / 8 - 1 / 7
    expect(found[0]).toBeCloseTo(Math.sqrt(phi / (2 - 1 / 7 - 1)), 12)
  })

  it('is 0 without a run, and where all or no rows are flagged', () => {
    expect([...finish(flaggedContrast(contextOf(table), { cut: 5 }))]).toEqual([0, 0, 0, 0])
    for (const cut of [0, ROWS])
      expect([...finish(flaggedContrast(contextOf(table, { order }), { cut }))]).toEqual([0, 0, 0, 0])
  })
})
