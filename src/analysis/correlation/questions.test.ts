import { beforeAll, describe, expect, it } from 'vitest'
import { contextOf } from '../questions/testing.ts'
import { columnStatistics } from '../profile/summarise.ts'
import type { QuestionContext } from '../questions/question.ts'
import { read } from '../table/testing.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { correlation, type CorrelationRequest } from './correlation.ts'
import { PAIR_METHODS, type CorrelationMethod } from './methods.ts'
import { scoreDrivers } from './score-drivers.ts'

/** Amount follows the score, fee the amount, kind the fee; weight does not vary; odd has an infinite cell. */
function fileOf(rows: number): string {
  const rng = createRng(8)
  const lines = ['amount,fee,kind,region,day,weight,level,odd,note']
  for (let r = 0; r < rows; r++) {
    const amount = Math.round(1e4 * rng.next()) / 100
    const fee = Math.round(100 * (amount / 10 + rng.next())) / 100
    const kind = fee > 7 ? 'high' : fee > 3 ? 'middle' : 'low'
    const region = ['north', 'south', ''][rng.below(3)]!
    const day = `2024-01-${String(1 + Math.floor(amount / 4)).padStart(2, '0')}`
    const odd = r === 5 ? 'Infinity' : (rng.next() * 9 + 0.001).toFixed(3)
    const note = `note ${r} ${rng.below(1e9)} of ${rng.below(1e9)}`
    lines.push([amount, r % 7 === 3 ? '' : fee, kind, region, day, 5, rng.below(4), odd, note].join(','))
  }
  return lines.join('\n')
}

let context: QuestionContext
const [AMOUNT, FEE, KIND, REGION, DAY, WEIGHT, LEVEL, ODD, NOTE] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const ROWS = 600

beforeAll(async () => {
  const { table } = await read(fileOf(ROWS))
  expect(table.columns.map((c) => c.type)).toEqual([
    'number',
    'number',
    'category',
    'category',
    'datetime',
    'number',
    'number',
    'number',
    'text',
  ])
  const statistics = table.columns.map((column) => finish(columnStatistics(column)))
  const { values } = table.columns[AMOUNT] as { values: Float64Array } & (typeof table.columns)[number]
  const scores = Float32Array.from(values, (amount) => Math.fround(amount / 200))
  const order = Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[b]! - scores[a]! || a - b)
  context = { ...contextOf(table, { order }), statistics, scores }
})

const ask = (
  method: CorrelationMethod,
  columns: readonly number[],
  among: CorrelationRequest['among'] = { kind: 'all' },
) => finish(correlation(context, { columns, method, among, everyRole: false }))

describe('the question of correlations', () => {
  it('picks by types: Spearman, η, Cramér’s V', () => {
    const answer = ask('auto', [AMOUNT, FEE, KIND, REGION, DAY])
    expect(answer.columns).toEqual([AMOUNT, FEE, KIND, REGION, DAY])
    expect(answer.kinds).toEqual(['number', 'number', 'category', 'category', 'number'])
    const methodAt = (i: number, j: number) => PAIR_METHODS[answer.methods[i * 5 + j]!]
    expect([methodAt(0, 1), methodAt(0, 4), methodAt(0, 2), methodAt(3, 1), methodAt(2, 3)]).toEqual([
      'spearman',
      'spearman',
      'eta',
      'eta',
      'cramers-v',
    ])
    expect(answer.values[1]).toBeGreaterThan(0.95)
    expect(answer.values[4]).toBeGreaterThan(0.99)
    expect(answer.values[5 + 2]).toBeGreaterThan(0.9)
    expect(answer.values[2 * 5 + 3]).toBeLessThan(0.15)
    for (let i = 0; i < 5; i++) {
      expect(answer.values[i * 5 + i]).toBe(1)
      for (let j = 0; j < 5; j++) expect(answer.values[i * 5 + j]).toBe(answer.values[j * 5 + i])
    }
  })

  it('gives rows and interval of each pair, missing ones left out', () => {
    const { rows, low, high, values, chance } = ask('auto', [AMOUNT, FEE, REGION])
    const missing = Array.from({ length: ROWS }, (_, r) => r).filter((r) => r % 7 === 3).length
    expect(rows[1]).toBe(ROWS - missing)
    expect(low[1]).toBeLessThan(values[1]!)
    expect(high[1]).toBeGreaterThan(values[1]!)
    expect(low[2]).toBeNaN()
    expect(chance[2]).toBeCloseTo(Math.sqrt(1 / (rows[2]! - 1)), 12)
  })

  it.each([
    ['pearson', [AMOUNT, FEE, DAY, WEIGHT]],
    ['spearman', [AMOUNT, FEE, DAY, WEIGHT]],
    ['kendall', [AMOUNT, FEE, DAY, WEIGHT]],
    ['cramers-v', [KIND, REGION, WEIGHT, LEVEL]],
    ['eta', [AMOUNT, FEE, KIND, DAY, WEIGHT]],
  ] as const)('%s leaves out what it cannot use, and says why', (method, expected) => {
    const answer = ask(method, [
      AMOUNT,
      FEE,
      KIND,
      DAY,
      WEIGHT,
      NOTE,
      ...(method === 'cramers-v' ? [REGION, LEVEL] : []),
    ])
    expect([...answer.columns].sort()).toEqual([...expected].sort())
    expect(answer.omitted.find((o) => o.column === NOTE)?.why).toMatch(/free text/)
    expect(answer.omitted.every(({ why }) => why.length > 10)).toBe(true)
  })

  it('has no figure where a column does not vary, and where the method has none', () => {
    const { values, methods, columns } = ask('eta', [AMOUNT, KIND, REGION, WEIGHT])
    const at = (a: number, b: number) => columns.indexOf(a) * 4 + columns.indexOf(b)
    expect(methods[at(KIND, REGION)]).toBe(-1)
    expect(methods[at(AMOUNT, WEIGHT)]).toBe(-1)
    expect(methods[at(KIND, WEIGHT)]).toBe(PAIR_METHODS.indexOf('eta'))
    expect(values[at(KIND, WEIGHT)]).toBeNaN()
    expect(values[at(KIND, AMOUNT)]).toBeGreaterThan(0.8)
  })

  it('says which columns have infinite cells', () => {
    const { infinite, rows } = ask('pearson', [AMOUNT, ODD])
    expect(infinite).toEqual([{ column: ODD, cells: 1 }])
    expect(rows[1]).toBe(ROWS - 1)
  })

  it('looks among the flagged rows, or any others', () => {
    const flagged = ask('pearson', [AMOUNT, FEE], { kind: 'flagged', count: 50 })
    expect(flagged.rowCount).toBe(50)
    expect(flagged.rows[0]).toBe(50)
    const rows = context.order!.slice(0, 50).reverse()
    const same = ask('pearson', [AMOUNT, FEE], { kind: 'rows', rows })
    expect(same.values[1]).toBeCloseTo(flagged.values[1]!, 12)
    expect(Math.abs(flagged.values[1]!)).toBeLessThan(Math.abs(ask('pearson', [AMOUNT, FEE]).values[1]!))
    expect(ask('pearson', [AMOUNT, FEE], { kind: 'flagged', count: 0 }).values[1]).toBeNaN()
    expect(() =>
      finish(
        correlation(
          { ...context, order: null },
          { columns: [0], method: 'auto', among: { kind: 'flagged', count: 1 }, everyRole: false },
        ),
      ),
    ).toThrow(/ranking/)
  })

  it('lays columns that go together side by side', () => {
    const { clusterOrder, columns } = ask('auto', [AMOUNT, REGION, ODD, FEE, LEVEL, DAY])
    const order = [...clusterOrder].map((place) => columns[place]!)
    const places = [AMOUNT, FEE, DAY].map((column) => order.indexOf(column))
    expect(Math.max(...places) - Math.min(...places)).toBe(2)
  })

  it('answers for no column at all', () => {
    const answer = ask('auto', [NOTE])
    expect([answer.columns.length, answer.values.length, answer.omitted.length]).toEqual([0, 0, 1])
    expect(() => ask('auto', [99])).toThrow(/no column 100/)
  })
})

describe('the question of what drives the score', () => {
  it('ranks the columns by how strongly they go with the score', () => {
    const { drivers, omitted } = finish(
      scoreDrivers(context, { columns: [LEVEL, NOTE, KIND, FEE, WEIGHT, AMOUNT] }),
    )
    expect(drivers.map((d) => d.column)).toEqual([AMOUNT, FEE, KIND, LEVEL, WEIGHT])
    expect(drivers[0]).toMatchObject({ method: 'spearman', rows: ROWS, value: 1 })
    expect(drivers[2]).toMatchObject({ method: 'eta' })
    expect(drivers[2]!.value).toBeGreaterThan(0.8)
    expect(drivers[1]!.low).toBeLessThan(drivers[1]!.value)
    expect(drivers[4]!.value).toBeNaN()
    expect(omitted).toEqual([{ column: NOTE, why: 'free text or names of single rows' }])
  })

  it('has a sign, and no figure while every score is the same', () => {
    const falling = { ...context, scores: context.scores!.map((s) => -s) }
    expect(finish(scoreDrivers(falling, { columns: [AMOUNT] })).drivers[0]!.value).toBe(-1)
    const flat = { ...context, scores: new Float32Array(ROWS).fill(0.5) }
    const { drivers } = finish(scoreDrivers(flat, { columns: [AMOUNT, KIND] }))
    expect(drivers.map((d) => d.value)).toEqual([NaN, NaN])
    expect(() => finish(scoreDrivers({ ...context, scores: null }, { columns: [AMOUNT] }))).toThrow(/ranking/)
  })
})
