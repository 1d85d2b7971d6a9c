import type { FeatureChoice } from '../choose-features.ts'
import type {
  CategoryColumn,
  Column,
  DatetimeColumn,
  NumberColumn,
  Table,
  TextColumn,
} from '../../table/table.ts'

/** Cells of a column for a test: null is missing; dates are `{ times: [...] }` in epoch ms, texts `{ texts: [...] }`. */
type Cells =
  | readonly (number | null)[]
  | readonly (string | null)[]
  | { readonly times: readonly (number | null)[] }
  | { readonly texts: readonly string[] }

/** A table from plain cells, for tests. */
export function testTable(columns: Readonly<Record<string, Cells>>): Table {
  const built = Object.entries(columns).map(([name, cells], index) => testColumn(name, cells, index))
  const first = built[0]
  const rowCount = first === undefined ? 0 : lengthOf(first)
  return { rowCount, columns: built }
}

function lengthOf(column: Column): number {
  if (column.type === 'category') return column.codes.length
  return column.type === 'text' ? column.offsets.length - 1 : column.values.length
}

export function testColumn(name: string, cells: Cells, index = 0): Column {
  const format = { code: 'test', label: 'test' }
  if ('times' in cells) {
    const values = Float64Array.from(cells.times, (cell) => cell ?? NaN)
    const missing = values.filter((value) => value !== value).length
    return { type: 'datetime', index, name, format, missing, unreadable: 0, values } satisfies DatetimeColumn
  }
  if ('texts' in cells) {
    const parts = cells.texts.map((text) => new TextEncoder().encode(text))
    const offsets = new Uint32Array(parts.length + 1)
    parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length))
    const bytes = new Uint8Array(offsets[parts.length]!)
    parts.forEach((part, i) => bytes.set(part, offsets[i]))
    const missing = parts.filter((part) => part.length === 0).length
    return { type: 'text', index, name, format, missing, unreadable: 0, bytes, offsets } satisfies TextColumn
  }
  const plain: readonly (number | string | null)[] = cells
  if (plain.some((cell) => typeof cell === 'string')) {
    const dictionary: string[] = []
    const codes = new Int32Array(plain.length)
    plain.forEach((cell, row) => {
      const known = dictionary.indexOf(String(cell))
      codes[row] = cell === null ? -1 : known >= 0 ? known : dictionary.push(String(cell)) - 1
    })
    const missing = codes.filter((code) => code < 0).length
    const column: CategoryColumn = {
      type: 'category',
      index,
      name,
      format,
      missing,
      unreadable: 0,
      codes,
      dictionary,
    }
    return column
  }
  const values = Float64Array.from(plain.map((cell) => (typeof cell === 'number' ? cell : NaN)))
  const missing = values.filter((value) => value !== value).length
  return { type: 'number', index, name, format, missing, unreadable: 0, values } satisfies NumberColumn
}

/** `length` cells from a function of the row. */
export function cellsOf<T>(length: number, cell: (row: number) => T): T[] {
  return Array.from({ length }, (_, row) => cell(row))
}

/** Every column of a table as a feature, chosen by nobody. */
export function featuresOf(table: Table): FeatureChoice[] {
  return table.columns.map(({ index, name }) => ({
    column: index,
    name,
    used: true,
    reason: '',
    imputed: 0,
    encoding: 'as it is',
  }))
}
