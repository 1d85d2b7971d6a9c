import { textValue } from '../pipeline/cells.ts'
import type { Column } from '../table/table.ts'

/**
 * A cell as what names its row: a number or datetime (epoch ms) as its shortest decimal text, everything else as
 * written.
 *
 * @returns null where missing
 */
export function cellKey(column: Column, row: number): string | null {
  if (column.type === 'category' || column.type === 'text') return textValue(column, row)
  const value = column.values[row]!
  return value !== value ? null : String(value)
}
