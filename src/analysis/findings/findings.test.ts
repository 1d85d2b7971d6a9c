import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { exp } from '../math/exponential.ts'
import { finish } from '../work.ts'
import { findingRanks, findingRows, findings } from './findings.ts'
import { findingRules } from './rules.ts'
import { contextOf, draws, TODAY } from './testing.ts'

const N = 1200
const MINUTE = 60_000

/** An ordinary file of transactions: nothing in it is wrong. */
function cleanFile() {
  const draw = draws(21)
  return {
    when: { times: cellsOf(N, (r) => TODAY - (N - r) * 37 * MINUTE) },
    customer: cellsOf(N, () => `c${Math.floor(draw.uniform() * 80)}`),
    channel: cellsOf(N, () => draw.pick(['card', 'cash', 'online', 'transfer'])),
    amount: cellsOf(N, () => Math.round(100 * (40 + 8 * draw.normal())) / 100),
    items: cellsOf(N, () => 1 + Math.floor(draw.uniform() * 9)),
    weight: cellsOf(N, (r) => (r % 40 === 0 ? null : draw.uniform() * 5)),
  }
}

function dirtyFile() {
  const file = cleanFile()
  const draw = draws(22)
  const items = file.items.map((value, r) => (r % 100 === 7 ? 9999 : value))
  const channel = file.channel.map((value, r) => (r === 5 ? ' CARD' : value))
  return testTable({
    ...file,
    items,
    channel,
    currency: cellsOf(N, () => 'EUR'),
    fee: cellsOf(N, () => exp(1 + draw.normal())),
  })
}

describe('findings', () => {
  it('are none in a clean file', () => {
    const context = contextOf(testTable(cleanFile()))
    expect(finish(findings(context, { today: TODAY })).findings.map(({ id }) => id)).toEqual([])
  })

  it('are none in an empty file, and none fail on one row or on columns without a value', () => {
    expect(finish(findings(contextOf(testTable({})), { today: TODAY })).findings).toEqual([])
    for (const rows of [0, 1, 2]) {
      const table = testTable({
        n: cellsOf(rows, () => 1),
        none: cellsOf(rows, () => null),
        t: { times: cellsOf(rows, () => null) },
        c: cellsOf(rows, (r) => `w${r}`),
        x: { texts: cellsOf(rows, () => '') },
      })
      const context = contextOf(table)
      for (const { id, shown } of finish(findings(context, { today: TODAY })).findings)
        if (shown > 0) finish(findingRows(context, { today: TODAY, id }))
    }
  })

  it('come by what they can do to the result, each with a stable id', () => {
    const { findings: found, rowCount } = finish(findings(contextOf(dirtyFile()), { today: TODAY }))
    expect(rowCount).toBe(N)
    expect(found.map(({ id, severity }) => `${severity} ${id}`)).toEqual([
      'serious placeholders:4',
      'notable case-variants:2',
      'note constant:6',
      'note stray-blanks:2',
      'note skewed:7',
    ])
  })

  it('give their rows, said in a predicate or not, and where those rank', () => {
    const table = dirtyFile()
    // Every row ranks where it stands, from the back.
    const order = Uint32Array.from({ length: N }, (_, rank) => N - 1 - rank)
    const context = { ...contextOf(table), order }
    const found = finish(findings(context, { today: TODAY })).findings
    for (const { id, shown } of found) {
      if (shown === 0) {
        expect(() => finish(findingRows(context, { today: TODAY, id }))).toThrow('no such finding')
        continue
      }
      const { rows } = finish(findingRows(context, { today: TODAY, id }))
      expect(rows).toHaveLength(shown)
      const [answer] = finish(findingRanks(context, { today: TODAY, ids: [id] }))
      expect([...answer!.ranks]).toEqual([...rows].map((row) => N - 1 - row).sort((a, b) => a - b))
    }
    expect(finish(findingRanks({ ...context, order: null }, { today: TODAY, ids: ['constant:6'] }))).toEqual(
      [],
    )
  })

  it('do not depend on the order of the rows, apart from the order of time', () => {
    const shuffled = (table: ReturnType<typeof dirtyFile>) => {
      const at = cellsOf(N, (r) => (r * 7) % N)
      return {
        rowCount: N,
        columns: table.columns.map((column) => {
          if (column.type === 'category')
            return { ...column, codes: Int32Array.from(at, (r) => column.codes[r]!) }
          if (column.type === 'text') return column
          return { ...column, values: Float64Array.from(at, (r) => column.values[r]!) }
        }),
      }
    }
    const say = (table: ReturnType<typeof dirtyFile>) =>
      finish(findings(contextOf(table), { today: TODAY }))
        .findings.filter(({ kind }) => kind !== 'time-order')
        .map(({ id, count }) => [id, count])
    const table = dirtyFile()
    const twice = shuffled(table)
    expect(say(twice)).toEqual(say(table))
  })

  it('have kinds that differ', () => {
    expect(new Set(findingRules.map(({ kind }) => kind)).size).toBe(findingRules.length)
  })
})
