import { describe, expect, it } from 'vitest'
import { exp } from '../math/exponential.ts'
import { createRng } from '../math/rng.ts'
import { contextOf } from '../questions/testing.ts'
import { finish } from '../work.ts'
import { suggestTransforms } from './suggest-transforms.ts'
import { cellsOf, testTable } from './testing/test-tables.ts'

const rng = createRng(3)
const normal = (): number => rng.next() + rng.next() + rng.next() + rng.next() - 2

describe('transforms that are suggested', () => {
  it('are logarithms of what is skewed and becomes less so, for the values that the column has', () => {
    const table = testTable({
      symmetric: cellsOf(500, () => 100 + normal()),
      positive: cellsOf(500, () => exp(3 * normal())),
      zeros: cellsOf(500, (row) => (row % 10 === 0 ? 0 : 50 * exp(2 * normal()))),
      signed: cellsOf(500, (row) => (row % 2 ? 1 : -1) * 50 * exp(2 * normal()) + (row === 7 ? 90_000 : 0)),
      lonely: cellsOf(500, (row) => (row === 7 ? 1 : 0)),
      same: cellsOf(500, () => 4),
      word: cellsOf(500, () => 'a'),
    })
    const advice = finish(suggestTransforms(contextOf(table), { columns: [0, 1, 2, 3, 4, 5, 6] }))
    expect(advice.map(({ column, suggested }) => [column, suggested])).toEqual([
      [0, null],
      [1, 'log'],
      [2, 'log1p'],
      [3, 'asinh'],
      [4, null],
      [5, null],
    ])
    expect(advice[1]!.skewness).toBeGreaterThan(2)
    expect(advice[1]!.options.map(({ transform }) => transform)).toEqual(['log', 'log1p', 'asinh'])
    expect(Math.abs(advice[1]!.options[0]!.skewness!)).toBeLessThan(0.5)
    expect(advice[5]).toMatchObject({ skewness: null })
  })
})
