import { formatDatetime, formatNumber } from '../explain/format.ts'
import type { RoleInference } from '../features/infer-roles.ts'
import type { ColumnSummary } from '../table/read-summary.ts'
import type { Column } from '../table/table.ts'
import type { ColumnStatistics } from './summarise.ts'

/**
 * What a door shows of a column.
 *
 * @param example a verbatim cell; absent: the first present cell, written neutrally
 *
 * Cost: constant, or as far as the first present cell.
 */
export function summariseColumn(
  column: Column,
  statistics: ColumnStatistics,
  { role, reason }: RoleInference,
  example = exampleOf(column),
): ColumnSummary {
  const { distinct, distinctIsLowerBound, min, max, mean, median } = statistics
  return {
    index: column.index,
    name: column.name,
    type: column.type,
    role,
    roleReason: reason,
    format: column.format,
    example,
    missing: column.missing,
    unreadable: column.unreadable,
    distinct,
    distinctIsLowerBound,
    min,
    max,
    mean,
    median,
  }
}

/** The first cell that holds a value; empty when none does. */
function exampleOf(column: Column): string {
  switch (column.type) {
    case 'number': {
      const value = column.values.find((v) => v === v)
      return value === undefined ? '' : formatNumber(value)
    }
    case 'datetime': {
      const value = column.values.find((v) => v === v)
      return value === undefined ? '' : formatDatetime(value)
    }
    case 'category':
      return column.dictionary[column.codes.find((code) => code >= 0) ?? -1] ?? ''
    case 'text': {
      const row = column.offsets.findIndex((offset, i) => (column.offsets[i + 1] ?? offset) > offset)
      if (row < 0) return ''
      return new TextDecoder().decode(column.bytes.subarray(column.offsets[row]!, column.offsets[row + 1]!))
    }
  }
}
