import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { completePreprocessing, type PreprocessingChoice } from '../preprocess/preprocessing.ts'
import { tableOfRows } from '../questions/sample-table.ts'
import type { Table } from '../table/table.ts'
import { finish } from '../work.ts'
import { applyEncoding } from './apply-encoding.ts'
import { buildMatrix } from './build-matrix.ts'
import { distinctRows } from './distinct-rows.ts'
import type { Encoder } from './encoder.ts'
import { fitEncoding } from './fit-encoding.ts'
import { ordinalOrder } from './ordinal-order.ts'
import { cellsOf, featuresOf, testTable } from './testing/test-tables.ts'

const fit = (table: Table, choice: PreprocessingChoice = {}, rows: Uint32Array | null = null): Encoder =>
  finish(fitEncoding(table, featuresOf(table), completePreprocessing(choice), rows, createRng(3)))
const apply = (encoder: Encoder, table: Table) => finish(applyEncoding(encoder, table))
const encode = (table: Table, choice: PreprocessingChoice = {}, rows: Uint32Array | null = null) =>
  apply(fit(table, choice, rows), table)

const number = fc.option(
  fc.oneof(fc.double({ min: -1e6, max: 1e6 }), fc.constantFrom(Infinity, -Infinity, 0, 1)),
  {
    nil: null,
  },
)
const word = fc.option(fc.constantFrom('a', 'b', 'c', 'low', '5'), { nil: null })
const time = fc.option(fc.integer({ min: 0, max: 2e12 }), { nil: null })
const rowsOf = fc.array(fc.tuple(number, number, word, time, fc.constantFrom('', 'x', 'yy')), {
  minLength: 1,
  maxLength: 40,
})
const choices: fc.Arbitrary<PreprocessingChoice> = fc.record({
  imputeNumbers: fc.constantFrom('median', 'mean', 'mode', 'constant', 'neighbours'),
  imputeCategories: fc.constantFrom('own', 'mode', 'constant'),
  imputeTimes: fc.constantFrom('centre', 'mode'),
  indicator: fc.constantFrom('auto', 'always', 'never'),
  transforms: fc.constantFrom({}, { n: 'asinh' as const }),
  winsorLow: fc.constantFrom(0, 0.1),
  winsorHigh: fc.constantFrom(1, 0.9),
  categories: fc.constantFrom('auto', 'one-hot', 'frequency', 'ordinal'),
  rareBelow: fc.constantFrom(0, 0.3),
  scale: fc.constantFrom('none', 'standard', 'robust', 'min-max', 'quantile-uniform', 'quantile-normal'),
})

type Row = readonly [number | null, number | null, string | null, number | null, string]

function tableFrom(rows: readonly Row[]): Table {
  const words = rows.map((row) => row[2])
  return testTable({
    n: rows.map((row) => row[0]),
    m: rows.map((row) => row[1]),
    // A column of nothing but gaps would be read as numbers.
    w: words.some((text) => text !== null) ? words : words.map(() => 'a'),
    t: { times: rows.map((row) => row[3]) },
    s: { texts: rows.map((row) => row[4]) },
  })
}

/** Bits of an encoder's numbers: NaN and −0 count. */
const bits = (encoder: Encoder): string =>
  JSON.stringify(encoder, (_, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      : Object.is(value, -0)
        ? '-0'
        : value,
  )

describe('an encoder', () => {
  it('gives finite values for any cells and any choice', () => {
    fc.assert(
      fc.property(rowsOf, choices, (rows, choice) => {
        const table = tableFrom(rows)
        for (const column of encode(table, choice).matrix.columns)
          expect(column.every(Number.isFinite)).toBe(true)
      }),
    )
  })

  it('encodes a row alike alone, among others, and after being cloned', () => {
    fc.assert(
      fc.property(rowsOf, choices, (rows, choice) => {
        const table = tableFrom(rows)
        const encoder = fit(table, choice)
        const all = apply(encoder, table).matrix
        const copy = structuredClone(encoder)
        for (let row = 0; row < rows.length; row++) {
          const alone = apply(copy, tableOfRows(table, Uint32Array.of(row))).matrix
          expect(alone.names).toEqual(all.names)
          expect(alone.columns.map((column) => column[0])).toEqual(all.columns.map((column) => column[row]))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('encodes rows of another file, whose values stand in another order', () => {
    fc.assert(
      fc.property(rowsOf, choices, (rows, choice) => {
        const table = tableFrom(rows)
        const turned = tableFrom([...rows].reverse())
        const encoder = fit(table, choice)
        const [a, b] = [apply(encoder, table).matrix, apply(encoder, turned).matrix]
        expect(b.columns.map((column) => [...column].reverse())).toEqual(
          a.columns.map((column) => [...column]),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('learns nothing from the rows that it is not fitted on', () => {
    fc.assert(
      fc.property(rowsOf, rowsOf, rowsOf, choices, (part, others, changed, choice) => {
        const at = Uint32Array.from(part, (_, i) => i + others.length)
        const other = others.map((_, i) => changed[i % changed.length]!)
        const one = fit(tableFrom([...others, ...part]), choice, at)
        const two = fit(tableFrom([...other, ...part]), choice, at)
        expect(bits(two)).toBe(bits(one))
      }),
      { numRuns: 60 },
    )
  })

  it('is the same for all rows and for a part that holds all rows', () => {
    fc.assert(
      fc.property(rowsOf, choices, (rows, choice) => {
        const table = tableFrom(rows)
        const all = Uint32Array.from(rows, (_, i) => i)
        expect(encode(table, choice, all).matrix).toEqual(encode(table, choice).matrix)
      }),
      { numRuns: 40 },
    )
  })
})

describe('values that no fitted row has', () => {
  const seen = ['a', 'a', 'a', 'b', 'b', 'c']
  const table = testTable({ w: [...seen, 'new', null] })
  const part = Uint32Array.of(0, 1, 2, 3, 4, 5)

  it('count as the rarest one where each value has a column', () => {
    const { matrix, notes } = encode(table, {}, part)
    expect(matrix.names).toEqual(['w = a', 'w = b', 'w = c'])
    expect(matrix.columns.map((column) => [column[6], column[7]])).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
    ])
    expect(notes).toEqual(['w: 2 cells with a value that no fitted row has were taken for the rarest one.'])
  })

  it('count as the merged rare values where there are such', () => {
    const { matrix } = encode(
      testTable({ w: [...seen, 'd', 'new'] }),
      { rareBelow: 0.2 },
      Uint32Array.of(0, 1, 2, 3, 4, 5, 6),
    )
    expect(matrix.names).toEqual(['w = a', 'w = b', 'w = other (2 rare values)'])
    expect(matrix.columns.map((column) => column[7])).toEqual([0, 0, 1])
  })

  it('have no share of the rows, and the place after the last', () => {
    expect([...encode(table, { categories: 'frequency' }, part).matrix.columns[0]!.slice(5)]).toEqual([
      Math.fround(1 / 6),
      0,
      0,
    ])
    const sizes = testTable({ w: ['low', 'high', 'medium', 'extreme', null] })
    const [places] = encode(sizes, { categories: 'ordinal' }, Uint32Array.of(0, 1, 2)).matrix.columns
    expect([...places!]).toEqual([0, 2, 1, 3, 3])
  })
})

describe('the steps for numbers', () => {
  it('follow each other: gap, logarithm, limits, scale', () => {
    const table = testTable({ n: [1, 10, 100, 1000, null, Infinity] })
    const { matrix, notes } = encode(table, {
      indicator: 'never',
      imputeNumbers: 'constant',
      imputeNumber: 0,
      transforms: { n: 'log' },
      winsorHigh: 0.75,
      scale: 'min-max',
    })
    // ln of 1 … 1000 limited at the 75 % quantile; 0 has no logarithm and stands as far below as the values are wide.
    const top = 0.75 * 3
    expect([...matrix.columns[0]!].map((value) => Math.round(value * 1e6) / 1e6)).toEqual(
      [0, 1 / top, 2 / top, 1, -3 / top, 1].map((value) => Math.round(value * 1e6) / 1e6),
    )
    expect(notes).toEqual([
      'n: 1 cell without a value was given the value that was chosen.',
      'n: 1 cell with ±∞ was set just outside the other values.',
      'n: 1 cell has no logarithm and was put below all others.',
      'n: 2 cells beyond the chosen quantiles were set to the limits.',
    ])
  })

  it('refuse a logarithm of values that have none, and say which would do', () => {
    expect(() => encode(testTable({ n: [-1, 2, 3] }), { transforms: { n: 'log' } })).toThrow(
      /n has values down to -1/u,
    )
  })

  it('leave constant columns and columns of gaps finite on every scale', () => {
    for (const scale of ['standard', 'robust', 'min-max', 'quantile-uniform', 'quantile-normal'] as const) {
      const { matrix } = encode(testTable({ n: [7, 7, 7], m: [null, null, null] }), {
        scale,
        imputeNumbers: 'neighbours',
      })
      for (const column of matrix.columns) expect(column.every(Number.isFinite)).toBe(true)
      expect(new Set(matrix.columns[0]).size).toBe(1)
    }
  })

  it('scale numbers robustly by their spread where the quartiles agree', () => {
    const { matrix } = encode(testTable({ n: [...cellsOf(9, () => 0), 10] }), { scale: 'robust' })
    expect(matrix.columns[0]![9]).toBeCloseTo(10 / 3, 6)
    expect(matrix.scaled).toBe(true)
  })
})

describe('gaps that neighbours fill', () => {
  it('go with the nearest rows, not with the middle of the column', () => {
    const rows = cellsOf(200, (row) => row)
    const table = testTable({
      a: rows.map((row) => row),
      b: rows.map((row) => (row === 190 ? null : row * 2)),
    })
    const { matrix, notes } = encode(table, { imputeNumbers: 'neighbours', neighbours: 4 })
    expect(matrix.columns[1]![190]).toBe(380)
    expect(notes).toEqual(['b: 1 cell without a value was given the mean of its nearest rows.'])
  })

  it('come from the same sample under the same seed', () => {
    const rng = createRng(5)
    const cells = cellsOf(3000, () => rng.next())
    const table = testTable({
      a: cells,
      b: cells.map((cell, row) => (row % 50 === 0 ? null : cell + rng.next())),
    })
    const one = fit(table, { imputeNumbers: 'neighbours' })
    expect(one.neighbours).toMatchObject({ rows: 2000, sampled: true })
    expect(bits(fit(table, { imputeNumbers: 'neighbours' }))).toBe(bits(one))
  })
})

describe('an order of categories', () => {
  it('is read from numbers and from words of one scale, and from nothing else', () => {
    expect(ordinalOrder(['18–25', '65+', '< 18', '26-64'])).toEqual(Float64Array.of(1, 3, 0, 2))
    expect(ordinalOrder(['High', 'low', 'Medium'])).toEqual(Float64Array.of(2, 0, 1))
    expect(ordinalOrder(['Tue', 'Mon', 'Sun'])).toEqual(Float64Array.of(1, 0, 2))
    expect(ordinalOrder(['red', 'green'])).toBeNull()
    expect(ordinalOrder(['A1', 'B1'])).toBeNull()
    expect(ordinalOrder(['low'])).toBeNull()
  })

  it('falls back to columns where there is none', () => {
    const { matrix } = encode(testTable({ w: ['red', 'green', 'blue', 'red'] }), { categories: 'ordinal' })
    expect(matrix.names).toEqual(['w = red', 'w = green', 'w = blue'])
  })
})

describe('distinct rows', () => {
  it('are the first of each kind, gaps and −0 among them', () => {
    const table = testTable({ n: [1, 1, null, null, 0, -0, 1], w: ['a', 'a', 'a', 'a', 'a', 'a', 'b'] })
    expect([...finish(distinctRows(table, [0, 1], null))]).toEqual([0, 2, 4, 6])
    expect([...finish(distinctRows(table, [0], Uint32Array.of(1, 3, 5, 6)))]).toEqual([1, 3, 5])
  })

  it('change what is learned, not which rows are encoded', () => {
    const table = testTable({ w: ['a', 'a', 'a', 'a', 'b', 'c'] })
    const rows = finish(distinctRows(table, [0], null))
    const { matrix } = finish(
      buildMatrix(table, featuresOf(table), { categories: 'frequency' }, rows, createRng(1)),
    )
    expect([...matrix.columns[0]!]).toEqual(new Array(6).fill(Math.fround(1 / 3)))
  })
})
