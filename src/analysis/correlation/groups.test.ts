import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { averageLinkage } from './average-linkage.ts'
import { correlationRatio } from './correlation-ratio.ts'
import { cramersV, type Groups } from './cramers-v.ts'
import golden from './golden/correlation.json' with { type: 'json' }
import { fromGolden, worstDifference } from './testing.ts'

const groupsOf = (codes: readonly number[]): Groups => ({
  codes: Int32Array.from(codes),
  count: Math.max(0, ...codes) + 1,
})
const named = golden.categories as Record<string, number[]>
const numbers = golden.numbers as Record<string, (number | null)[]>

describe('Cramér’s V', () => {
  it('is χ² of scipy with the correction of Bergsma', () => {
    for (const { a, b, value, rows } of golden.cramers_v) {
      const found = finish(cramersV(groupsOf(named[a]!), groupsOf(named[b]!), null))
      expect(found.rows).toBe(rows)
      expect(Math.abs(found.value - value)).toBeLessThan(1e-12)
    }
  })

  it('is the same by another way where the table has very many cells', () => {
    const rng = createRng(3)
    const x = Array.from({ length: 4000 }, () => rng.below(30))
    const y = x.map((v) => (rng.next() < 0.5 ? v : rng.below(30)))
    const wide = (codes: readonly number[]) => groupsOf(codes.map((code) => code * 97))
    const expected = finish(cramersV(groupsOf(x), groupsOf(y), null))
    const found = finish(cramersV(wide(x), wide(y), null))
    expect(found.rows).toBe(4000)
    expect(found.value).toBeCloseTo(expected.value, 12)
    const rows = Uint32Array.from({ length: 999 }, (_, k) => 3 * k)
    expect(finish(cramersV(wide(x), wide(y), rows)).value).toBeCloseTo(
      finish(cramersV(groupsOf(x), groupsOf(y), rows)).value,
      12,
    )
  })

  it('is 1 for the same groups under other names, about 0 for groups drawn by lot, and symmetric', () => {
    const rng = createRng(4)
    const x = Array.from({ length: 3000 }, () => rng.below(5))
    const chance = Array.from({ length: 3000 }, () => rng.below(40))
    expect(finish(cramersV(groupsOf(x), groupsOf(x.map((v) => 4 - v)), null)).value).toBeCloseTo(1, 12)
    const low = finish(cramersV(groupsOf(x), groupsOf(chance), null)).value
    expect(low).toBeLessThan(0.06)
    expect(finish(cramersV(groupsOf(chance), groupsOf(x), null)).value).toBeCloseTo(low, 12)
  })

  it('has no figure with one level, without common rows, or where every row is a level of its own', () => {
    const value = (a: number[], b: number[]) => finish(cramersV(groupsOf(a), groupsOf(b), null)).value
    expect(value([0, 0, 0], [0, 1, 2])).toBeNaN()
    expect(value([0, -1], [-1, 0])).toBeNaN()
    expect(value([], [])).toBeNaN()
    expect(value([0, 1, 2, 3], [0, 1, 2, 3])).toBeNaN()
  })
})

describe('the correlation ratio', () => {
  it('is what the sums of squares give', () => {
    for (const { category, number, value, rows } of golden.eta) {
      const values = fromGolden(numbers[number]!)
      const found = finish(correlationRatio(groupsOf(named[category]!), values, null))
      expect(found.rows).toBe(rows)
      expect(Math.abs(found.value - value)).toBeLessThan(1e-12)
    }
  })

  it('does not change with unit and origin, nor overflow', () => {
    const groups = groupsOf(named['few']!)
    const values = fromGolden(numbers['normal']!)
    const { value } = finish(correlationRatio(groups, values, null))
    for (const f of [(v: number) => 1e7 - 3 * v, (v: number) => v * 1e307, (v: number) => v * 1e-307]) {
      expect(finish(correlationRatio(groups, values.map(f), null)).value).toBeCloseTo(value, 9)
    }
  })

  it('says what chance alone gives, and has no figure for one group or one value', () => {
    const rng = createRng(5)
    const codes = Array.from({ length: 5000 }, () => rng.below(200))
    const values = Float64Array.from(codes, () => rng.next())
    const { value, chance } = finish(correlationRatio(groupsOf(codes), values, null))
    expect(chance).toBeCloseTo(Math.sqrt(199 / 4999), 12)
    expect(Math.abs(value - chance!)).toBeLessThan(0.03)
    expect(finish(correlationRatio(groupsOf([0, 0]), Float64Array.of(1, 2), null)).value).toBeNaN()
    expect(finish(correlationRatio(groupsOf([0, 1]), Float64Array.of(0.1, 0.1), null)).value).toBeNaN()
    expect(finish(correlationRatio(groupsOf([0, 1]), Float64Array.of(NaN, 2), null)).value).toBeNaN()
  })
})

describe('average linkage', () => {
  const { size, heights, clusters } = golden.clustering
  const distances = fromGolden(golden.clustering.distances)
  const tree = finish(averageLinkage(distances, size))

  it('merges at the heights of scipy', () => {
    expect(worstDifference(tree.heights, heights)).toBeLessThan(1e-12)
  })

  it('has scipy’s clusters, each side by side in the order of its leaves', () => {
    expect([...tree.leaves].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, k) => k))
    for (const assignment of Object.values(clusters)) {
      const changes = [...tree.leaves].filter(
        (leaf, k) => k > 0 && assignment[leaf] !== assignment[tree.leaves[k - 1]!],
      )
      expect(changes.length).toBe(new Set(assignment).size - 1)
    }
    for (const [k, count] of Object.entries(clusters)) expect(new Set(count).size).toBe(Number(k))
  })

  it('takes none, one and two items, and equal distances', () => {
    expect([...finish(averageLinkage(new Float64Array(0), 0)).leaves]).toEqual([])
    expect([...finish(averageLinkage(Float64Array.of(0), 1)).leaves]).toEqual([0])
    expect([...finish(averageLinkage(Float64Array.of(0, 3, 3, 0), 2)).heights]).toEqual([3])
    const all = finish(averageLinkage(new Float64Array(100).fill(1), 10))
    expect([...all.heights]).toEqual(new Array(9).fill(1))
  })
})
