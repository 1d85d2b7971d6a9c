import type { QuestionContext } from '../questions/question.ts'
import type { CategoryColumn, TextColumn } from '../table/table.ts'
import type { Work } from '../work.ts'
import { levelColumnAt, levelsAt, levelText, type Levels } from './levels.ts'
import { orderByName } from './name-order.ts'

/** Texts looked at in one slice of work. */
const SLICE = 1 << 13

export interface FindLevelsRequest {
  readonly column: number
  /** Levels whose text contains it, whatever the letter case; empty: all of them. */
  readonly search: string
  readonly order: 'count' | 'name'
}

/**
 * The levels that contain a text, by count or by name.
 *
 * @returns level numbers as `categoryLevels` gives them. Missing cells have no name: they are found by no search, and come last by name
 * @throws as `categoryLevels`
 *
 * Cost: the texts are read once; the first order by name of a million levels takes some 2 s, and is kept.
 */
export function* findLevels(
  context: QuestionContext,
  { column: index, search, order }: FindLevelsRequest,
): Work<Uint32Array> {
  const column = levelColumnAt(context, index)
  const levels = yield* levelsAt(context, index)
  const all =
    order === 'name'
      ? yield* context.kept(`levels by name ${index}`, () => byName(column, levels))
      : levels.counts.map((_, level) => level)
  const needle = search.toLowerCase()
  if (needle === '') return all.slice()
  const contains = containing(column, levels, needle)
  const found = new Uint32Array(all.length)
  let count = 0
  for (let k = 0; k < all.length; k++) {
    const level = all[k]!
    if (level !== levels.missing && contains(level)) found[count++] = level
    if (k % SLICE === SLICE - 1) yield k / all.length
  }
  return found.slice(0, count)
}

function* byName(column: CategoryColumn | TextColumn, levels: Levels): Work<Uint32Array> {
  const names: (string | null)[] = []
  for (let level = 0; level < levels.counts.length; level++) {
    names.push(levelText(column, levels, level))
    if (level % SLICE === SLICE - 1) yield
  }
  return yield* orderByName(names)
}

/** Whether a level's text contains a lower-case text. */
function containing(
  column: CategoryColumn | TextColumn,
  levels: Levels,
  needle: string,
): (level: number) => boolean {
  if (column.type === 'text' && isAscii(needle)) {
    const { bytes, offsets } = column
    const wanted = Uint8Array.from(needle, (letter) => letter.charCodeAt(0))
    return (level) => {
      const row = levels.places[level]!
      return bytesContain(bytes, offsets[row]!, offsets[row + 1]!, wanted)
    }
  }
  return (level) => (levelText(column, levels, level) ?? '').toLowerCase().includes(needle)
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

/** Looks for lower-case ASCII in UTF-8, whatever the case there: no text needs to be made. */
function bytesContain(bytes: Uint8Array, start: number, end: number, wanted: Uint8Array): boolean {
  const last = end - wanted.length
  for (let at = start; at <= last; at++) {
    let k = 0
    while (k < wanted.length && lower(bytes[at + k]!) === wanted[k]) k++
    if (k === wanted.length) return true
  }
  return false
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
}
