import { FlagstoneError } from '../errors.ts'
import { groupTexts } from '../profile/distinct.ts'
import { sortedFinite } from '../statistics/sorted-values.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { CategoryColumn, Column, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** The distinct values of a category or text column, numbered from the most frequent one down. */
export interface Levels {
  /** (rows,) the level of each row; every row has one. */
  readonly codes: Int32Array
  /** (levels,) rows per level, never rising; equal ones in the order of first appearance, missing last among them. */
  readonly counts: Uint32Array
  /** The level of the missing cells; −1 when no cell is missing. */
  readonly missing: number
  /** (levels,) where the text is: the dictionary's code, or a row that holds it; means nothing at `missing`. */
  readonly places: Uint32Array
}

/**
 * @throws UsageError when there is no such column, FlagstoneError when it holds numbers or times
 */
export function levelColumnAt(context: QuestionContext, index: number): CategoryColumn | TextColumn {
  const column = columnAt(context, index)
  if (column.type === 'category' || column.type === 'text') return column
  const message = `${column.name} is read as ${column.type}, and this needs categories or text. Choose another column, or change its type on the Overview.`
  throw new FlagstoneError('not-categories', message, { column: column.name })
}

/**
 * The levels of a category or text column, kept for other questions.
 *
 * @returns shared: not to be changed or given away
 */
export function levelsAt(context: QuestionContext, index: number): Work<Levels> {
  const column = levelColumnAt(context, index)
  return context.kept(`levels ${index}`, () => levelsOf(column))
}

/**
 * Numbers the distinct values of a column by how many rows hold them. Missing cells are a level of their own.
 *
 * @param column values that differ in case or in blanks are different levels; dictionary entries that no row holds are not levels
 * @returns levels whose counts add up to the rows
 *
 * Cost: linear in the rows (texts: in their bytes), and levels · log levels; some 30 ms for a million rows of a
 * category, 200 ms for a million different texts; in slices.
 */
export function* levelsOf(column: CategoryColumn | TextColumn): Work<Levels> {
  const { codes, counts, places } = column.type === 'text' ? yield* ofTexts(column) : yield* ofCodes(column)
  const known = counts.length
  let absent = codes.length
  let largest = 0
  for (const count of counts) {
    absent -= count
    if (count > largest) largest = count
  }
  const levelCount = absent > 0 ? known + 1 : known
  largest = Math.max(largest, absent)
  // One number that orders by count and then by level: exact, because both are below 2²⁶ where memory ends.
  const keys = new Float64Array(levelCount)
  for (let old = 0; old < known; old++) keys[old] = (largest - counts[old]!) * levelCount + old
  if (absent > 0) keys[known] = (largest - absent) * levelCount + known
  yield
  const sorted = yield* sortedFinite(keys)
  const renamed = new Int32Array(known)
  const sortedCounts = new Uint32Array(levelCount)
  const sortedPlaces = new Uint32Array(levelCount)
  let missing = -1
  for (let level = 0; level < levelCount; level++) {
    const key = sorted[level]!
    const old = key - Math.floor(key / levelCount) * levelCount
    if (old === known) {
      missing = level
      sortedCounts[level] = absent
    } else {
      renamed[old] = level
      sortedCounts[level] = counts[old]!
      sortedPlaces[level] = places[old]!
    }
    if (level % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const levelCodes = new Int32Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const old = codes[row]!
    levelCodes[row] = old < 0 ? missing : renamed[old]!
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { codes: levelCodes, counts: sortedCounts, missing, places: sortedPlaces }
}

interface Groups {
  /** (rows,) −1 where missing. */
  readonly codes: Int32Array
  readonly counts: Uint32Array
  readonly places: Uint32Array
}

function* ofTexts(column: TextColumn): Work<Groups> {
  const { codes, counts, firstRows } = yield* groupTexts(column)
  return { codes, counts, places: firstRows }
}

/** Leaves out dictionary entries that no row holds. */
function* ofCodes(column: CategoryColumn): Work<Groups> {
  const { codes, dictionary } = column
  const all = new Uint32Array(dictionary.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code >= 0) all[code]!++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const places = new Uint32Array(dictionary.length)
  let used = 0
  for (let code = 0; code < all.length; code++) if (all[code]! > 0) places[used++] = code
  if (used === dictionary.length) return { codes, counts: all, places }
  const renamed = new Int32Array(dictionary.length)
  const counts = new Uint32Array(used)
  for (let k = 0; k < used; k++) {
    renamed[places[k]!] = k
    counts[k] = all[places[k]!]!
  }
  const dense = new Int32Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    dense[row] = code < 0 ? -1 : renamed[code]!
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return { codes: dense, counts, places: places.subarray(0, used) }
}

/** The text of a level as the file has it; null for the missing cells. */
export function levelText(column: Column, levels: Levels, level: number): string | null {
  if (level === levels.missing) return null
  const place = levels.places[level]!
  if (column.type === 'category') return column.dictionary[place]!
  if (column.type === 'text')
    return utf8.decode(column.bytes.subarray(column.offsets[place], column.offsets[place + 1]))
  return null
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
