import { columnCodes } from '../audit/row-codes.ts'
import { UsageError } from '../errors.ts'
import { cellsOfRow } from '../pipeline/cells.ts'
import type { CellValue } from '../pipeline/results.ts'
import { sortedColumn, type QuestionContext } from '../questions/question.ts'
import { sortedFinite } from '../statistics/sorted-values.ts'
import type { Column, DatetimeColumn, NumberColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { clockOf, type ClockShare } from './clock-share.ts'
import { standing, type Standing } from './standing.ts'
import { peersOf, type PeerRows } from './peer-rows.ts'

export interface TypicalCellsRequest {
  readonly row: number
  /** Whose equal cells make peers: a column, the first that gives enough of them, or none. */
  readonly peers: number | 'auto' | null
}

/** A row's cells beside what is typical of all rows, and of its peers. */
export interface TypicalCells {
  readonly row: number
  readonly rowCount: number
  /** Null where none were asked for, or there are none. */
  readonly peers: {
    readonly column: number
    readonly name: string
    readonly kind: 'entity' | 'category'
    /** What they share, as a cell. */
    readonly value: CellValue
    /** How many they are, without the row itself. */
    readonly rows: number
  } | null
  /** One per column of the table. */
  readonly columns: readonly TypicalCell[]
}

export type TypicalCell =
  | {
      readonly kind: 'values'
      readonly column: number
      /** NaN where missing; datetimes in epoch ms. */
      readonly value: number
      readonly all: Standing
      readonly peers: Standing | null
      /** Of a time that is not midnight in every row: how many rows share its hour and its weekday. */
      readonly clock: ClockShare | null
    }
  | {
      readonly kind: 'levels'
      readonly column: number
      readonly value: CellValue
      readonly all: LevelStanding
      readonly peers: LevelStanding | null
    }
  /** Names rows, or is free text: nothing is typical of it. */
  | { readonly kind: 'name'; readonly column: number; readonly value: CellValue }

/** How often a value is seen among some rows. */
export interface LevelStanding {
  readonly rows: number
  readonly missing: number
  /** Rows with the same value; of a missing cell: rows without one. */
  readonly same: number
  /** The value that most rows have; null where none has one. */
  readonly most: CellValue
  readonly mostRows: number
}

/** Larger groups of peers are sorted once and kept. */
const KEEP_FROM = 2000
/** A text column with more different values than this share of its rows holds names. */
const NAMES = 0.5

/**
 * A row's cells beside what is typical: of numbers and times the median and the quartiles and how many rows lie below
 * and above, of categories the most common value and how many rows share the cell's own.
 *
 * @returns exact figures; `all` counts the row itself, `peers` does not
 * @throws UsageError `unknown-row`
 *
 * Cost: the first time a sort per number column; then a pass over the codes of the peers' column and the peers' cells.
 */
export function* typicalCells(
  context: QuestionContext,
  { row, peers: by }: TypicalCellsRequest,
): Work<TypicalCells> {
  const { table } = context
  if (!(row >= 0 && row < table.rowCount)) {
    const message = `There is no row ${row + 1}: the table has ${table.rowCount}.`
    throw new UsageError('unknown-row', message, { row })
  }
  const peers = yield* peersOf(context, row, by)
  const own = cellsOfRow(table, row)
  const columns: TypicalCell[] = []
  for (const column of table.columns) {
    columns.push(yield* cellOf(context, column, row, own[column.index] ?? null, peers))
    yield
  }
  return {
    row,
    rowCount: table.rowCount,
    peers:
      peers === null
        ? null
        : {
            column: peers.column,
            name: peers.name,
            kind: peers.kind,
            value: own[peers.column] ?? null,
            rows: peers.rows.length,
          },
    columns,
  }
}

function* cellOf(
  context: QuestionContext,
  column: Column,
  row: number,
  value: CellValue,
  peers: PeerRows | null,
): Work<TypicalCell> {
  const role = context.roles[column.index]?.role
  const distinct = context.statistics[column.index]?.distinct ?? 0
  if (role === 'id' || (column.type === 'text' && distinct > NAMES * context.table.rowCount)) {
    return { kind: 'name', column: column.index, value }
  }
  // An entity that is written as a number is a name all the same.
  if ((column.type === 'number' && role !== 'entity' && role !== 'label') || column.type === 'datetime') {
    return yield* valueCell(context, column, row, peers)
  }
  const { codes, counts, firstRows, most } = yield* levelsOf(context, column.index)
  const code = codes[row]!
  const all = {
    rows: codes.length,
    missing: counts[counts.length - 1]!,
    same: counts[code < 0 ? counts.length - 1 : code]!,
    most: most < 0 ? null : (cellsOfRow(context.table, firstRows[most]!)[column.index] ?? null),
    mostRows: most < 0 ? 0 : counts[most]!,
  }
  if (peers === null) return { kind: 'levels', column: column.index, value, all, peers: null }
  const among = yield* levelsAmong(codes, code, peers.rows, counts.length - 1)
  const common = among.most < 0 ? null : firstRows[among.most]!
  const most2 = common === null ? null : (cellsOfRow(context.table, common)[column.index] ?? null)
  return { kind: 'levels', column: column.index, value, all, peers: { ...among, most: most2 } }
}

function* valueCell(
  context: QuestionContext,
  column: NumberColumn | DatetimeColumn,
  row: number,
  peers: PeerRows | null,
): Work<TypicalCell> {
  const { values, index } = column
  const value = values[row]!
  const all = standing(yield* sortedColumn(context, index), values.length, value, false)
  const clock = column.type === 'datetime' ? yield* clockOf(context, index, value) : null
  if (peers === null) return { kind: 'values', column: index, value, all, peers: null, clock }
  const { rows, code } = peers
  const sort = () => sortedFinite(Float64Array.from(rows, (peer) => values[peer]!))
  if (rows.length < KEEP_FROM) {
    return {
      kind: 'values',
      column: index,
      value,
      all,
      peers: standing(yield* sort(), rows.length, value, false),
      clock,
    }
  }
  // Kept with the row itself, so that it holds for every row of the group.
  const sorted = yield* context.kept(`evidence ${index} of ${peers.column} = ${code}`, () => {
    const whole = new Float64Array(rows.length + 1)
    for (let i = 0; i < rows.length; i++) whole[i] = values[rows[i]!]!
    whole[rows.length] = value
    return sortedFinite(whole)
  })
  const present = value - value === 0
  return {
    kind: 'values',
    column: index,
    value,
    all,
    peers: standing(sorted, rows.length, value, present),
    clock,
  }
}

interface Levels {
  readonly codes: Int32Array
  /** (levels + 1,) rows; the last one is missing. */
  readonly counts: Uint32Array
  /** (levels,) the first row with each. */
  readonly firstRows: Uint32Array
  /** The most common level; −1 where there is none. */
  readonly most: number
}

/** How many rows have which value of a column, once per file. */
export function* levelsOf(context: QuestionContext, index: number): Work<Levels> {
  const codes = yield* columnCodes(context, index)
  return yield* context.kept(`evidence levels ${index}`, function* () {
    let levels = 0
    for (let i = 0; i < codes.length; i++) if (codes[i]! >= levels) levels = codes[i]! + 1
    yield
    const counts = new Uint32Array(levels + 1)
    const firstRows = new Uint32Array(levels)
    for (let row = codes.length - 1; row >= 0; row--) {
      const code = codes[row]!
      counts[code < 0 ? levels : code]!++
      if (code >= 0) firstRows[code] = row
      if (row % SLICE_ROWS === 0) yield
    }
    let most = -1
    for (let level = 0; level < levels; level++)
      if (counts[level]! > (most < 0 ? 0 : counts[most]!)) most = level
    return { codes, counts, firstRows, most }
  })
}

function* levelsAmong(codes: Int32Array, own: number, rows: Uint32Array, levels: number) {
  const counts = new Map<number, number>()
  const dense = levels <= 1 << 16 ? new Uint32Array(levels + 1) : null
  for (let start = 0; start < rows.length; start += SLICE_ROWS) {
    const part = rows.subarray(start, start + SLICE_ROWS)
    if (dense !== null) for (const row of part) dense[codes[row]! < 0 ? levels : codes[row]!]!++
    else for (const row of part) counts.set(codes[row]!, (counts.get(codes[row]!) ?? 0) + 1)
    yield
  }
  const count = (code: number): number =>
    dense === null ? (counts.get(code) ?? 0) : dense[code < 0 ? levels : code]!
  let most = -1
  const candidates = dense === null ? [...counts.keys()].sort((a, b) => a - b) : dense.keys()
  for (const code of candidates) {
    if (code < 0 || code === levels) continue
    if (count(code) > (most < 0 ? 0 : count(most))) most = code
  }
  return {
    rows: rows.length,
    missing: count(-1),
    same: count(own),
    most,
    mostRows: most < 0 ? 0 : count(most),
  }
}
