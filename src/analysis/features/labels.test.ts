import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import type { ColumnChoice } from '../settings.ts'
import type { Table } from '../table/table.ts'
import { finish } from '../work.ts'
import { chooseFeatures } from './choose-features.ts'
import { inferRoles, tableStatistics } from './infer-roles.ts'
import { testTable } from './testing/test-tables.ts'

const ROWS = 400
const rng = createRng(3)
const amounts = Array.from({ length: ROWS }, () => 20 + 1000 * rng.next())
const fraud = amounts.map((_, row) => Number(row % 25 === 0))

function choose(table: Table, choices: Record<string, ColumnChoice> = {}, explicit?: readonly string[]) {
  const statistics = finish(tableStatistics(table))
  return chooseFeatures(table, statistics, finish(inferRoles(table, statistics, choices)), explicit)
}
const used = (...args: Parameters<typeof choose>) =>
  choose(...args).flatMap((choice) => (choice.used ? [choice.name] : []))

describe('the label', () => {
  const table = testTable({
    Amount: amounts,
    Odd: fraud,
    Kind: fraud.map((one, row) => one * (1 + ((row / 25) % 2))),
  })

  it('stays out of the features, and what gives it away as well, once a column is made the label', () => {
    expect(used(table)).toContain('Odd')
    expect(used(table, { Odd: { role: 'label' } })).toEqual(['Amount'])
    expect(choose(table, { Odd: { role: 'label' } })[2]!.reason).toContain('gives the label away')
  })

  it('of several kinds of anomaly is given away too', () => {
    expect(used(table, { Kind: { role: 'label' } })).toEqual(['Amount'])
  })

  it('is given away by what tells any of several labels', () => {
    const two = testTable({
      Amount: amounts,
      A: amounts.map((_, row) => Number(row % 7 === 0)),
      B: fraud,
      Copy: fraud,
    })
    const labels = { A: { role: 'label' }, B: { role: 'label' } } as const
    expect(used(two, labels)).toEqual(['Amount'])
  })

  it('is refused as a feature also when it is named', () => {
    const named = () => choose(table, { Odd: { role: 'label' } }, ['Amount', 'Odd'])
    expect(named).toThrow(/“Odd” is the label, so it cannot be a feature as well/)
    expect(used(table, {}, ['Amount', 'Odd'])).toEqual(['Amount', 'Odd'])
    const inferred = testTable({ Amount: amounts, is_fraud: fraud })
    expect(() => choose(inferred, {}, ['is_fraud'])).toThrow(/is the label/)
    expect(choose(inferred, {}, ['Amount'])[1]!.reason).toContain('the label')
  })
})
