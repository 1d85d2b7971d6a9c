import { columnList } from '../column-list.ts'
import { medianOf } from '../statistics/median.ts'
import { groupTexts } from '../profile/distinct.ts'
import type {
  CategoryColumn,
  Column,
  DatetimeColumn,
  NumberColumn,
  Table,
  TextColumn,
} from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { ONE_HOT_LEVELS, type FeatureChoice } from './choose-features.ts'
import { cyclicParts } from './cyclic.ts'
import type { FeatureMatrix, FeatureSource } from './feature-matrix.ts'

/** From this share of missing cells on, being missing is itself something a row can be unusual for. */
const INDICATOR_SHARE = 0.01
const FLOAT32_MAX = 3.4028234663852886e38

export interface BuiltMatrix {
  readonly matrix: FeatureMatrix
  /** The given choices with their counts of imputed cells. */
  readonly choices: FeatureChoice[]
  /** What was done to the cells: sentences for the user. */
  readonly notes: string[]
}

/** What was done to a number of cells, in words; columns to which the same was done share a sentence. */
type Say = (count: number) => string

interface CellNote {
  readonly say: Say
  readonly count: number
}

/** The matrix columns of one source column. */
export interface Encoded {
  readonly columns: readonly {
    readonly name: string
    readonly values: Float32Array
    readonly standIns?: Uint8Array | null
  }[]
  /** Missing cells that got a stand-in. */
  readonly imputed: number
  readonly notes: readonly CellNote[]
}

/**
 * Builds what a detector sees from the chosen columns.
 *
 * Numbers stay as they are (Float32; a missing cell gets the median of the others and, from 1 % missing on,
 * an indicator column tells the detector; ±∞ is clamped just outside the finite values). Categories get one column per
 * value up to 8 values (two values: one column) and otherwise the share of rows with the same value, missing being a value
 * of its own. Datetimes become the sine and cosine of the hour of the day and of the weekday. Text becomes the
 * share of rows with the same text. Every source column has weight 1, however many matrix columns it has.
 *
 * @param table the parsed table
 * @param choices from `chooseFeatures`; at least one is used
 * @returns columns of rowCount finite values each
 *
 * Cost: linear per used column, in slices; 4 bytes per row and matrix column.
 */
export function* buildMatrix(table: Table, choices: readonly FeatureChoice[]): Work<BuiltMatrix> {
  const columns: Float32Array[] = []
  const names: string[] = []
  const standIns: (Uint8Array | null)[] = []
  const sourceOf: number[] = []
  const sources: FeatureSource[] = []
  const noted = new Map<Say, { readonly names: string[]; count: number }>()
  const counted: FeatureChoice[] = []
  for (const choice of choices) {
    if (!choice.used) {
      counted.push(choice)
      continue
    }
    const encoded = yield* encodeColumn(table.columns[choice.column]!)
    yield
    for (const { name, values, standIns: replaced = null } of encoded.columns) {
      columns.push(values)
      standIns.push(replaced)
      names.push(name)
      sourceOf.push(sources.length)
    }
    sources.push({ column: choice.column, name: choice.name, weight: 1 })
    for (const { say, count } of encoded.notes) {
      const before = noted.get(say)
      before?.names.push(choice.name)
      noted.set(say, { names: before?.names ?? [choice.name], count: count + (before?.count ?? 0) })
    }
    counted.push({ ...choice, imputed: encoded.imputed })
  }
  const matrix: FeatureMatrix = {
    rowCount: table.rowCount,
    columns,
    names,
    sourceOf: Int32Array.from(sourceOf),
    sources,
    standIns,
  }
  const notes = Array.from(noted, ([say, { names: of, count }]) => `${columnList(of)}: ${say(count)}`)
  return { matrix, choices: counted, notes }
}

function encodeColumn(column: Column): Work<Encoded> {
  switch (column.type) {
    case 'number':
      return encodeNumbers(column)
    case 'category':
      return encodeCategories(column)
    case 'datetime':
      return encodeDatetimes(column)
    case 'text':
      return encodeTexts(column)
  }
}

function* encodeNumbers(column: NumberColumn): Work<Encoded> {
  const { values, name } = column
  const rows = values.length
  let finite = 0
  let missing = 0
  let min = Infinity
  let max = -Infinity
  for (let row = 0; row < rows; row++) {
    const value = values[row]!
    if (value - value === 0) {
      finite++
      if (value < min) min = value
      if (value > max) max = value
    } else if (value !== value) missing++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const infinite = rows - finite - missing
  const median = missing > 0 && finite > 0 ? yield* medianOf(values, finite) : 0
  // ±∞ becomes a value beyond every other by the width of the others: extreme, without flattening the rest.
  const width = finite === 0 ? 1 : Math.max(max - min, Math.abs(max), Math.abs(min), 1)
  const top = finite === 0 ? 1 : max + width
  const bottom = finite === 0 ? -1 : min - width
  const out = new Float32Array(rows)
  const indicator =
    missing >= INDICATOR_SHARE * rows && missing > 0 && missing < rows ? new Float32Array(rows) : null
  const standIns = finite < rows ? new Uint8Array(rows) : null
  let beyond = 0
  for (let row = 0; row < rows; row++) {
    let value = values[row]!
    if (standIns !== null && value - value !== 0) standIns[row] = 1
    if (value !== value) {
      value = median
      if (indicator) indicator[row] = 1
    } else if (value === Infinity) value = top
    else if (value === -Infinity) value = bottom
    if (value > FLOAT32_MAX || value < -FLOAT32_MAX) {
      value = value > 0 ? FLOAT32_MAX : -FLOAT32_MAX
      beyond++
    }
    out[row] = value
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const notes: CellNote[] = []
  if (missing > 0) notes.push({ say: indicator ? MEDIAN_AND_INDICATOR : MEDIAN, count: missing })
  if (infinite > 0) notes.push({ say: INFINITE, count: infinite })
  if (beyond > 0) notes.push({ say: BEYOND_FLOAT32, count: beyond })
  const columns: Encoded['columns'][number][] = [{ name, values: out, standIns }]
  if (indicator) columns.push({ name: `${name} is missing`, values: indicator })
  return { columns, imputed: missing, notes }
}

function* encodeCategories(column: CategoryColumn): Work<Encoded> {
  const { codes, dictionary, name } = column
  const counts = new Uint32Array(dictionary.length + 1)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    counts[code < 0 ? dictionary.length : code]!++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const missing = counts[dictionary.length]!
  const notes = missing > 0 ? [{ say: OWN_VALUE, count: missing }] : []
  const levels: number[] = []
  for (let code = 0; code < counts.length; code++) if (counts[code]! > 0) levels.push(code)
  const nameOf = (level: number): string =>
    level === dictionary.length ? `${name} is missing` : `${name} = ${dictionary[level]!}`

  if (levels.length - (missing > 0 ? 1 : 0) > ONE_HOT_LEVELS) {
    const values = yield* frequencies(codes, counts, dictionary.length)
    return { columns: [{ name, values }], imputed: missing, notes }
  }
  // Two values say the same thing twice: one column, for the rarer of them.
  const shown =
    levels.length === 2 ? [counts[levels[0]!]! < counts[levels[1]!]! ? levels[0]! : levels[1]!] : levels
  const columns: { name: string; values: Float32Array }[] = []
  for (const level of shown) {
    const values = new Float32Array(codes.length)
    const code = level === dictionary.length ? -1 : level
    for (let row = 0; row < codes.length; row++) if (codes[row] === code) values[row] = 1
    columns.push({ name: nameOf(level), values })
    yield
  }
  return { columns, imputed: missing, notes }
}

function* encodeTexts(column: TextColumn): Work<Encoded> {
  const groups = yield* groupTexts(column)
  const counts = new Uint32Array(groups.counts.length + 1)
  counts.set(groups.counts)
  let missing = 0
  for (const code of groups.codes) if (code < 0) missing++
  counts[groups.counts.length] = missing
  yield
  const values = yield* frequencies(groups.codes, counts, groups.counts.length)
  const notes = missing > 0 ? [{ say: EMPTY_TEXT, count: missing }] : []
  return { columns: [{ name: column.name, values }], imputed: missing, notes }
}

/** Per row: the share of all rows that hold the same value; missing (code < 0) is a value too. */
function* frequencies(codes: Int32Array, counts: Uint32Array, missingLevel: number): Work<Float32Array> {
  const rows = codes.length
  const values = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!
    values[row] = counts[code < 0 ? missingLevel : code]! / rows
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return values
}

function* encodeDatetimes(column: DatetimeColumn): Work<Encoded> {
  const { columns, missing } = yield* cyclicParts(column)
  const notes = missing > 0 ? [{ say: NO_TIME, count: missing }] : []
  return { columns, imputed: missing, notes }
}

const cells = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'cell' : 'cells'}`

const wasOrWere = (count: number): string => (count === 1 ? 'was' : 'were')

const MEDIAN: Say = (n) => `${cells(n)} without a value ${wasOrWere(n)} given the median.`
const MEDIAN_AND_INDICATOR: Say = (n) =>
  `${cells(n)} without a value ${wasOrWere(n)} given the median; being missing counts as a property of the row.`
const INFINITE: Say = (n) => `${cells(n)} with ±∞ ${wasOrWere(n)} set just outside the other values.`
const BEYOND_FLOAT32: Say = (n) => `${cells(n)} beyond ±3.4 × 10³⁸ ${wasOrWere(n)} set to that limit.`
const OWN_VALUE: Say = (n) =>
  `${cells(n)} without a value count${n === 1 ? 's' : ''} as a value of ${n === 1 ? 'its' : 'their'} own.`
const EMPTY_TEXT: Say = (n) => `empty cells count as a value of their own (${cells(n)}).`
const NO_TIME: Say = (n) => `${cells(n)} without a time ${wasOrWere(n)} put in the middle of the clock.`
