import type { Preprocessing } from '../preprocess/preprocessing.ts'
import { groupTexts, type TextGroups } from '../profile/distinct.ts'
import type { TextColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { EMPTY_TEXT, MOST_FREQUENT, UNSEEN_NONE, type CellNote } from './cell-notes.ts'
import { countOfRows } from './cells-of-part.ts'
import type { EncodedCells } from './encoded-cells.ts'
import type { TextEncoding } from './encoder.ts'
import { applyScale, fitScale } from './scale-values.ts'

/** The texts of columns, grouped once for fitting and applying. */
export type GroupedTexts = Map<TextColumn, TextGroups>

/**
 * Learns how often each text occurs among some rows.
 *
 * @param rows null: all of them
 * Cost: linear in the bytes of the column.
 */
export function* fitTexts(
  column: TextColumn,
  preprocessing: Preprocessing,
  rows: Uint32Array | null,
  grouped: GroupedTexts,
): Work<TextEncoding> {
  const groups = yield* groupsOf(column, grouped)
  const counted = rows === null ? countAll(groups) : countRows(groups, rows)
  yield
  // In the order in which the fitted rows have them, and only those.
  const known =
    rows === null ? everyCode(counted.counts.length) : firstSeen(groups.codes, rows, groups.counts.length)
  const counts = pick(counted.counts, known)
  const { bytes, offsets } = pool(column, groups, known)
  yield
  const fill = preprocessing.imputeCategories === 'mode' ? 'mode' : 'own'
  const missing = fill === 'mode' ? counts.reduce((a, b) => Math.max(a, b), 0) : counted.missing
  const all = countOfRows({ rowCount: groups.codes.length }, rows)
  const scale =
    preprocessing.scale === 'none' ? null : fitScale(shares(counts, missing, all), preprocessing.scale)
  return {
    kind: 'text',
    column: column.index,
    name: column.name,
    bytes,
    offsets,
    counts,
    missing,
    fill,
    scale,
  }
}

function* groupsOf(column: TextColumn, grouped: GroupedTexts): Work<TextGroups> {
  const known = grouped.get(column)
  if (known) return known
  const groups = yield* groupTexts(column)
  grouped.set(column, groups)
  return groups
}

function countAll({ codes, counts }: TextGroups) {
  let missing = codes.length
  for (const count of counts) missing -= count
  return { counts, missing }
}

function countRows({ codes, counts: all }: TextGroups, rows: Uint32Array) {
  const counts = new Uint32Array(all.length)
  let missing = 0
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]!]!
    if (code < 0) missing++
    else counts[code]!++
  }
  return { counts, missing }
}

function everyCode(count: number): Uint32Array {
  const codes = new Uint32Array(count)
  for (let i = 0; i < count; i++) codes[i] = i
  return codes
}

function firstSeen(codes: Int32Array, rows: Uint32Array, texts: number): Uint32Array {
  const seen = new Uint8Array(texts)
  const order: number[] = []
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]!]!
    if (code < 0 || seen[code] === 1) continue
    seen[code] = 1
    order.push(code)
  }
  return Uint32Array.from(order)
}

function pick(counts: Uint32Array, known: Uint32Array): Uint32Array {
  const picked = new Uint32Array(known.length)
  for (let i = 0; i < known.length; i++) picked[i] = counts[known[i]!]!
  return picked
}

/** The bytes of some of the distinct texts, one after another. */
function pool({ bytes, offsets }: TextColumn, { firstRows }: TextGroups, known: ArrayLike<number>) {
  const ends = new Uint32Array(known.length + 1)
  for (let i = 0; i < known.length; i++) {
    const row = firstRows[known[i]!]!
    ends[i + 1] = ends[i]! + offsets[row + 1]! - offsets[row]!
  }
  const pooled = new Uint8Array(ends[known.length]!)
  let at = 0
  for (let i = 0; i < known.length; i++) {
    const row = firstRows[known[i]!]!
    // Most texts are too short for a view of their own to pay.
    for (let from = offsets[row]!; from < offsets[row + 1]!; from++) pooled[at++] = bytes[from]!
  }
  return { bytes: pooled, offsets: ends }
}

function shares(counts: Uint32Array, missing: number, rows: number): Float64Array {
  const values = new Float64Array(rows)
  let at = 0
  for (const count of counts) {
    values.fill(count / rows, at, at + count)
    at += count
  }
  values.fill(missing / rows, at)
  return values.sort()
}

/**
 * Encodes a column of texts: per row the share of the fitted rows with the same text; an unseen text has none.
 *
 * @param rows that the encoder was fitted on
 * Cost: linear in the bytes of the column, and the number of different texts.
 */
export function* applyTexts(
  encoder: TextEncoding,
  column: TextColumn,
  rows: number,
  grouped: GroupedTexts,
): Work<EncodedCells> {
  const groups = yield* groupsOf(column, grouped)
  const texts = groups.counts.length
  const lookUp = new Float64Array(texts + 1)
  const same = encoder.counts.length === texts && samePool(encoder, column, groups)
  const index = same ? null : indexOf(encoder)
  yield
  let unseen = 0
  for (let code = 0; code < texts; code++) {
    const at = index === null ? code : (index.get(textKey(column, groups, code)) ?? -1)
    if (at < 0) unseen += groups.counts[code]!
    lookUp[code] = at < 0 ? 0 : encoder.counts[at]! / rows
  }
  lookUp[texts] = encoder.missing / rows
  if (encoder.scale !== null) applyScale(lookUp, lookUp.length, encoder.scale)
  yield
  const values = new Float32Array(groups.codes.length)
  let missing = 0
  for (let start = 0; start < values.length; start += SLICE_ROWS) {
    missing += lookUpRows(groups.codes, start, Math.min(start + SLICE_ROWS, values.length), lookUp, values)
    yield
  }
  const notes: CellNote[] = []
  if (missing > 0) notes.push({ say: encoder.fill === 'mode' ? MOST_FREQUENT : EMPTY_TEXT, count: missing })
  if (unseen > 0) notes.push({ say: UNSEEN_NONE, count: unseen })
  return { columns: [{ name: encoder.name, values }], imputed: missing, notes }
}

/** Whether the encoder's texts are those of the column, in the same order. */
function samePool({ bytes, offsets }: TextEncoding, column: TextColumn, { firstRows }: TextGroups): boolean {
  for (let i = 0; i + 1 < offsets.length; i++) {
    const from = column.offsets[firstRows[i]!]!
    const length = offsets[i + 1]! - offsets[i]!
    if (column.offsets[firstRows[i]! + 1]! - from !== length) return false
    for (let k = 0; k < length; k++) if (bytes[offsets[i]! + k] !== column.bytes[from + k]) return false
  }
  return true
}

function indexOf({ bytes, offsets, counts }: TextEncoding): Map<string, number> {
  const index = new Map<string, number>()
  for (let i = 0; i < counts.length; i++) index.set(keyOf(bytes, offsets[i]!, offsets[i + 1]!), i)
  return index
}

function textKey({ bytes, offsets }: TextColumn, { firstRows }: TextGroups, code: number): string {
  const row = firstRows[code]!
  return keyOf(bytes, offsets[row]!, offsets[row + 1]!)
}

/** Bytes as a text of one character each: only to be compared. */
function keyOf(bytes: Uint8Array, from: number, to: number): string {
  let key = ''
  for (let i = from; i < to; i++) key += String.fromCharCode(bytes[i]!)
  return key
}

function lookUpRows(
  codes: Int32Array,
  from: number,
  to: number,
  lookUp: Float64Array,
  out: Float32Array,
): number {
  const missing = lookUp.length - 1
  let empty = 0
  for (let row = from; row < to; row++) {
    const code = codes[row]!
    if (code < 0) empty++
    out[row] = lookUp[code < 0 ? missing : code]!
  }
  return empty
}
