import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { CategoryColumn, Column } from '../table/table.ts'
import type { Work } from '../work.ts'
import { cellKey } from './cell-key.ts'

export interface RowsByKeyRequest {
  readonly column: number
  /** Cells as `rowAnchors` gives them. */
  readonly keys: readonly string[]
}

/** In the place of a row: no row has the key, or several have it. */
export const NO_ROW = -1
export const SEVERAL_ROWS = -2

const SLICE = 1 << 14

/**
 * The rows that have given cells in a key column.
 *
 * @returns (keys,) row indices; −1 where no row has the key, −2 where several do
 * @throws UsageError when there is no such column
 *
 * Cost: one pass over the column; a text column is decoded on the way.
 */
export function* rowsByKey(
  context: QuestionContext,
  { column: index, keys }: RowsByKeyRequest,
): Work<Int32Array> {
  const column = columnAt(context, index)
  const found = new Map<string, number>()
  for (const key of keys) found.set(key, NO_ROW)
  const keyAt = keyReader(column, found)
  for (let row = 0; row < context.table.rowCount; row++) {
    const key = keyAt(row)
    if (key !== null) {
      const before = found.get(key)
      if (before !== undefined) found.set(key, before === NO_ROW ? row : SEVERAL_ROWS)
    }
    if (row % SLICE === SLICE - 1) yield row / context.table.rowCount
  }
  return Int32Array.from(keys, (key) => found.get(key) ?? NO_ROW)
}

/** Reads a row's key; what cannot be among the wanted ones may be left out. */
function keyReader(column: Column, wanted: ReadonlyMap<string, number>): (row: number) => string | null {
  if (column.type === 'category') return wantedLevels(column, wanted)
  if (column.type === 'text') return (row) => cellKey(column, row)
  const { values } = column
  const numbers = new Map<number, string>()
  for (const key of wanted.keys()) if (String(Number(key)) === key) numbers.set(Number(key), key)
  return (row) => numbers.get(values[row]!) ?? null
}

/** The dictionary is searched once, not for each row. */
function wantedLevels(
  { codes, dictionary }: CategoryColumn,
  wanted: ReadonlyMap<string, number>,
): (row: number) => string | null {
  const names = dictionary.map((text) => (wanted.has(text) ? text : null))
  return (row) => names[codes[row]!] ?? null
}
