import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { exp } from '../math/exponential.ts'
import { log } from '../math/logarithm.ts'
import { constant } from './constant.ts'
import { heavyTail } from './heavy-tail.ts'
import { imbalance } from './imbalance.ts'
import { nearlyConstant } from './nearly-constant.ts'
import { skewed } from './skewed.ts'
import { draws, find } from './testing.ts'

const N = 4000
const quantity = (cell: () => number) => testTable({ size: cellsOf(N, cell) })

describe('constant columns', () => {
  it('are told with their value, and can be left out', () => {
    const table = testTable({
      a: cellsOf(20, () => 7),
      b: cellsOf(20, () => 'EUR'),
      c: cellsOf(20, (r) => r),
    })
    expect(find(constant, table).map(({ text, rows, remedies }) => [text, rows, remedies])).toEqual([
      ['a is 7 in every row, so it tells no row from another.', null, [{ kind: 'leave-out', column: 0 }]],
      ['b is “EUR” in every row, so it tells no row from another.', null, [{ kind: 'leave-out', column: 1 }]],
    ])
  })

  it('may have gaps, which are then what can be shown', () => {
    expect(find(constant, testTable({ a: cellsOf(20, (r) => (r < 18 ? 7 : null)) }))).toMatchObject([
      { count: 2, rowsFound: { kind: 'missing', column: 0, not: false } },
    ])
    expect(find(constant, testTable({ flag: cellsOf(20, (r) => (r < 3 ? 'X' : null)) }))).toMatchObject([
      { count: 3, rowsFound: { kind: 'missing', column: 0, not: true } },
    ])
  })

  it('are not empty columns, single rows, or columns of ∞ beside a value', () => {
    expect(find(constant, testTable({ a: cellsOf(20, () => null) }))).toEqual([])
    expect(find(constant, testTable({ a: [5] }))).toEqual([])
    expect(find(constant, testTable({ a: [5, 5, Infinity] }))).toEqual([])
  })
})

describe('one value in nearly every row', () => {
  const rare = (every: number, rows = 1000) =>
    testTable({ state: cellsOf(rows, (r) => (r % every === 0 ? 'B' : 'A')) })

  it('is nearly constant from 99 % on, and prevails from 95 % on', () => {
    expect(find(nearlyConstant, rare(200))).toMatchObject([
      { count: 5, rowsFound: { kind: 'values', values: ['A'], not: true } },
    ])
    expect(find(imbalance, rare(200))).toEqual([])
    expect(find(imbalance, rare(30))).toMatchObject([{ count: 34 }])
    expect(find(nearlyConstant, rare(30))).toEqual([])
    const numbers = testTable({ flag: cellsOf(1000, (r) => Number(r === 5 || r === 900)) })
    expect(find(nearlyConstant, numbers)).toMatchObject([{ count: 2, rowsFound: [5, 900] }])
  })

  it('is expected of a label, and nothing in few rows or among few values', () => {
    const label = (every: number) => testTable({ is_fraud: cellsOf(1000, (r) => Number(r % every === 0)) })
    expect(find(nearlyConstant, label(250))).toEqual([])
    expect(find(imbalance, label(30))).toEqual([])
    expect(find(imbalance, rare(30, 100))).toEqual([])
    expect(find(imbalance, rare(5))).toEqual([])
  })
})

describe('skewed columns', () => {
  it('are log-normal ones, with what lies far out', () => {
    const draw = draws(7)
    const [found, ...more] = find(
      skewed,
      quantity(() => exp(3 + draw.normal())),
    )
    expect(more).toEqual([])
    expect(found?.rowsFound).toMatchObject({ kind: 'range', column: 0, closed: true })
    expect(found!.count).toBeGreaterThan(50)
  })

  it('may hold zeros', () => {
    const draw = draws(8)
    expect(
      find(
        skewed,
        quantity(() => (draw.uniform() < 0.05 ? 0 : exp(3 + draw.normal()))),
      ),
    ).toHaveLength(1)
    expect(
      find(
        skewed,
        quantity(() => (draw.uniform() < 0.4 ? 0 : exp(3 + draw.normal()))),
      ),
    ).toEqual([])
  })

  it('are not normal, uniform or exponential ones, negative ones, codes, or normal ones with a single far value', () => {
    const draw = draws(9)
    expect(
      find(
        skewed,
        quantity(() => 100 + 10 * draw.normal()),
      ),
    ).toEqual([])
    expect(
      find(
        skewed,
        quantity(() => draw.uniform()),
      ),
    ).toEqual([])
    expect(
      find(
        skewed,
        quantity(() => -log(1 - draw.uniform())),
      ),
    ).toEqual([])
    expect(
      find(
        skewed,
        quantity(() => exp(draw.normal()) - 2),
      ),
    ).toEqual([])
    let row = 0
    expect(
      find(
        skewed,
        quantity(() => (row++ === 17 ? 1e9 : 100 + 10 * draw.normal())),
      ),
    ).toEqual([])
    const ids = testTable({ 'Invoice No': cellsOf(N, () => Math.floor(exp(10 + draw.normal()))) })
    expect(find(skewed, ids)).toEqual([])
  })
})

describe('heavy tails', () => {
  /** Student's t with 1 degree of freedom from two normal draws. */
  const cauchy = (draw: ReturnType<typeof draws>) => draw.normal() / draw.normal()

  it('are told on the side where they are, with the rows', () => {
    const draw = draws(10)
    const both = find(
      heavyTail,
      quantity(() => cauchy(draw)),
    )
    expect(both[0]?.text).toContain('on both sides')
    expect(both[0]?.rowsFound).toHaveLength(both[0]!.count)
    const upper = find(
      heavyTail,
      quantity(() => Math.abs(cauchy(draw)) - 1),
    )
    expect(upper[0]?.text).toContain('on the upper side')
    expect(upper[0]?.text).toMatch(
      /\d+ rows \([^)]* of all rows\) lie more than 3 interquartile ranges above the third quartile, where normal values have 1 in a million/,
    )
  })

  it('are not told of a normal, uniform, exponential or two-sided exponential column, nor of one that a logarithm mends', () => {
    const draw = draws(11)
    expect(
      find(
        heavyTail,
        quantity(() => draw.normal()),
      ),
    ).toEqual([])
    expect(
      find(
        heavyTail,
        quantity(() => draw.uniform()),
      ),
    ).toEqual([])
    expect(
      find(
        heavyTail,
        quantity(() => -log(1 - draw.uniform())),
      ),
    ).toEqual([])
    expect(
      find(
        heavyTail,
        quantity(() => -log(1 - draw.uniform()) * draw.pick([-1, 1])),
      ),
    ).toEqual([])
    expect(
      find(
        heavyTail,
        quantity(() => exp(1.3 * draw.normal())),
      ),
    ).toEqual([])
    // Mostly zero: no half of the values to measure by.
    expect(
      find(
        heavyTail,
        quantity(() => (draw.uniform() < 0.9 ? 0 : draw.uniform())),
      ),
    ).toEqual([])
  })
})
