import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import { sequenceGaps, type SequenceGapsRequest } from './sequence-gaps.ts'
import { testContext } from './testing.ts'

const BASE = { column: 0, prefix: null, limit: 50, rows: true } as const
type Cells = Parameters<typeof testContext>[0][string]
const ask = (cells: Cells, request: Partial<SequenceGapsRequest> = {}) =>
  finish(sequenceGaps(testContext({ Invoice: cells }), { ...BASE, ...request }))

describe('gaps in a sequence', () => {
  it('are the numbers between the first and the last that no row has', () => {
    const found = ask([7, 1, 2, 2, 9, 3, null, 10, 2.5])
    expect(found.chosen).toMatchObject({
      rows: 7,
      numbers: 6,
      first: 1,
      last: 10,
      missing: 4,
      gaps: 2,
      jumps: 0,
      repeated: 1,
    })
    expect(found.gaps).toEqual([
      { from: 4, to: 6, isJump: false, rowBefore: 5, rowAfter: 0 },
      { from: 8, to: 8, isJump: false, rowBefore: 0, rowAfter: 4 },
    ])
    expect(found.repeated.map(({ number, rows }) => [number, [...rows]])).toEqual([[2, [2, 3]]])
    expect(found.withoutNumber).toBe(2)
  })

  it('are told per prefix; leading zeros do not matter', () => {
    const texts = ['INV-008', 'INV-9', 'INV-011', 'CN-1', 'CN-2', '', 'none', 'INV-010', '0012']
    for (const cells of [{ texts }, texts.map((text) => (text === '' ? null : text))]) {
      const found = ask(cells)
      expect(found.series.map(({ prefix, rows, missing }) => [prefix, rows, missing])).toEqual([
        ['INV-', 4, 0],
        ['CN-', 2, 0],
        ['', 1, 0],
      ])
      expect(ask(cells, { prefix: 'CN-' }).chosen).toMatchObject({ first: 1, last: 2 })
      expect([...(ask(cells, { prefix: 'CN-' }).bins ?? [])].filter((bin) => bin !== 65535)).toEqual([0, 1])
      expect(found.withoutNumber).toBe(2)
    }
  })

  it('longer than the series has numbers are jumps, not missing numbers', () => {
    const found = ask([1, 2, 4, 1_000_000, 1_000_001])
    expect(found.chosen).toMatchObject({ missing: 1, gaps: 1, jumps: 1 })
    expect(found.gaps[0]).toMatchObject({ from: 5, to: 999_999, isJump: true })
    expect([found.binned, ...(found.bins ?? [])]).toEqual([3, 0, 1, 3, 65535, 65535])
  })

  it('add up, whatever the order of the rows', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(numbers, (cells) => {
        const { chosen, gaps, counts, present, ...found } = ask(cells)
        const distinct = new Set(cells)
        const span = Math.max(...cells) - Math.min(...cells) + 1
        const jumped = gaps
          .filter(({ isJump }) => isJump)
          .reduce((sum, { from, to }) => sum + to - from + 1, 0)
        expect(chosen?.numbers).toBe(distinct.size)
        expect((chosen?.missing ?? 0) + jumped + distinct.size).toBe(span)
        expect(counts.reduce((a, b) => a + b)).toBe(found.binned)
        if (jumped === 0) expect(found.binned).toBe(cells.length)
        if (jumped === 0) expect(present.reduce((a, b) => a + b)).toBe(distinct.size)
        cells.forEach((number, row) => {
          const bin = found.bins?.[row] ?? -1
          if (bin !== 65535) expect(number >= found.edges[bin]! && number < found.edges[bin + 1]!).toBe(true)
        })
        expect(ask([...cells].reverse()).chosen).toEqual(chosen)
      }),
    )
  })

  it('need a number', () => {
    for (const cells of [[], [null], { texts: ['a', 'b'] }, { times: [1, 2] }] as const) {
      const found = ask(cells)
      expect(found.chosen).toBeNull()
      expect(found.seriesCount).toBe(0)
      expect(found.n).toBe(0)
    }
    expect(ask([42]).chosen).toMatchObject({ first: 42, last: 42, missing: 0 })
    expect(ask({ texts: ['A12345678901234567890'] }).n).toBe(0)
  })
})
