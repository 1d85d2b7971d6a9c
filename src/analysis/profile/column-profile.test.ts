import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { profileColumn, profileTable } from './column-profile.ts'
import { contextOf } from '../questions/testing.ts'

/** What scripts/golden/profile.py wrote; its `meta` says versions, seed and what is not asserted. */
interface Golden {
  readonly numbers: Readonly<Record<string, GoldenNumbers>>
  readonly levels: {
    readonly cells: readonly (string | null)[]
    readonly missing: number
    readonly distinct: number
    readonly top: string
    readonly topRows: number
    readonly once: number
    readonly shortest: number
    readonly longest: number
  }
}
interface GoldenNumbers {
  readonly cells: readonly (number | 'inf' | '-inf' | null)[]
  readonly missing: number
  readonly finite: number
  readonly infinite: number
  readonly distinct: number
  readonly zeros: number
  readonly negatives: number
  readonly min: number | null
  readonly max: number | null
  readonly mean: number | null
  readonly sd: number | null
  readonly pandasSkew: number | null
  readonly pandasKurt: number | null
  readonly mad: number | null
  readonly quantiles: readonly number[] | null
  readonly exact: Readonly<Record<'mean' | 'sd' | 'g1' | 'g2', number | null>>
}

const golden = JSON.parse(readFileSync(new URL('./golden/profile.json', import.meta.url), 'utf8')) as Golden
const cellOf = (cell: number | string | null) =>
  cell === 'inf' ? Infinity : cell === '-inf' ? -Infinity : typeof cell === 'number' ? cell : null

function profileOf(cells: Parameters<typeof testTable>[0][string]) {
  return finish(profileColumn(contextOf(testTable({ a: cells })), { column: 0 }))
}

/** Equal up to some units of the last place; not defined is null there and NaN here. */
function expectClose(found: number, expected: number | null, tolerance: number, what: string) {
  if (expected === null) expect(found, what).toBeNaN()
  else
    expect(Math.abs(found - expected), what).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)))
}

describe('the profile of numbers', () => {
  for (const [name, expected] of Object.entries(golden.numbers)) {
    it(`is what numpy, scipy and pandas say: ${name}`, () => {
      const { values, missing, distinct } = profileOf(expected.cells.map(cellOf))
      if (values === null) throw new Error('no figures')
      const { finite, infinite, zeros, negatives, min, max, mean, sd, mad, skewness, kurtosis, quantiles } =
        values
      expect({ missing, distinct, finite, infinite, zeros, negatives }).toEqual({
        missing: expected.missing,
        distinct: expected.distinct,
        finite: expected.finite,
        infinite: expected.infinite,
        zeros: expected.zeros,
        negatives: expected.negatives,
      })
      expectClose(min, expected.min, 0, 'min')
      expectClose(max, expected.max, 0, 'max')
      expectClose(mean, expected.exact.mean, 4e-15, 'mean')
      expectClose(
        sd / (expected.exact.sd || 1),
        expected.sd === null ? null : Math.sign(expected.sd),
        1e-12,
        'sd',
      )
      expectClose(mad, expected.mad, 1e-14, 'mad')
      const n = finite
      const { g1, g2 } = expected.exact
      expectClose(
        skewness,
        g1 === null || n < 3 ? null : (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
        1e-12,
        'skewness',
      )
      const adjusted = g2 === null || n < 4 ? null : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6)
      expectClose(kurtosis, adjusted, 1e-12, 'kurtosis')
      if (g1 !== null && name !== 'far from zero, hardly spread') {
        expectClose(skewness, expected.pandasSkew, 1e-12, 'skewness as in pandas')
        expectClose(kurtosis, expected.pandasKurt, 1e-11, 'kurtosis as in pandas')
      }
      expected.quantiles?.forEach((quantile, k) =>
        expectClose(quantiles[k]!, quantile, 1e-14, `quantile ${k}`),
      )
      if (expected.quantiles === null) expect(quantiles.every(Number.isNaN)).toBe(true)
    })
  }

  it('does not change by a digit when rows change places', () => {
    const cells = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, null)), {
      minLength: 1,
      maxLength: 50,
    })
    fc.assert(
      fc.property(
        cells.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          const [a, b] = [profileOf(given), profileOf(shuffled)]
          expect({ ...b, bins: null }).toEqual({ ...a, bins: null })
        },
      ),
    )
  })

  it('follows a change of unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 60 }),
        fc.constantFrom(-4, 0.5, 8),
        fc.integer({ min: -64, max: 64 }),
        (cells, factor, offset) => {
          const a = profileOf(cells)
          const b = profileOf(cells.map((v) => v * factor + offset))
          expect(b.distinct).toBe(a.distinct)
          if (!a.values || !b.values) throw new Error('no figures')
          expect(b.values.mad).toBeCloseTo(a.values.mad * Math.abs(factor), 9)
          expect(b.values.max).toBe((factor > 0 ? a.values.max : a.values.min) * factor + offset)
          const turned = factor > 0 ? a.values.quantiles : a.values.quantiles.toReversed()
          b.values.quantiles.forEach((q, k) => expect(q).toBeCloseTo(turned[k]! * factor + offset, 9))
        },
      ),
    )
  })
})

describe('the picture of a column', () => {
  it('has a place for every row that holds a value, and none for the others', () => {
    const anyCells = fc.oneof(
      fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 9 }), fc.constant(null)), { maxLength: 60 }),
      fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')), { maxLength: 60 }),
      fc.record({ texts: fc.array(fc.constantFrom('', 'x', 'y', 'yy', 'ä', 'zz'), { maxLength: 60 }) }),
      fc.record({ times: fc.array(fc.option(fc.integer({ min: -1e13, max: 1e13 })), { maxLength: 60 }) }),
    )
    fc.assert(
      fc.property(anyCells, (cells) => {
        const { picture, bins, missing, rows } = profileOf(cells)
        const counted = new Uint32Array(picture.counts.length)
        let outside = 0
        for (const bin of bins) {
          if (bin < counted.length) counted[bin]!++
          else outside++
        }
        expect(counted).toEqual(picture.counts)
        expect([outside, bins.length]).toEqual([missing, rows])
        expect(picture.labels).toHaveLength(picture.counts.length)
        expect(picture.counts.length).toBeLessThanOrEqual(38)
      }),
    )
  })

  it('is on a log scale where amounts differ by orders of magnitude, and not for an even spread', () => {
    const rng = createRng(2)
    const amounts = cellsOf(3000, () => Math.round(10 ** (4 * rng.next()) * 100) / 100)
    expect(profileOf(amounts).picture.log).toBe(true)
    expect(profileOf(amounts.map((v) => Math.log10(v))).picture.log).toBe(false)
    expect(profileOf(amounts.map((v) => -v)).picture.log).toBe(false)
  })

  it('names the most frequent values and folds the others', () => {
    const cells = 'a a a a b b b b c c c d d e f g h i'.split(' ')
    const { picture, levels, bins } = profileOf([...cells, null])
    expect(levels?.top.map(({ text, rows }) => `${text}${rows}`)).toEqual(['a4', 'b4', 'c3', 'd2', 'e1'])
    expect([...picture.labels]).toEqual(['a', 'b', 'c', 'd', 'e', 'other'])
    expect([...picture.counts]).toEqual([4, 4, 3, 2, 1, 4])
    expect(bins.at(-1)).toBe(6)
    expect(profileOf({ texts: [...cells, ''] })).toMatchObject({ levels, picture, missing: 1 })
  })
})

describe('the profile of categories and text', () => {
  it('is what pandas says', () => {
    const { cells, top, topRows, ...figures } = golden.levels
    const category = profileOf([...cells])
    expect({ missing: category.missing, distinct: category.distinct, ...category.levels }).toMatchObject(
      figures,
    )
    expect(category.levels?.top[0]).toMatchObject({ text: top, rows: topRows })
    const text = profileOf({ texts: cells.map((cell) => cell ?? '') })
    expect(text.levels).toEqual(category.levels)
    expect([text.missing, text.distinct]).toEqual([category.missing, category.distinct])
  })

  it('holds without rows and without values', () => {
    for (const cells of [[], { texts: [] }, { texts: ['', ''] }, { times: [null] }]) {
      const { missing, rows, distinct, picture } = profileOf(cells)
      expect([missing, distinct]).toEqual([rows, 0])
      expect(picture.counts.every((count) => count === 0)).toBe(true)
    }
  })
})

describe('the profile of a table', () => {
  it('has every column, tells how far it is, and gives nothing of what is kept away', () => {
    const context = contextOf(testTable({ a: [1, 2, 2], b: ['x', 'x', 'y'], c: { texts: ['p', 'q', ''] } }))
    const shares: (number | undefined)[] = []
    const work = profileTable(context, { columns: null })
    for (;;) {
      const step = work.next()
      if (step.done === true) {
        expect(step.value.map(({ column, distinct }) => [column, distinct])).toEqual([
          [0, 2],
          [1, 2],
          [2, 2],
        ])
        break
      }
      if (step.value !== undefined) shares.push(step.value)
    }
    expect(shares).toEqual([1 / 3, 2 / 3, 1])
    const [first, second] = [0, 1].map(() => finish(profileColumn(context, { column: 0 })))
    expect(first!.bins).toEqual(second!.bins)
    expect(first!.bins.buffer).not.toBe(second!.bins.buffer)
    expect(first!.picture.counts.buffer).not.toBe(second!.picture.counts.buffer)
  })
})
