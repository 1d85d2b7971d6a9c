import { valuesOfLabel } from '../evaluate/label-values.ts'
import { ANOMALY, rowLabels } from '../evaluate/labels.ts'
import type { Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Columns with more distinct values than this are never called a leak for their values. */
export const LEAK_LEVELS = 50
/** Fewer labelled anomalies than this prove nothing. */
const MIN_POSITIVES = 5
/** Precision and recall from which a column gives the label away. */
const GIVEN_AWAY = 0.97

/**
 * Per row: 1 where the label holds its rarer value, of more than two one that means an anomaly, 0 elsewhere;
 * null when that cannot be told.
 */
export function* positiveRows(label: Column): Work<Uint8Array | null> {
  if (label.type === 'text') return null
  const rows = label.type === 'category' ? label.codes : label.values
  let first = NaN
  let second = NaN
  let firsts = 0
  let seconds = 0
  for (let row = 0; row < rows.length; row++) {
    const value = rows[row]!
    if (isMissing(label, value)) continue
    if (firsts === 0 || value === first) {
      first = value
      firsts++
    } else if (seconds === 0 || value === second) {
      second = value
      seconds++
    } else return yield* anomalyRows(label)
  }
  if (seconds === 0) return null
  yield
  const rare = firsts < seconds ? first : second
  const positive = new Uint8Array(rows.length)
  for (let row = 0; row < rows.length; row++) if (rows[row] === rare) positive[row] = 1
  return positive
}

function* anomalyRows(label: Column): Work<Uint8Array | null> {
  const { mapping } = yield* valuesOfLabel(label)
  if (mapping === null) return null
  const labels = yield* rowLabels(label, mapping)
  return labels.map((code) => Number(code === ANOMALY))
}

/**
 * Says whether a column gives the label away: a handful of its values (or merely being filled in) tells
 * nearly every labelled row from nearly every other. A continuous column is never judged by its values,
 * however informative it is.
 *
 * @param column the column under suspicion
 * @param distinct its number of distinct values
 * @param positive per row: 1 for a labelled anomaly
 * @returns how it gives the label away, for people; null when it does not
 *
 * Cost: linear.
 */
export function* labelLeak(column: Column, distinct: number, positive: Uint8Array): Work<string | null> {
  let positives = 0
  for (const one of positive) positives += one
  if (positives < MIN_POSITIVES) return null
  yield

  if (column.missing + column.unreadable > 0) {
    const filled = yield* tally(column, positive, () => 0, 2)
    if (filled[0]!.rows > 0 && filled[1]!.rows > 0 && tells(filled, positives)) {
      return filled[0]!.positives * 2 > filled[0]!.rows ? 'is filled in only where' : 'is empty only where'
    }
  }
  if (distinct > LEAK_LEVELS || column.type === 'text') return null
  const levels = new Map<number, number>()
  const level = (value: number): number => {
    let index = levels.get(value)
    if (index === undefined) levels.set(value, (index = levels.size))
    return index
  }
  const tallies = yield* tally(column, positive, level, distinct + 2)
  const telling = tallies.filter((t) => t.positives * 2 > t.rows).length
  // As many telling values as positives is chance, not a code for the label.
  if (telling * 2 > positives) return null
  return tells(tallies, positives) ? 'its values tell where' : null
}

interface Tally {
  rows: number
  positives: number
}

/** Rows and positives per level; missing cells are the last level. */
function* tally(
  column: Column,
  positive: Uint8Array,
  levelOf: (value: number) => number,
  levels: number,
): Work<Tally[]> {
  const tallies: Tally[] = Array.from({ length: levels }, () => ({ rows: 0, positives: 0 }))
  for (let row = 0; row < positive.length; row++) {
    const value = valueAt(column, row)
    const t = tallies[isMissing(column, value) ? levels - 1 : levelOf(value)]!
    t.rows++
    t.positives += positive[row]!
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return tallies
}

function tells(tallies: readonly Tally[], positives: number): boolean {
  let called = 0
  let hits = 0
  for (const t of tallies) {
    if (t.positives * 2 > t.rows) {
      called += t.rows
      hits += t.positives
    }
  }
  return hits >= GIVEN_AWAY * positives && hits >= GIVEN_AWAY * called
}

/** A number, a code, or for text −1 when empty and 0 otherwise. */
function valueAt(column: Column, row: number): number {
  switch (column.type) {
    case 'category':
      return column.codes[row]!
    case 'text':
      return column.offsets[row + 1]! > column.offsets[row]! ? 0 : -1
    default:
      return column.values[row]!
  }
}

function isMissing(column: Column, value: number): boolean {
  return column.type === 'category' || column.type === 'text' ? value < 0 : value !== value
}
