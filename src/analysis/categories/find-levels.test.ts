import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { levelNames } from './category-levels.ts'
import { findLevels, type FindLevelsRequest } from './find-levels.ts'
import { nameKey, orderByName } from './name-order.ts'
import { contextOf } from '../questions/testing.ts'

function find(cells: readonly (string | null)[], request: Partial<FindLevelsRequest>) {
  const context = contextOf(testTable({ c: cells, t: { texts: cells.map((cell) => cell ?? '') } }))
  return [0, 1].map((column) => {
    const found = finish(findLevels(context, { column, search: '', order: 'count', ...request }))
    return finish(levelNames(context, { column, levels: [...found] }))
  })
}

describe('findLevels', () => {
  const cells = ['Straße 10', 'STRASSE 9', 'x', 'x', 'Äpfel', 'äpfel', null, null, null, '']

  it('orders by count or by name, missing last by name', () => {
    const nonEmpty = cells.slice(0, -1)
    for (const names of find(nonEmpty, {})) expect(names.slice(0, 2)).toEqual([null, 'x'])
    for (const names of find(nonEmpty, { order: 'name' }))
      expect(names).toEqual(['STRASSE 9', 'Straße 10', 'x', 'Äpfel', 'äpfel', null])
  })

  it('finds what contains the text, whatever the letter case, also beyond ASCII', () => {
    const nonEmpty = cells.slice(0, -1)
    for (const names of find(nonEmpty, { search: 'stra' })) expect(names).toEqual(['Straße 10', 'STRASSE 9'])
    for (const names of find(nonEmpty, { search: 'ÄPF' })) expect(names).toEqual(['Äpfel', 'äpfel'])
    for (const names of find(nonEmpty, { search: 'nothing' })) expect(names).toEqual([])
  })

  it('finds in both kinds of column what a plain search finds', () => {
    const text = fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' })
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), text, (all, search) => {
        const expected = [...new Set(all)].filter((t) => t.toLowerCase().includes(search.toLowerCase()))
        for (const names of find(all, { search })) expect(new Set(names)).toEqual(new Set(expected))
      }),
    )
  })
})

describe('order by name', () => {
  it('counts numbers by size and forgets letter case', () => {
    const names = ['item 10', 'Item 9', 'item 010', 'B', 'a', null, '2', '10', 'item', 'a1b2', 'a1b10']
    const order = finish(orderByName(names))
    expect(Array.from(order, (at) => names[at])).toEqual([
      ...['2', '10', 'a', 'a1b2', 'a1b10', 'B', 'item', 'Item 9', 'item 010', 'item 10', null],
    ])
  })

  it('sorts more than one slice holds', () => {
    const names = Array.from({ length: 30_000 }, (_, k) => `n${(k * 7919) % 30_000}`)
    const order = finish(orderByName(names))
    expect(Array.from(order, (at) => names[at])).toEqual(names.map((_, k) => `n${k}`))
  })

  it('has equal keys only for names that differ in case or leading zeros', () => {
    expect(nameKey('Item 007')).toBe(nameKey('item 7'))
    expect(nameKey('item 7') < nameKey('item 12')).toBe(true)
    expect(nameKey('0') < nameKey('00001')).toBe(true)
  })
})
