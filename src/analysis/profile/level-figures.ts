import type { CategoryColumn, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { groupTexts } from './distinct.ts'

/** How many of the most frequent values a profile names. */
export const TOP_LEVELS = 5

/** A value of a category or text column and the rows that hold it. */
export interface TopLevel {
  readonly text: string
  readonly rows: number
  /** The first row that holds it. */
  readonly firstRow: number
}

/** Figures of a category or text column. */
export interface LevelFigures {
  /** The most frequent values, most frequent first; equal ones by first appearance. */
  readonly top: readonly TopLevel[]
  /** Values that only one row holds. */
  readonly once: number
  /** Characters of the shortest and the longest value; 0 without one. */
  readonly shortest: number
  readonly longest: number
}

/**
 * Figures of categories or text.
 *
 * @returns the figures, and how many rows hold a value and how many different values there are
 *
 * Cost: linear in the rows of categories and in the bytes of text (some 150 ms for a million ids), in slices.
 */
export function* levelFigures(
  column: CategoryColumn | TextColumn,
): Work<LevelFigures & { readonly present: number; readonly distinct: number }> {
  return column.type === 'category' ? yield* ofCategory(column) : yield* ofText(column)
}

function* ofCategory({ codes, dictionary }: CategoryColumn) {
  const counts = new Uint32Array(dictionary.length)
  const firstRows = new Uint32Array(dictionary.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code >= 0 && counts[code]!++ === 0) firstRows[code] = row
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const lengths = new Uint32Array(dictionary.length)
  for (let level = 0; level < dictionary.length; level++) {
    lengths[level] = characters(dictionary[level]!)
    if (level % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return yield* figuresOf(
    counts,
    firstRows,
    (level) => lengths[level]!,
    (level) => dictionary[level]!,
  )
}

function characters(text: string): number {
  return Array.from(text).length
}

function* ofText(column: TextColumn) {
  const { bytes, offsets } = column
  const { counts, firstRows } = yield* groupTexts(column)
  const decoder = new TextDecoder()
  const lengthOf = (level: number): number => {
    const row = firstRows[level]!
    let count = 0
    // A byte that goes on with a character begins with the bits 10.
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++
    return count
  }
  return yield* figuresOf(counts, firstRows, lengthOf, (level) => {
    const row = firstRows[level]!
    return decoder.decode(bytes.subarray(offsets[row], offsets[row + 1]))
  })
}

function* figuresOf(
  counts: Uint32Array,
  firstRows: Uint32Array,
  lengthOf: (level: number) => number,
  textOf: (level: number) => string,
): Work<LevelFigures & { readonly present: number; readonly distinct: number }> {
  let present = 0
  let distinct = 0
  let once = 0
  let shortest = Infinity
  let longest = 0
  const top: number[] = []
  const before = (a: number, b: number): boolean =>
    counts[a]! > counts[b]! || (counts[a]! === counts[b]! && firstRows[a]! < firstRows[b]!)
  for (let level = 0; level < counts.length; level++) {
    const count = counts[level]!
    if (level % SLICE_ROWS === SLICE_ROWS - 1) yield
    if (count === 0) continue
    present += count
    distinct++
    if (count === 1) once++
    const length = lengthOf(level)
    if (length < shortest) shortest = length
    if (length > longest) longest = length
    if (top.length === TOP_LEVELS && !before(level, top[TOP_LEVELS - 1]!)) continue
    let place = top.length
    while (place > 0 && before(level, top[place - 1]!)) place--
    top.splice(place, 0, level)
    if (top.length > TOP_LEVELS) top.pop()
  }
  return {
    present,
    distinct,
    top: top.map((level) => ({ text: textOf(level), rows: counts[level]!, firstRow: firstRows[level]! })),
    once,
    shortest: distinct === 0 ? 0 : shortest,
    longest,
  }
}
