import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import { duplicates } from './duplicates.ts'
import { oneEdit } from './edit-distance.ts'
import { groupFile } from './group-file.ts'
import { nearDuplicates, type NearDuplicatesRequest } from './near-duplicates.ts'
import { orderBy } from './order-by.ts'
import { testContext } from './testing.ts'

const DAY = 86_400_000
const BASE = { byDay: true, amount: null, limit: 100, rows: true } as const

describe('exact duplicates', () => {
  const context = testContext({
    Vendor: ['A', 'B', 'A', 'A', 'B', null, null, 'A'],
    Amount: [10, 25, 10, 10, 25, 7, 7, 11],
    Paid: { times: [0, 5 * DAY, 3600_000, DAY, 5 * DAY, 0, 0, 0] },
    Invoice: { texts: ['x1', 'x2', 'x1', 'x1', 'x2', 'x', 'x', 'x1'] },
  })

  it('agree in every key; the weightiest group comes first', () => {
    const found = finish(duplicates(context, { ...BASE, keys: [0, 1, 3], amount: 1 }))
    expect(found.listed).toEqual([
      { rows: 2, stake: 25, firstRow: 1, cells: ['B', 25, 'x2'] },
      { rows: 3, stake: 20, firstRow: 0, cells: ['A', 10, 'x1'] },
    ])
    expect([...(found.groupOf ?? [])]).toEqual([1, 0, 1, 1, 0, -1, -1, -1])
    expect(found).toMatchObject({ groups: 2, rowsInGroups: 5, repeats: 3, stake: 45, missing: 2 })
  })

  it('agree on the same day or at the same time', () => {
    expect(finish(duplicates(context, { ...BASE, keys: [0, 1, 2] })).rowsInGroups).toBe(4)
    expect(finish(duplicates(context, { ...BASE, keys: [0, 1, 2], byDay: false })).rowsInGroups).toBe(2)
  })

  it('refuse to compare by nothing', () => {
    expect(() => finish(duplicates(context, { ...BASE, keys: [] }))).toThrow(/at least one column/)
  })

  it('take −0 for 0 and ±∞ for themselves, and count no infinite stake', () => {
    const odd = testContext({ Amount: [0, -0, Infinity, Infinity, -Infinity, null] })
    const found = finish(duplicates(odd, { ...BASE, keys: [0], amount: 0 }))
    expect([...(found.groupOf ?? [])]).toEqual([0, 0, 1, 1, -1, -1])
    expect(found.stake).toBe(0)
  })

  it('are the same pairs whatever the order of rows and keys', () => {
    const cell = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'b', null))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), (cells) => {
        const pairsOf = (rows: typeof cells, keys: readonly number[]) => {
          const made = testContext({ N: rows.map(([n]) => n), T: { texts: rows.map(([, t]) => t ?? '') } })
          const groupOf = [...(finish(duplicates(made, { ...BASE, keys })).groupOf ?? [])]
          return rows.map((_, a) => rows.map((_, b) => groupOf[a]! >= 0 && groupOf[a] === groupOf[b]))
        }
        const forward = pairsOf(cells, [0, 1])
        const backward = pairsOf([...cells].reverse(), [1, 0])
          .reverse()
          .map((row) => row.reverse())
        expect(backward).toEqual(forward)
        cells.forEach((a, i) =>
          cells.forEach((b, j) => {
            const alike = a[0] === b[0] && a[1] !== null && a[1] === b[1]
            if (i !== j) expect(forward[i]![j]).toBe(alike)
          }),
        )
      }),
    )
  })
})

describe('near duplicates', () => {
  const ask = (columns: Parameters<typeof testContext>[0], request: NearDuplicatesRequest) =>
    finish(nearDuplicates(testContext(columns), request))

  it('are linked exactly where two rows are near, as comparing all pairs shows', () => {
    const row = fc.record({
      entity: fc.constantFrom('a', 'b'),
      amount: fc.constantFrom(100, 100.5, 101.5, 110, -100, -100.5, 0, null),
      day: fc.integer({ min: 0, max: 12 }),
    })
    const settings = fc.record({
      tolerance: fc.constantFrom(0, 0.01, 0.1),
      days: fc.integer({ min: 0, max: 4 }),
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), settings, (rows, { tolerance, days }) => {
        const found = ask(
          {
            Entity: rows.map(({ entity }) => entity),
            Amount: rows.map(({ amount }) => amount),
            Day: { times: rows.map(({ day }) => day * DAY) },
          },
          { by: 'amount', amount: 1, entity: 0, date: 2, days, tolerance, limit: 10, rows: true },
        )
        let pairs = 0
        const group = rows.map((_, i) => i)
        const linked = new Set<number>()
        rows.forEach((a, i) =>
          rows.slice(i + 1).forEach((b, k) => {
            const j = i + 1 + k
            if (a.entity !== b.entity || !a.amount || !b.amount || Math.abs(a.day - b.day) > days) return
            const reach = tolerance * Math.max(Math.abs(a.amount), Math.abs(b.amount)) * (1 + 1e-12)
            if (Math.abs(a.amount - b.amount) > reach || (a.amount === b.amount && a.day === b.day)) return
            pairs++
            linked.add(i).add(j)
            const [keep, drop] = [group[i], group[j]]
            group.forEach((g, r) => (group[r] = g === drop ? keep! : g))
          }),
        )
        expect(found.pairs).toBe(pairs)
        const groupOf = found.groupOf ?? new Int32Array()
        rows.forEach((_, i) => {
          expect(groupOf[i]! >= 0).toBe(linked.has(i))
          rows.forEach((_, j) => {
            if (linked.has(i) && linked.has(j)) expect(groupOf[i] === groupOf[j]).toBe(group[i] === group[j])
          })
        })
      }),
    )
  })

  it('have ids one edit apart and equal amounts', () => {
    const columns = {
      Vendor: ['A', 'A', 'A', 'B', 'A', 'A'],
      Amount: [10, 10, 10, 10, 12, 10],
      Invoice: { texts: ['INV-1042', 'INV-1024', 'INV-10420', 'INV-1024', 'INV-1042', ''] },
    }
    const request = { by: 'id', amount: 1, entity: 0, id: 2, limit: 10, rows: true } as const
    const any = ask(columns, { ...request, edits: 'any' })
    expect([...(any.groupOf ?? [])]).toEqual([0, 0, 0, -1, -1, -1])
    expect(any).toMatchObject({ pairs: 2, missing: 1, capped: 0, stake: 20 })
    expect(any.listed[0]?.cells).toEqual(['A', 'INV-1042', 10])
    const swapped = ask(columns, { ...request, edits: 'swapped' })
    expect([...(swapped.groupOf ?? [])]).toEqual([0, 0, -1, -1, -1, -1])
  })

  it('say where the comparison was cut short', () => {
    const amounts = Array.from({ length: 500 }, (_, i) => 1000 + i / 1000)
    const found = ask(
      { Amount: amounts },
      { by: 'amount', amount: 0, entity: null, date: null, days: 0, tolerance: 0.5, limit: 1, rows: false },
    )
    expect(found.capped).toBe(500 - 1 - found.comparisons)
    expect(found.groups).toBe(1)
    expect(found.groupOf).toBeNull()
  })
})

describe('the file of groups', () => {
  it('has a line for each row, the weightiest group first, and runs no formula', () => {
    const context = testContext({
      Vendor: { texts: ['=A', 'B', '=A', 'C', 'B'] },
      Amount: [1.5, 20, 1.5, 3, 20],
      Paid: { times: [0, DAY, 3600_000, DAY, DAY] },
    })
    const of = { ...BASE, keys: [0, 1, 2], amount: 1, limit: 1 }
    const found = finish(groupFile(context, { groups: { kind: 'exact', of }, neutraliseFormulas: true }))
    expect(found.text.split('\r\n')).toEqual([
      'group,rows_in_group,at_stake,row,Vendor,Amount,Paid',
      '1,2,20,2,B,20,1970-01-02',
      '1,2,20,5,B,20,1970-01-02',
      "2,2,1.5,1,'=A,1.5,1970-01-01",
      "2,2,1.5,3,'=A,1.5,1970-01-01T01:00:00.000Z",
      '',
    ])
    expect(found).toMatchObject({ rows: 4, neutralised: 2 })
  })
})

describe('one edit', () => {
  it('is a replacement, an insertion or a swap, the same both ways', () => {
    expect(oneEdit('1234', '1243')).toBe('swapped')
    expect(oneEdit('1234', '1235')).toBe('replaced')
    expect(oneEdit('1234', '12334')).toBe('inserted')
    expect(oneEdit('', 'x')).toBe('inserted')
    for (const [a, b] of [
      ['1234', '1234'],
      ['1234', '2143'],
      ['1234', '4231'],
      ['12', '1234'],
    ] as const)
      expect(oneEdit(a, b)).toBeNull()
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(oneEdit(a, b)).toBe(oneEdit(b, a))
      }),
    )
  })
})

describe('ordering rows by value', () => {
  it('is what a stable sort gives', () => {
    const values = fc.array(fc.double(), { maxLength: 80 })
    fc.assert(
      fc.property(values, (cells) => {
        const wanted = cells
          .map((_, row) => row)
          .sort((a, b) => {
            const [x, y] = [cells[a]!, cells[b]!]
            if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
            return x < y ? -1 : x > y ? 1 : 0
          })
        expect([...finish(orderBy(Float64Array.from(cells)))]).toEqual(wanted)
      }),
    )
  })
})
