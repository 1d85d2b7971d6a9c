import type { Preprocessing } from '../preprocess/preprocessing.ts'
import type { CategoryColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import {
  GIVEN_VALUE,
  MOST_FREQUENT,
  OWN_VALUE,
  UNSEEN_LAST,
  UNSEEN_NONE,
  UNSEEN_RARE,
  type CellNote,
} from './cell-notes.ts'
import { codesAt } from './cells-of-part.ts'
import { ONE_HOT_LEVELS } from './choose-features.ts'
import type { EncodedCells } from './encoded-cells.ts'
import type { CategoryEncoder } from './encoder.ts'
import { ordinalOrder } from './ordinal-order.ts'
import { applyScale, fitScale } from './scale-values.ts'

/** With `one-hot` so many values get a column of their own; the others share one. */
const MOST_COLUMNS = 50

/**
 * Learns how a column of categories is encoded from some of its rows.
 *
 * @param rows null: all of them
 *
 * Cost: a pass over the codes, and the number of values.
 */
export function* fitCategories(
  column: CategoryColumn,
  preprocessing: Preprocessing,
  rows: Uint32Array | null,
): Work<CategoryEncoder> {
  const { name } = column
  const { codes, dictionary } = rows === null ? column : yield* ofPart(column, rows)
  const missingCode = dictionary.length
  const counts = new Uint32Array(dictionary.length + 1)
  for (let start = 0; start < codes.length; start += SLICE_ROWS) {
    countCodes(codes, start, Math.min(start + SLICE_ROWS, codes.length), counts)
    yield
  }
  const { imputeCategories: fill, categories: wanted, rareBelow, scale: scaleKind } = preprocessing
  const standIn = standInCode(dictionary, counts, fill, preprocessing.imputeText)
  const present: number[] = []
  for (let code = 0; code < missingCode; code++) if (counts[code]! > 0) present.push(code)
  const isRare = rareCodes(present, counts, wanted, rareBelow * codes.length)
  const merged = present.filter(isRare).length
  const kept = merged === 0 ? present : present.filter((code) => !isRare(code))

  // Groups in the order of the dictionary, then what was merged, then missing cells.
  const groupOf = new Int32Array(dictionary.length + 1).fill(-1)
  kept.forEach((code, group) => (groupOf[code] = group))
  let groups = kept.length
  if (merged > 0) {
    for (const code of present) if (isRare(code)) groupOf[code] = groups
    groups++
  }
  const ownGroup = standIn < 0 && counts[missingCode]! > 0 ? groups++ : -1
  groupOf[missingCode] = standIn >= 0 ? groupOf[standIn]! : ownGroup
  const groupCounts = new Float64Array(groups)
  for (let code = 0; code <= missingCode; code++) {
    const group = groupOf[code]!
    if (group >= 0) groupCounts[group]! += counts[code]!
  }
  yield

  const order =
    wanted === 'ordinal' && merged === 0 ? ordinalOrder(kept.map((code) => dictionary[code]!)) : null
  const values = groups - (ownGroup >= 0 ? 1 : 0)
  const oneHot = wanted === 'one-hot' || (wanted !== 'frequency' && values <= ONE_HOT_LEVELS)
  const way = order !== null ? 'ordinal' : oneHot ? 'one-hot' : 'frequency'
  const nameOf = (group: number): string => {
    if (group === ownGroup)
      return fill === 'constant' ? `${name} = ${preprocessing.imputeText}` : `${name} is missing`
    if (merged > 0 && group === kept.length) return `${name} = other (${merged} rare values)`
    return `${name} = ${dictionary[kept[group]!]!}`
  }
  const places =
    order === null ? null : Float64Array.from(groupCounts, (_, g) => (g === ownGroup ? -1 : order[g]!))
  return {
    kind: 'category',
    column: column.index,
    name,
    way,
    texts: dictionary,
    groupOf,
    counts: groupCounts,
    unseen: way !== 'one-hot' ? -1 : merged > 0 ? kept.length : rarest(groupCounts),
    shown: way === 'one-hot' ? shownGroups(groupCounts).map((group) => ({ group, name: nameOf(group) })) : [],
    places,
    merged,
    fill,
    scale:
      way === 'one-hot' || scaleKind === 'none'
        ? null
        : fitScale(sortedValues(groupCounts, places, codes.length), scaleKind),
  }
}

/** The column of some rows alone: values that they lack are not known, and the others stand as they first appear. */
function* ofPart(
  column: CategoryColumn,
  rows: Uint32Array,
): Work<{ readonly codes: Int32Array; readonly dictionary: readonly string[] }> {
  const codes = codesAt(column.codes, rows)
  const renamed = new Int32Array(column.dictionary.length).fill(-1)
  const dictionary: string[] = []
  yield
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code < 0) continue
    if (renamed[code]! < 0) renamed[code] = dictionary.push(column.dictionary[code]!) - 1
    codes[i] = renamed[code]!
  }
  return { codes, dictionary }
}

function countCodes(codes: Int32Array, from: number, to: number, counts: Uint32Array): void {
  const missing = counts.length - 1
  for (let row = from; row < to; row++) {
    const code = codes[row]!
    counts[code < 0 ? missing : code]!++
  }
}

/** The code that missing cells count as; −1: a value of their own. */
function standInCode(
  dictionary: readonly string[],
  counts: Uint32Array,
  fill: Preprocessing['imputeCategories'],
  text: string,
): number {
  if (fill === 'own') return -1
  if (fill === 'constant') {
    const code = dictionary.indexOf(text)
    return code >= 0 && counts[code]! > 0 ? code : -1
  }
  let best = -1
  for (let code = 0; code < dictionary.length; code++)
    if (counts[code]! > (best < 0 ? 0 : counts[best]!)) best = code
  return best
}

/** Which values share a group because they are rare: those below the limit, and with one-hot those past the most. */
function rareCodes(
  present: readonly number[],
  counts: Uint32Array,
  wanted: Preprocessing['categories'],
  limit: number,
): (code: number) => boolean {
  const rare = new Set(limit > 0 ? present.filter((code) => counts[code]! < limit) : [])
  if (wanted === 'one-hot' && present.length - rare.size > MOST_COLUMNS) {
    const byCount = present.filter((code) => !rare.has(code)).sort((a, b) => counts[b]! - counts[a]! || a - b)
    for (const code of byCount.slice(MOST_COLUMNS - 1)) rare.add(code)
  }
  // One rare value is a group already.
  return rare.size < 2 ? () => false : (code) => rare.has(code)
}

/** Two values say the same thing twice: one column, for the rarer of them. */
function shownGroups(counts: Float64Array): number[] {
  if (counts.length === 2) return [counts[0]! < counts[1]! ? 0 : 1]
  return [...counts.keys()]
}

function rarest(counts: Float64Array): number {
  let best = 0
  // Of equally rare ones the last, which is the one shown of two.
  for (let group = 1; group < counts.length; group++) if (counts[group]! <= counts[best]!) best = group
  return best
}

/** What the fitted rows have, ascending. */
function sortedValues(counts: Float64Array, places: Float64Array | null, rows: number): Float64Array {
  const values = new Float64Array(rows)
  let at = 0
  for (let group = 0; group < counts.length; group++) {
    const end = Math.min(rows, at + counts[group]!)
    values.fill(places === null ? counts[group]! / rows : places[group]!, at, end)
    at = end
  }
  return values.subarray(0, at).sort()
}

/**
 * Encodes a column of categories.
 *
 * @param rows that the encoder was fitted on
 *
 * Cost: a pass per matrix column; for another table's dictionary a look-up per value.
 */
export function* applyCategories(
  encoder: CategoryEncoder,
  column: CategoryColumn,
  rows: number,
): Work<EncodedCells> {
  const { codes, dictionary } = column
  const groups = groupsOf(encoder, dictionary)
  yield
  const notes: CellNote[] = []
  const gaps = column.missing + column.unreadable > 0
  const missing = gaps ? yield* countOf(codes, (code) => code === dictionary.length, dictionary.length) : 0
  const { fill, way } = encoder
  if (missing > 0 && groups[dictionary.length]! >= 0) {
    const say = fill === 'own' ? OWN_VALUE : fill === 'mode' ? MOST_FREQUENT : GIVEN_VALUE
    notes.push({ say, count: missing })
  }
  if (groups.indexOf(-1) >= 0 && (gaps || groups.indexOf(-1) < dictionary.length)) {
    const unseen = yield* countOf(codes, (code) => groups[code] === -1, dictionary.length)
    const say = way === 'one-hot' ? UNSEEN_RARE : way === 'frequency' ? UNSEEN_NONE : UNSEEN_LAST
    if (unseen > 0) notes.push({ say, count: unseen })
  }
  if (way !== 'one-hot') {
    const values = yield* looked(codes, lookUpOf(encoder, groups, rows))
    return { columns: [{ name: encoder.name, values }], imputed: missing, notes }
  }
  const columns: { name: string; values: Float32Array }[] = []
  for (const { group, name } of encoder.shown) {
    const lookUp = Float32Array.from(groups, (of) => ((of < 0 ? encoder.unseen : of) === group ? 1 : 0))
    const first = lookUp.indexOf(1)
    const only = first >= 0 && first === lookUp.lastIndexOf(1) ? first : null
    columns.push({
      name,
      values: only === null ? yield* looked(codes, lookUp) : yield* marked(codes, only, dictionary.length),
    })
  }
  return { columns, imputed: missing, notes }
}

/** (dictionary + 1,) the encoder's group of each value of a table, the last of missing cells; −1: unseen. */
function groupsOf({ texts, groupOf }: CategoryEncoder, dictionary: readonly string[]): Int32Array {
  const same =
    texts === dictionary || (texts.length === dictionary.length && texts.every((t, i) => t === dictionary[i]))
  if (same) return groupOf
  const known = new Map(texts.map((text, code) => [text, groupOf[code]!]))
  const groups = Int32Array.from(dictionary, (text) => known.get(text) ?? -1)
  const all = new Int32Array(dictionary.length + 1)
  all.set(groups)
  all[dictionary.length] = groupOf[texts.length]!
  return all
}

/** Per value: its share of the fitted rows, or its place, on the encoder's scale. */
function lookUpOf(
  { counts, places, scale }: CategoryEncoder,
  groups: Int32Array,
  rows: number,
): Float32Array {
  const last = places === null ? 0 : places.reduce((a, b) => Math.max(a, b), -1) + 1
  const values = Float64Array.from(groups, (group) => {
    if (group < 0) return places === null ? 0 : last
    return places === null ? counts[group]! / rows : places[group]!
  })
  if (scale !== null) applyScale(values, values.length, scale)
  return Float32Array.from(values)
}

function* looked(codes: Int32Array, lookUp: Float32Array): Work<Float32Array> {
  const out = new Float32Array(codes.length)
  for (let start = 0; start < codes.length; start += SLICE_ROWS) {
    lookUpRows(codes, start, Math.min(start + SLICE_ROWS, codes.length), lookUp, out)
    yield
  }
  return out
}

/** 1 where a row has this code, the last one for a missing cell: nearly every column of a category. */
function* marked(codes: Int32Array, code: number, missing: number): Work<Float32Array> {
  const out = new Float32Array(codes.length)
  const wanted = code === missing ? -1 : code
  for (let start = 0; start < codes.length; start += SLICE_ROWS) {
    markRows(codes, start, Math.min(start + SLICE_ROWS, codes.length), wanted, out)
    yield
  }
  return out
}

function markRows(codes: Int32Array, from: number, to: number, code: number, out: Float32Array): void {
  for (let row = from; row < to; row++) if (codes[row] === code) out[row] = 1
}

function lookUpRows(
  codes: Int32Array,
  from: number,
  to: number,
  lookUp: Float32Array,
  out: Float32Array,
): void {
  const missing = lookUp.length - 1
  for (let row = from; row < to; row++) {
    const code = codes[row]!
    out[row] = lookUp[code < 0 ? missing : code]!
  }
}

function* countOf(codes: Int32Array, counts: (code: number) => boolean, missing: number): Work<number> {
  const wanted = new Uint8Array(missing + 1)
  for (let code = 0; code <= missing; code++) wanted[code] = Number(counts(code))
  let count = 0
  for (let start = 0; start < codes.length; start += SLICE_ROWS) {
    count += countRows(codes, start, Math.min(start + SLICE_ROWS, codes.length), wanted)
    yield
  }
  return count
}

function countRows(codes: Int32Array, from: number, to: number, wanted: Uint8Array): number {
  const missing = wanted.length - 1
  let count = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]!
    count += wanted[code < 0 ? missing : code]!
  }
  return count
}
