import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testColumn, testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { groupBoxes } from './group-boxes.ts'
import { foldLevels } from './levels.ts'
import { matrixCorrelations } from './matrix-correlations.ts'
import { pairCounts } from './pair-counts.ts'
import { pairLines } from './pair-lines.ts'
import { pairRaster } from './pair-raster.ts'
import { scatterMatrix } from './scatter-matrix.ts'
import { contextOf } from '../questions/testing.ts'

describe('levels', () => {
  it('the most frequent come first, the rest is one, missing cells are last', () => {
    const column = testColumn('c', ['a', 'b', 'b', 'c', 'd', 'c', 'b', null])
    const { levels, counts, codes } = finish(foldLevels(column, 3))
    expect(levels).toEqual([
      { kind: 'value', value: 'b' },
      { kind: 'value', value: 'c' },
      { kind: 'other', values: 2 },
      { kind: 'missing' },
    ])
    expect([...counts]).toEqual([3, 2, 2, 1])
    expect([...codes]).toEqual([2, 0, 0, 1, 2, 1, 0, 3])
  })

  it('numbers are in ascending order, texts are compared whole', () => {
    const numbers = finish(foldLevels(testColumn('n', [3, 1, 3, 2, Infinity, null]), 9))
    expect(numbers.levels.map((l) => (l.kind === 'value' ? l.value : l.kind))).toEqual([1, 2, 3, 'missing'])
    expect(numbers.counts[3]).toBe(2)
    const folded = finish(foldLevels(testColumn('n', [9, 9, 1, 4, 4, 7]), 3))
    expect(folded.levels).toEqual([
      { kind: 'value', value: 4 },
      { kind: 'value', value: 9 },
      { kind: 'other', values: 2 },
    ])
    const texts = finish(foldLevels(testColumn('t', { texts: ['ab', '', 'a', 'ab'] }), 9))
    expect([...texts.counts]).toEqual([2, 1, 1])
  })

  it('says why a column has no levels', () => {
    expect(() => finish(foldLevels(testColumn('When', { times: [1] }), 9))).toThrow(/When is a time/)
    const many = testColumn(
      'Amount',
      Array.from({ length: 6000 }, (_, i) => i),
    )
    expect(() => finish(foldLevels(many, 9))).toThrow(/Amount has too many/)
  })
})

describe('category by category', () => {
  it('counts every row once, and leaves missing cells out of the figures', () => {
    const context = contextOf(
      testTable({ x: ['a', 'a', 'b', 'b', null, 'a'], y: ['p', 'p', 'q', 'p', 'p', null] }),
    )
    const answer = finish(pairCounts(context, { x: 0, y: 1, mostX: 9, mostY: 9 }))
    expect([...answer.counts]).toEqual([2, 1, 1, 0, 1, 0, 1, 0, 0])
    expect([...answer.cells]).toEqual([0, 0, 4, 1, 2, 6])
    expect(answer.association.n).toBe(4)
    expect([...answer.association.residuals].map(Number.isFinite)).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('number by category', () => {
  const cell = fc.tuple(
    fc.constantFrom('a', 'b', 'c', null),
    fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  )

  it('every row has one place; boxes are of the finite values; the order of rows changes nothing', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 50 }), (cells) => {
        const of = (list: typeof cells) =>
          finish(
            groupBoxes(
              contextOf(testTable({ g: ['x', ...list.map(([g]) => g)], v: [1, ...list.map(([, v]) => v)] })),
              {
                groups: 0,
                values: 1,
                log: false,
                most: 9,
                cells: 16,
              },
            ),
          )
        const there = of(cells)
        expect(there.counts.reduce((a, b) => a + b)).toBe(cells.length + 1)
        there.levels.forEach((level, g) => {
          const name = level.kind === 'value' ? level.value : null
          const mine = cells.filter(([group]) => group === name).map(([, v]) => v)
          if (name === 'x') mine.push(1)
          expect(there.rows[g]).toBe(mine.length)
          expect(there.boxes[g]?.count ?? 0).toBe(mine.filter((v) => v !== null).length)
        })
        const back = of([...cells].reverse())
        expect(back.tests.eta ?? 0).toBeCloseTo(there.tests.eta ?? 0, 12)
        expect(back.tests.h ?? 0).toBeCloseTo(there.tests.h ?? 0, 9)
      }),
    )
  })

  it('on a log axis the figures are of the logarithms', () => {
    const context = contextOf(testTable({ g: ['a', 'a', 'a', 'a'], v: [1, 10, 100, -5] }))
    const { boxes, means, counts } = finish(
      groupBoxes(context, { groups: 0, values: 1, log: true, most: 9, cells: 8 }),
    )
    expect(boxes[0]).toMatchObject({ count: 3, median: 1, min: 0, max: 2 })
    expect(means[0]?.mean).toBeCloseTo(1, 12)
    expect(counts[8]).toBe(1)
  })

  it('one group, one value, and no value are no test', () => {
    for (const v of [[1], [null], [4, 4]]) {
      const context = contextOf(testTable({ g: v.map(() => 'a'), v }))
      const { tests } = finish(groupBoxes(context, { groups: 0, values: 1, log: false, most: 9, cells: 8 }))
      expect([tests.eta, tests.f, tests.h]).toEqual([null, null, null])
    }
  })
})

describe('scatter-plot matrix', () => {
  const table = testTable({
    a: [1, 2, 3, 4, null, 6],
    b: [10, 100, 1000, -1, 10, 10],
    c: { times: [0, 1000, 2000, 3000, 4000, 5000] },
  })
  const request = { columns: [0, 1, 2], logs: [false, true, false], cells: 16 }

  it('each raster is the one of its pair, and the positions say the same', () => {
    const context = contextOf(table)
    const matrix = finish(scatterMatrix(context, request))
    let at = 0
    for (let j = 1; j < 3; j++) {
      for (let i = 0; i < j; i++, at++) {
        const pair = finish(
          pairRaster(context, {
            x: i,
            y: j,
            logX: request.logs[i]!,
            logY: request.logs[j]!,
            xWithin: null,
            yWithin: null,
            width: 16,
            height: 16,
          }),
        )
        expect(matrix.rasters[at]).toEqual(pair.counts.subarray(0, 256))
        pair.cells.forEach((cell, row) => {
          const [x, y] = [matrix.positions[i]![row]!, matrix.positions[j]![row]!]
          expect(x < 16 && y < 16 ? (15 - y) * 16 + x : 256).toBe(cell)
        })
      }
    }
    expect(matrix.histograms.map((h) => h.reduce((a, b) => a + b))).toEqual([5, 5, 6])
  })

  it('r is that of each pair', () => {
    const context = contextOf(table)
    const found = finish(matrixCorrelations(context, request))
    const pair = finish(pairLines(context, { x: 1, y: 2, logX: true, logY: false }))
    expect(found[2]?.n).toBe(pair.n)
    expect(found[2]?.r).toBeCloseTo(pair.r ?? NaN, 12)
    expect(found.map(({ n }) => n)).toEqual([4, 5, 5])
  })

  it('takes two to six columns of numbers', () => {
    const context = contextOf(testTable({ a: [1], b: ['x'] }))
    expect(() => finish(scatterMatrix(context, { columns: [0], logs: [false], cells: 16 }))).toThrow(/2 to 6/)
    expect(() =>
      finish(scatterMatrix(context, { columns: [0, 1], logs: [false, false], cells: 16 })),
    ).toThrow(/needs numbers/)
  })
})
