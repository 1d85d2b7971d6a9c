import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { chiSquaredPlot } from './chi-squared-plot.ts'

/** What scripts/golden/chi-squared-plot.py wrote. */
interface Golden {
  readonly cases: readonly {
    readonly n: number
    readonly df: number
    readonly ranks: readonly number[]
    readonly quantiles: readonly number[]
  }[]
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/chi-squared-plot.json', import.meta.url), 'utf8'),
) as Golden

describe('chi-squared quantile plot', () => {
  it.each(golden.cases)('has the quantiles that scipy has for $n rows, $df columns', (set) => {
    const { n, df, ranks, quantiles } = set
    const plot = finish(
      chiSquaredPlot(
        Float32Array.from({ length: n }, (_, row) => row),
        df,
      ),
    )
    let compared = 0
    for (const [i, rank] of ranks.entries()) {
      const k = plot.ranks.indexOf(rank)
      if (k < 0) continue
      compared++
      expect(Math.abs(plot.theoretical[k]! / quantiles[i]! - 1)).toBeLessThan(1e-9)
    }
    expect(compared).toBeGreaterThan(n > 400 ? 3 : ranks.length - 1)
    expect(plot.ranks.length).toBeLessThanOrEqual(400)
    expect([...plot.ranks.subarray(-2)]).toEqual(n > 1 ? [n - 2, n - 1] : [0])
  })

  it('stands for every row once, by a point that is near in rank, in any order of the rows', () => {
    const distances = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 900 })
    fc.assert(
      fc.property(distances, fc.integer({ min: 1, max: 9 }), (list, df) => {
        const plot = finish(chiSquaredPlot(Float32Array.from(list), df))
        const total = plot.counts.reduce((a, b) => a + b, 0)
        expect(total).toBe(list.length)
        for (const [row, point] of plot.points.entries()) {
          const value = list[row]! * list[row]!
          // Between the squares of the points before and after its own.
          expect(value).toBeGreaterThanOrEqual(plot.squares[point - 1] ?? 0)
          expect(value).toBeLessThanOrEqual(plot.squares[point + 1] ?? Infinity)
        }
        const backwards = finish(chiSquaredPlot(Float32Array.from(list).reverse(), df))
        expect(backwards.squares).toEqual(plot.squares)
        expect(backwards.counts).toEqual(plot.counts)
        expect([...plot.theoretical]).toEqual([...plot.theoretical].sort((a, b) => a - b))
      }),
      { numRuns: 40 },
    )
  })

  it('lies on the diagonal for normal rows', () => {
    const rng = createRng(5)
    const normal = () => Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next())
    const distances = Float32Array.from({ length: 20_000 }, () => Math.hypot(normal(), normal(), normal()))
    const { theoretical, squares, ranks } = finish(chiSquaredPlot(distances, 3))
    for (const [k, rank] of ranks.entries())
      if (rank > 1000 && rank < 19_000) expect(squares[k]! / theoretical[k]!).toBeCloseTo(1, 1)
  })
})
