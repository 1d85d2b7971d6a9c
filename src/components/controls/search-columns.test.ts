import { describe, expect, it } from 'vitest'
import { searchColumns } from './search-columns.ts'

const columns = ['Amount', 'VAT amount', 'Posted at'].map((name) => ({ name }))
const found = (query: string) => searchColumns(columns, query).map(({ name }) => name)

describe('search for columns', () => {
  it('finds every word, in any case and order', () => {
    expect(found('AMOUNT')).toEqual(['Amount', 'VAT amount'])
    expect(found(' amount  vat ')).toEqual(['VAT amount'])
    expect(found('amount posted')).toEqual([])
  })

  it('finds everything without a query', () => {
    expect(found('  ')).toHaveLength(3)
  })
})
