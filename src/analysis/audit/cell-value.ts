import type { Column } from '../table/table.ts'

/** A cell as plain data: a number or epoch ms, text, or null where missing. */
export type CellText = string | number | null

const DECODER = new TextDecoder()

export function cellOf(column: Column, row: number): CellText {
  switch (column.type) {
    case 'category':
      return column.dictionary[column.codes[row]!] ?? null
    case 'text': {
      const start = column.offsets[row]!
      const end = column.offsets[row + 1]!
      return end === start ? null : DECODER.decode(column.bytes.subarray(start, end))
    }
    default: {
      const value = column.values[row]!
      return value !== value ? null : value
    }
  }
}
