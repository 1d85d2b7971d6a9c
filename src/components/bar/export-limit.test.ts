import { describe, expect, it } from 'vitest'
import { tooManyRows } from './export-limit.ts'

describe('the rows that a format can hold', () => {
  it('are a worksheet full for Excel, with CSV and Parquet offered beyond', () => {
    expect(tooManyRows('xlsx', 1_048_575)).toBeNull()
    expect(tooManyRows('xlsx', 1_048_576)).toMatch(/1,048,576 rows with its header.*CSV or Parquet/)
  })

  it('have no limit otherwise', () => {
    for (const format of ['csv', 'parquet', 'json'] as const)
      expect(tooManyRows(format, 5_000_000)).toBeNull()
  })
})
