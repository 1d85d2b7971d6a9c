import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import type { ColumnChoice } from '../settings.ts'
import type { Table } from '../table/table.ts'
import { finish } from '../work.ts'
import { inferRoles, mainColumn, tableStatistics } from './infer-roles.ts'
import { cellsOf, testTable } from './testing/test-tables.ts'

function rolesOf(table: Table, choices: Record<string, ColumnChoice> = {}) {
  const roles = finish(inferRoles(table, finish(tableStatistics(table)), choices))
  return Object.fromEntries(table.columns.map((column, i) => [column.name, roles[i]!]))
}

function roleNames(table: Table, choices: Record<string, ColumnChoice> = {}) {
  return Object.fromEntries(Object.entries(rolesOf(table, choices)).map(([name, { role }]) => [name, role]))
}

const ROWS = 600
const rng = createRng(4)
const amounts = cellsOf(ROWS, () => Math.round(rng.next() * 20_000) / 100)
const fraud = cellsOf(ROWS, (row) => (row % 60 === 7 ? 1 : 0))

describe('roles', () => {
  it('tells the columns of a card-transaction file apart', () => {
    const table = testTable({
      TRANSACTION_ID: cellsOf(ROWS, (row) => row),
      TX_DATETIME: { times: cellsOf(ROWS, (row) => 1.5e12 + row * 60_000) },
      CUSTOMER_ID: cellsOf(ROWS, () => rng.below(90)),
      TERMINAL_ID: cellsOf(ROWS, () => rng.below(200)),
      TX_AMOUNT: amounts,
      TX_TIME_SECONDS: cellsOf(ROWS, (row) => row * 60),
      TX_TIME_DAYS: cellsOf(ROWS, (row) => Math.floor(row / 100)),
      TX_FRAUD: fraud,
      TX_FRAUD_SCENARIO: fraud.map((one, row) => (one ? 1 + (row % 3) : 0)),
    })
    expect(roleNames(table)).toEqual({
      TRANSACTION_ID: 'id',
      TX_DATETIME: 'time',
      CUSTOMER_ID: 'entity',
      TERMINAL_ID: 'entity',
      TX_AMOUNT: 'amount',
      TX_TIME_SECONDS: 'time',
      TX_TIME_DAYS: 'time',
      TX_FRAUD: 'label',
      TX_FRAUD_SCENARIO: 'ignored',
    })
    expect(rolesOf(table)['TX_FRAUD_SCENARIO']!.reason).toContain('gives the label away')
  })

  it.each([
    'Amount in local currency including irrecoverable VAT',
    'Local currency amount',
    'Amount excl. tax',
  ])('takes %j for the amount', (name) =>
    expect(roleNames(testTable({ [name]: amounts }))[name]).toBe('amount'),
  )

  it.each(['VAT amount', 'Amount in percent', 'Average amount'])('does not take %j for the amount', (name) =>
    expect(roleNames(testTable({ [name]: amounts }))[name]).toBe('feature'),
  )

  it('takes the dates and the real amount as the main columns', () => {
    const table = testTable({
      step: cellsOf(ROWS, (row) => row >> 2),
      'Average amount': amounts.map((amount) => amount / 2),
      Amount: amounts,
      Booked: { times: cellsOf(ROWS, (row) => 1.5e12 + row * 60_000) },
    })
    const roles = finish(inferRoles(table, finish(tableStatistics(table))))
    expect(mainColumn(roles, 'amount')).toBe(2)
    expect(mainColumn(roles, 'time')).toBe(3)
    expect(mainColumn(roles, 'label')).toBeNull()
    expect(roles[1]!.role).toBe('feature')
  })

  it.each([
    'label',
    'Class',
    'is_fraud',
    'isFraud',
    'TX_FRAUD',
    'Outlier',
    'target',
    'anomaly',
    'is anomalous',
  ])('knows %s with two values as a label', (name) =>
    expect(roleNames(testTable({ [name]: fraud, a: amounts }))[name]).toBe('label'),
  )

  it.each(['Account type', 'y2', 'Gender', 'target price', 'class size'])(
    'does not take %s for a label',
    (name) => expect(roleNames(testTable({ [name]: fraud, a: amounts }))[name]).not.toBe('label'),
  )

  it('does not take a label of three values for a label', () => {
    expect(roleNames(testTable({ class: cellsOf(ROWS, (row) => row % 3), a: amounts }))['class']).toBe(
      'feature',
    )
  })

  it('never takes decimals for ids, however unique', () => {
    const unique = cellsOf(ROWS, (row) => row * 1.0001 + rng.next() / 1000)
    expect(roleNames(testTable({ 'Account id': unique, f0: unique }))).toEqual({
      'Account id': 'feature',
      f0: 'feature',
    })
  })

  it('takes codes for ids: counters, card numbers, postcodes, unique text', () => {
    const table = testTable({
      f1: cellsOf(ROWS, (row) => 500 + row),
      f2: cellsOf(ROWS, () => 4_000_000_000_000_000 + rng.below(2 ** 31) * 1000),
      MERCHZIP: cellsOf(ROWS, () => 10_000 + rng.below(400)),
      zip: cellsOf(ROWS, () => 10_000 + rng.below(400)),
      code: { texts: cellsOf(ROWS, (row) => `0${row}A`) },
      InvoiceNo: cellsOf(ROWS, () => rng.below(10_000)),
    })
    expect(new Set(Object.values(roleNames(table)))).toEqual(new Set(['id']))
  })

  it('keeps quantities whose names contain a word of an entity', () => {
    const table = testTable({
      'Customer age': cellsOf(ROWS, () => rng.below(60)),
      'Account balance': amounts,
      'Number of cards': cellsOf(ROWS, () => rng.below(9)),
    })
    expect(Object.values(roleNames(table)).filter((role) => role === 'entity' || role === 'id')).toEqual([])
  })

  it('ignores constants, empty columns and free text, and says so', () => {
    const roles = rolesOf(
      testTable({
        one: cellsOf(ROWS, () => 3),
        none: cellsOf(ROWS, () => null),
        remark: cellsOf(ROWS, (row) => `text ${row % 70}`),
        note: { texts: cellsOf(ROWS, (row) => `paid by the ${row % 50} as agreed`) },
        a: amounts,
      }),
    )
    expect(roles['one']).toMatchObject({ role: 'ignored', reason: 'every row has the same value' })
    expect(roles['none']).toMatchObject({ role: 'ignored', reason: 'no cell holds a value' })
    expect(roles['remark']).toMatchObject({ role: 'ignored', reason: '70 different texts, few rows of each' })
    expect(roles['note']).toMatchObject({ role: 'ignored', reason: 'free text' })
  })

  it('lets the user decide', () => {
    const table = testTable({
      label: fraud,
      leak: fraud.map((one) => 5 - one),
      a: amounts,
      id: cellsOf(ROWS, (row) => row),
    })
    const roles = roleNames(table, {
      id: { role: 'feature' },
      leak: { role: 'feature' },
      label: { role: 'feature' },
    })
    expect(roles).toMatchObject({ id: 'feature', leak: 'feature', label: 'feature' })
    expect(roleNames(table)).toMatchObject({ id: 'id', leak: 'ignored', label: 'label' })
  })
})

describe('columns that give the label away', () => {
  it('are those that are filled in only for labelled rows', () => {
    const caseNumber = { texts: fraud.map((one, row) => (one ? `case ${row}` : '')) }
    expect(rolesOf(testTable({ label: fraud, caseNumber, a: amounts }))['caseNumber']).toMatchObject({
      role: 'ignored',
    })
  })

  it('are not strongly informative amounts, nor categories that are merely informative', () => {
    const telling = fraud.map((one, row) => (one ? 1000 + row / 7 : row / 7))
    const hint = fraud.map((one, row) =>
      one ? (row % 120 === 7 ? 'odd' : 'rare') : row % 30 === 0 ? 'rare' : 'usual',
    )
    expect(roleNames(testTable({ label: fraud, telling, hint, a: amounts }))).toMatchObject({
      telling: 'feature',
      hint: 'feature',
    })
  })

  it('are not found where there are too few labelled rows to tell', () => {
    const few = cellsOf(ROWS, (row) => (row < 3 ? 1 : 0))
    expect(roleNames(testTable({ label: few, leak: few.map((one) => one * 2), a: amounts }))['leak']).toBe(
      'feature',
    )
  })
})
