import { FlagstoneError } from '../errors.ts'
import { groupTexts } from '../profile/distinct.ts'
import type { CategoryColumn, Column, NumberColumn, TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** One row or column of a table of levels, one box, one colour. */
export type Level =
  | { readonly kind: 'value'; readonly value: string | number }
  /** All values that are not shown on their own. */
  | { readonly kind: 'other'; readonly values: number }
  | { readonly kind: 'missing' }

export interface Levels {
  readonly levels: readonly Level[]
  /** (levels,) rows of each. */
  readonly counts: Uint32Array
  /** Per row: index into `levels`. */
  readonly codes: Uint8Array
}

/** A number column with more values than this is not one of levels. */
const MOST_NUMBERS = 5000
export const MOST_LEVELS = 200

/**
 * The levels of a column, the long tail folded into one.
 *
 * @param column categories, texts, or numbers that are codes; missing cells (and ±∞) are the last level
 * @param most how many values are shown on their own, 1 … 200; where there are more, the last place is for the rest
 * @returns categories and texts by frequency, equal ones by first appearance; numbers in ascending order; levels
 *   without a row are left out
 * @throws FlagstoneError for datetimes and for numbers with more than 5,000 values
 *
 * Cost: linear (text columns: in their bytes), in slices.
 */
export function* foldLevels(column: Column, most: number): Work<Levels> {
  const room = Math.max(1, Math.min(MOST_LEVELS, Math.floor(most)))
  switch (column.type) {
    case 'category':
      return yield* foldCategory(column, room)
    case 'text':
      return yield* foldText(column, room)
    case 'number':
      return yield* foldNumbers(column, room)
    case 'datetime': {
      const message = `${column.name} is a time, which has no levels. Choose a column with categories.`
      throw new FlagstoneError('not-levels', message, { column: column.name })
    }
  }
}

function* foldCategory({ codes, dictionary }: CategoryColumn, most: number): Work<Levels> {
  const counts = new Uint32Array(dictionary.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code >= 0) counts[code]!++
    if (row % (4 * SLICE_ROWS) === 4 * SLICE_ROWS - 1) yield
  }
  return yield* fold(codes, counts, byFrequency(counts), (code) => dictionary[code]!, most)
}

function* foldText(column: TextColumn, most: number): Work<Levels> {
  const { codes, counts, firstRows } = yield* groupTexts(column)
  const decoder = new TextDecoder()
  const textOf = (code: number): string => {
    const row = firstRows[code]!
    return decoder.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]))
  }
  return yield* fold(codes, counts, byFrequency(counts), textOf, most)
}

function* foldNumbers(column: NumberColumn, most: number): Work<Levels> {
  const { values } = column
  const codeOf = new Map<number, number>()
  const counts: number[] = []
  const distinct: number[] = []
  const codes = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    let code = -1
    if (value - value === 0) {
      code = codeOf.get(value) ?? -1
      if (code < 0) {
        if (distinct.length === MOST_NUMBERS) {
          const message = `${column.name} has too many different numbers to show each as a level. Show it as numbers instead.`
          throw new FlagstoneError('too-many-levels', message, { column: column.name })
        }
        code = distinct.push(value) - 1
        codeOf.set(value, code)
        counts.push(0)
      }
      counts[code]!++
    }
    codes[row] = code
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const shown = byFrequency(counts)
  const kept = shown.length <= most ? shown : [...shown.slice(0, most - 1)]
  kept.sort((a, b) => distinct[a]! - distinct[b]!)
  const order = [...kept, ...shown.filter((code) => !kept.includes(code))]
  return yield* fold(codes, counts, order, (code) => distinct[code]!, most)
}

function byFrequency(counts: ArrayLike<number>): number[] {
  const order: number[] = []
  for (let code = 0; code < counts.length; code++) if (counts[code]! > 0) order.push(code)
  return order.sort((a, b) => counts[b]! - counts[a]! || a - b)
}

/** @param order codes with rows, those to be shown first */
function* fold(
  codes: Int32Array,
  codeCounts: ArrayLike<number>,
  order: readonly number[],
  valueOf: (code: number) => string | number,
  most: number,
): Work<Levels> {
  const shown = order.length <= most ? order.length : most - 1
  const levels: Level[] = order.slice(0, shown).map((code) => ({ kind: 'value', value: valueOf(code) }))
  if (shown < order.length) levels.push({ kind: 'other', values: order.length - shown })
  // One place after all others for the missing cells.
  const levelOf = new Uint8Array(codeCounts.length).fill(shown)
  for (let level = 0; level < shown; level++) levelOf[order[level]!] = level
  const missing = levels.length
  const counts = new Uint32Array(missing + 1)
  const out = new Uint8Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    const level = code < 0 ? missing : levelOf[code]!
    out[row] = level
    counts[level]!++
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  if (counts[missing] === 0) return { levels, counts: counts.slice(0, missing), codes: out }
  return { levels: [...levels, { kind: 'missing' }], counts, codes: out }
}
