import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { categoryLevels } from './category-levels.ts'
import golden from './golden/categories.json' with { type: 'json' }
import { levelAmounts } from './level-amounts.ts'
import { contextOf } from '../questions/testing.ts'

const contextFor = (level: readonly (string | null)[], amount: readonly (number | null)[]) =>
  contextOf(testTable({ level, amount }))

function byName(level: readonly (string | null)[], amount: readonly (number | null)[]) {
  const context = contextFor(level, amount)
  const { names } = finish(categoryLevels(context, { column: 0 }))
  const { present, sums, medians, ...rest } = finish(levelAmounts(context, { column: 0, amount: 1 }))
  const levels = new Map(
    names.map((name, k) => [name, { present: present[k]!, sum: sums[k]!, median: medians[k]! }]),
  )
  return { levels, ...rest }
}

describe('amounts per level', () => {
  it('are those of pandas', () => {
    const { levels, missing, infinite } = byName(golden.level, golden.amount)
    for (const { level, present, sum, mean, median } of golden.byLevel) {
      const ours = levels.get(level)!
      expect(ours.present).toBe(present)
      expect(ours.sum).toBeCloseTo(sum, 8)
      if (mean === null) expect(ours).toMatchObject({ sum: 0, median: NaN })
      else {
        expect(ours.sum / ours.present).toBeCloseTo(mean, 10)
        expect(ours.median).toBeCloseTo(median, 12)
      }
    }
    expect(levels.size).toBe(golden.byLevel.length)
    expect(missing).toBe(golden.amount.filter((value) => value === null).length)
    expect(infinite).toBe(0)
  })

  it('add up to the whole, and do not depend on the order of the rows', () => {
    const row = fc.tuple(fc.constantFrom('a', 'b', null), fc.option(fc.integer({ min: -1000, max: 1000 })))
    const some = fc.array(row, { minLength: 1, maxLength: 60 }).filter((all) => all.some(([l]) => l !== null))
    fc.assert(
      fc.property(some, (rows) => {
        const of = (all: typeof rows) =>
          byName(
            all.map(([level]) => level),
            all.map(([, amount]) => amount),
          )
        const { levels, missing } = of(rows)
        const total = rows.reduce((sum, [, amount]) => sum + (amount ?? 0), 0)
        let sum = 0
        let present = 0
        for (const level of levels.values()) {
          sum += level.sum
          present += level.present
        }
        expect(sum).toBe(total)
        expect(present + missing).toBe(rows.length)
        expect(of([...rows].reverse()).levels).toEqual(of([...rows].reverse()).levels)
        for (const [name, level] of of([...rows].reverse()).levels) expect(level).toEqual(levels.get(name))
      }),
    )
  })

  it('leave ±∞ out and say so, and lose nothing beside a huge amount', () => {
    const { levels, infinite } = byName(
      ['a', 'a', 'a', 'b', 'b', 'b'],
      [1e17, 1, -1e17, Infinity, -Infinity, 5],
    )
    expect(levels.get('a')).toEqual({ present: 3, sum: 1, median: 1 })
    expect(levels.get('b')).toEqual({ present: 1, sum: 5, median: 5 })
    expect(infinite).toBe(2)
  })

  it('have the right median also where a level is longer than a slice', () => {
    const rows = 300_001
    const level = Array.from({ length: rows }, () => 'all')
    const amount = Array.from({ length: rows }, (_, k) => (k * 7919) % rows)
    expect(byName(level, amount).levels.get('all')!.median).toBe(150_000)
  })

  it('need numbers', () => {
    const context = contextFor(['a'], [1])
    expect(() => finish(levelAmounts(context, { column: 0, amount: 0 }))).toThrow(
      'only numbers can be added up',
    )
  })
})
