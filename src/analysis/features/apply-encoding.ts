import { FlagstoneError } from '../errors.ts'
import type { Column, NumberColumn, Table } from '../table/table.ts'
import type { Work } from '../work.ts'
import { joinNotes, type CellNote } from './cell-notes.ts'
import { applyTimes } from './cyclic.ts'
import { applyCategories } from './encode-categories.ts'
import type { EncodedCells } from './encoded-cells.ts'
import { applyNumbers } from './encode-numbers.ts'
import { applyTexts, type GroupedTexts } from './encode-texts.ts'
import type { ColumnEncoder, Encoder } from './encoder.ts'
import type { FeatureMatrix, FeatureSource } from './feature-matrix.ts'
import { fillFromNeighbours } from './neighbour-fill.ts'

export interface EncodedMatrix {
  readonly matrix: FeatureMatrix
  /** Per encoder column: cells without a value. */
  readonly imputed: readonly number[]
  /** What was done to the cells: sentences for the user. */
  readonly notes: readonly string[]
}

/**
 * Encodes every row of a table. What a row becomes depends on the encoder and the row alone.
 *
 * @param encoder from `fitEncoding`
 * @param table the one that it was fitted on, or another one with columns of the same names and types
 * @param texts of the table, where they were grouped before
 * @returns columns of rowCount finite values each. A value that no fitted row has counts as the rarest one, or
 *   as one that has no rows
 * @throws FlagstoneError `no-such-column` when the table lacks a column or reads it as another type
 *
 * Cost: linear per used column, in slices; 4 bytes per row and matrix column.
 */
export function* applyEncoding(
  encoder: Encoder,
  table: Table,
  texts: GroupedTexts = new Map(),
): Work<EncodedMatrix> {
  const columns: Float32Array[] = []
  const names: string[] = []
  const standIns: (Uint8Array | null)[] = []
  const sourceOf: number[] = []
  const sources: FeatureSource[] = []
  const imputed: number[] = []
  const said: { readonly name: string; readonly notes: readonly CellNote[] }[] = []
  const filled = yield* filledNumbers(encoder, table)
  for (const [position, of] of encoder.columns.entries()) {
    const column = columnOf(of, table)
    const encoded = yield* applyColumn(of, column, encoder.rows, filled.get(position) ?? null, texts)
    yield
    for (const { name, values, standIns: replaced = null } of encoded.columns) {
      columns.push(values)
      standIns.push(replaced)
      names.push(name)
      sourceOf.push(sources.length)
    }
    sources.push({ column: column.index, name: of.name, weight: 1 })
    imputed.push(encoded.imputed)
    said.push({ name: of.name, notes: encoded.notes })
  }
  const matrix: FeatureMatrix = {
    rowCount: table.rowCount,
    columns,
    names,
    sourceOf: Int32Array.from(sourceOf),
    sources,
    standIns,
    ...(encoder.scaled ? { scaled: true } : {}),
  }
  return { matrix, imputed, notes: joinNotes(said) }
}

/** By position among the encoder's columns: what missing numbers get from their neighbours. */
function* filledNumbers(encoder: Encoder, table: Table): Work<ReadonlyMap<number, Float64Array | null>> {
  const { neighbours } = encoder
  if (neighbours === null) return new Map()
  const columns = neighbours.columns.map((position) => {
    const of = encoder.columns[position]!
    return columnOf(of, table) as NumberColumn // of a number encoder: checked by columnOf
  })
  const filled = yield* fillFromNeighbours(encoder, neighbours, columns)
  return new Map(neighbours.columns.map((position, i) => [position, filled[i]!]))
}

function applyColumn(
  encoder: ColumnEncoder,
  column: Column,
  rows: number,
  filled: Float64Array | null,
  texts: GroupedTexts,
): Work<EncodedCells> {
  if (encoder.kind === 'number' && column.type === 'number') return applyNumbers(encoder, column, filled)
  if (encoder.kind === 'category' && column.type === 'category') return applyCategories(encoder, column, rows)
  if (encoder.kind === 'time' && column.type === 'datetime') return applyTimes(encoder, column)
  if (encoder.kind === 'text' && column.type === 'text') return applyTexts(encoder, column, rows, texts)
  throw wrongColumn(encoder)
}

const TYPE_OF = { number: 'number', category: 'category', time: 'datetime', text: 'text' } as const

function columnOf(encoder: ColumnEncoder, table: Table): Column {
  const there = table.columns[encoder.column]
  const column =
    there?.name === encoder.name ? there : table.columns.find(({ name }) => name === encoder.name)
  if (column?.type !== TYPE_OF[encoder.kind]) throw wrongColumn(encoder)
  return column
}

function wrongColumn({ name, kind }: ColumnEncoder): FlagstoneError {
  const message = `These rows cannot be scored: they have no column ${name} that is read as ${TYPE_OF[kind]}, as the rows that were fitted have.`
  return new FlagstoneError('no-such-column', message, { column: name })
}
