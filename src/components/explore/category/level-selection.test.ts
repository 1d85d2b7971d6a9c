import { describe, expect, it } from 'vitest'
import { levelClause, levelsOfPredicate, pickLevels } from './level-selection.ts'

const names = ['a', null, 'b', 'c']
const data = {
  column: 4,
  codes: Int32Array.of(0, 1, 2, 0, 3, 1, 0),
  counts: Uint32Array.of(3, 2, 1, 1),
  missing: 1,
}
const clause = (...levels: number[]) => levelClause(data, 'Kind', new Set(levels), (level) => names[level])

describe('levels as a predicate', () => {
  it('are values, or the missing cells', () => {
    expect(clause(0, 3)).toEqual({ predicate: { kind: 'values', column: 4, values: ['a', 'c'] } })
    expect(clause(1)).toEqual({ predicate: { kind: 'missing', column: 4 } })
    expect(clause()).toBe(null)
    expect(clause(1, 3)).toEqual({
      predicate: {
        kind: 'any',
        of: [
          { kind: 'values', column: 4, values: ['c'] },
          { kind: 'missing', column: 4 },
        ],
      },
    })
  })

  it('are rows where values do not say it', () => {
    const unknown = levelClause(data, 'Kind', new Set([0, 2]), (level) => (level === 2 ? undefined : 'a'))
    expect(unknown).toEqual({
      predicate: { kind: 'rows', rows: Uint32Array.of(0, 2, 3, 6) },
      label: 'Kind: 2 values',
    })
  })

  it('are found again from the predicate', () => {
    const made = clause(0, 3)!
    expect([...levelsOfPredicate(made.predicate)]).toEqual([0, 3])
    expect(levelsOfPredicate({ kind: 'missing', column: 4 }).size).toBe(0)
    expect(levelsOfPredicate(null).size).toBe(0)
  })
})

describe('picking levels', () => {
  const shown = (position: number) => [7, 5, 9, 2][position]!
  const pick = (current: number[], anchor: number, at: number, how: 'only' | 'toggle' | 'extend') => [
    ...pickLevels(new Set(current), shown, anchor, at, how),
  ]

  it('takes one alone, and lets it go again', () => {
    expect(pick([7, 9], 0, 1, 'only')).toEqual([5])
    expect(pick([5], 0, 1, 'only')).toEqual([])
  })

  it('adds and takes away, and extends in both directions', () => {
    expect(pick([7], 0, 2, 'toggle')).toEqual([7, 9])
    expect(pick([7, 9], 0, 2, 'toggle')).toEqual([7])
    expect(pick([1], 3, 1, 'extend')).toEqual([5, 9, 2])
  })
})
