import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer'
import type { Column, NumberColumn } from '../table/table.ts'
import { aboutLines } from './about.ts'
import { oneLine, type AddedColumn } from './added-column.ts'
import {
  NOTHING_CHANGED,
  type RowBlock,
  type Sink,
  type TablePlan,
  type TableWriter,
} from './table-writer.ts'

/** Rows encoded at once: larger groups are smaller files, and a longer wait for Cancel. */
const GROUP_ROWS = 8192
/** Cells as the file has them, where the typed column says less. */
const AS_WRITTEN = 'as_written'

/** A column of the file that is being written. */
interface Target {
  readonly element: SchemaElement
  /** Takes the value of a row. */
  put(row: number, cells: readonly string[]): void
  /** What was put, once. */
  take(): ColumnSource['data']
}

/**
 * Rows as Parquet, group by group: whole numbers as integers, other numbers as DOUBLE, dates and times as TIMESTAMP (UTC,
 * milliseconds), scores as FLOAT, text as the file has it. A number or date that could not be read is null in its
 * column; what the file says there, also where it spells a missing value, is kept in the last column, `as_written`,
 * as JSON by column name. The metadata say where the rows come from.
 */
export function createParquetTable(plan: TablePlan, sink: Sink): TableWriter {
  const targets = targetsOf(plan)
  const schema: SchemaElement[] = [
    { name: 'root', num_children: targets.length },
    ...targets.map(({ element }) => element),
  ]
  const bytes = new ByteWriter(1 << 20)
  const parquet = new ParquetWriter({
    writer: bytes,
    schema,
    kvMetadata: [
      { key: 'flagstone', value: JSON.stringify(plan.about) },
      ...aboutLines(plan.about).map(([key, value]) => ({ key, value: String(value) })),
    ],
    createdBy: `Flagstone ${plan.about.version}`,
  })
  let gathered = 0

  /** Hands on what was written; the writer goes on counting from there. */
  async function drain(): Promise<void> {
    const piece = bytes.getBytes().slice()
    bytes.index = 0
    await sink(piece)
  }

  async function writeGroup(): Promise<void> {
    if (gathered === 0) return
    const columnData = targets.map(({ element, take }) => ({ name: element.name, data: take() }))
    gathered = 0
    await parquet.write({ columnData, rowGroupSize: GROUP_ROWS })
    await drain()
    await plan.breathe()
  }

  return {
    async write(block: RowBlock) {
      for (let i = 0; i < block.rows.length; i++) {
        for (const target of targets) target.put(block.rows[i]!, block.cells[i]!)
        gathered++
        if (gathered === GROUP_ROWS) await writeGroup()
      }
    },
    async finish() {
      await writeGroup()
      await parquet.finish()
      await drain()
    },
    changed: NOTHING_CHANGED,
  }
}

/** Names must differ, also for readers that take capitals for small letters: ours give way. */
function targetsOf({ added, columns }: TablePlan): Target[] {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  const free = (name: string): string => (taken.has(name.toLowerCase()) ? free(`flagstone_${name}`) : name)
  const own = added.map((column) => addedTarget(column, free(column.name)))
  const read = columns.map(columnTarget)
  if (columns.every(({ type }) => type === 'category' || type === 'text')) return [...own, ...read]
  return [...own, ...read, asWritten(columns, free(AS_WRITTEN))]
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
const MOMENT = {
  type: 'INT64',
  converted_type: 'TIMESTAMP_MILLIS',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
} as const

type Value = number | bigint | string | boolean | Date

/** A column of which any cell may be null. */
function target(
  name: string,
  kind: Omit<SchemaElement, 'name'>,
  value: (row: number, cells: readonly string[]) => Value | null,
): Target {
  let values: (Value | null)[] = []
  return {
    element: { name, repetition_type: 'OPTIONAL', ...kind },
    put: (row, cells) => void values.push(value(row, cells)),
    take() {
      const taken = values
      values = []
      return taken
    },
  }
}

function addedTarget(column: AddedColumn, name: string): Target {
  switch (column.kind) {
    case 'count':
      return target(name, { type: 'INT32' }, (row) => column.value(row))
    case 'score':
      return target(name, { type: 'FLOAT' }, (row) => column.value(row))
    case 'flag':
      return target(name, { type: 'BOOLEAN' }, (row) => column.value(row))
    case 'time':
      return target(name, MOMENT, (row) => {
        const time = column.value(row)
        return time === null ? null : new Date(time)
      })
    case 'words':
      return target(name, TEXT, (row) => (column.value(row) === null ? null : oneLine(column, row)))
  }
}

function columnTarget(column: Column, index: number): Target {
  const { name } = column
  if (column.type === 'number') return numberTarget(column)
  if (column.type === 'datetime') {
    return target(name, MOMENT, (row) => {
      const time = column.values[row]!
      return isMoment(time) ? new Date(time) : null
    })
  }
  return target(name, TEXT, (_, cells) => (cells[index] === '' ? null : cells[index]!))
}

function numberTarget(column: NumberColumn): Target {
  const { name, values } = column
  const width = integerWidth(values)
  if (width === 'INT32') {
    return target(name, { type: 'INT32' }, (row) => (values[row]! === values[row] ? values[row]! : null))
  }
  if (width === 'INT64') {
    return target(name, { type: 'INT64' }, (row) =>
      values[row]! === values[row] ? BigInt(values[row]!) : null,
    )
  }
  return target(name, { type: 'DOUBLE' }, (row) => (values[row]! === values[row] ? values[row]! : null))
}

/** How wide an integer all values fit into; null where one has a fraction, is infinite or would not be exact. */
function integerWidth(values: Float64Array): 'INT32' | 'INT64' | null {
  let largest = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value !== value) continue
    if (Math.floor(value) !== value || Object.is(value, -0)) return null
    const size = Math.abs(value)
    if (size > largest) largest = size
  }
  if (largest > Number.MAX_SAFE_INTEGER) return null
  return largest < 2_147_483_648 ? 'INT32' : 'INT64'
}

/** Whether a Date can hold it. */
function isMoment(time: number): boolean {
  return Math.abs(time) <= 8.64e15
}

/** What the file says where a typed column is null but its cell is not empty. */
function asWritten(columns: readonly Column[], name: string): Target {
  const typed = columns.flatMap((column, c) =>
    column.type === 'number'
      ? [{ c, name: column.name, isNull: (row: number) => column.values[row] !== column.values[row] }]
      : column.type === 'datetime'
        ? [{ c, name: column.name, isNull: (row: number) => !isMoment(column.values[row]!) }]
        : [],
  )
  return target(name, TEXT, (row, cells) => {
    let kept: Record<string, string> | null = null
    for (const column of typed) {
      if (cells[column.c] === '' || !column.isNull(row)) continue
      kept ??= {}
      kept[column.name] = cells[column.c]!
    }
    return kept === null ? null : JSON.stringify(kept)
  })
}
