import { SLICE_ROWS, type Work } from '../work.ts'
import type { PairFigure } from './pair-matrix.ts'

/** A column that sorts the rows into groups: codes 0 … count − 1, −1 where missing. */
export interface Groups {
  readonly codes: Int32Array
  readonly count: number
}

/** Tables of at most so many cells are counted as they are; larger ones row of the table by row. */
const MOST_CELLS = 1 << 20

/**
 * Cramér's V with the bias correction of Bergsma (J. Korean Stat. Soc. 42, 2013), over the rows that both
 * columns have; a level without such a row does not count.
 *
 * @param rows which rows; null: all
 * @returns V in 0 … 1; NaN with fewer than 2 common rows and where one of the columns has one level in them
 *
 * Cost: one pass, some 3 ms for a million rows; some 15 ms where the table has more than a million cells.
 */
export function* cramersV(x: Groups, y: Groups, rows: Uint32Array | null): Work<PairFigure> {
  const totalsX = new Uint32Array(x.count)
  const totalsY = new Uint32Array(y.count)
  const rowCount = rows?.length ?? x.codes.length
  const dense = x.count * y.count <= MOST_CELLS
  const cells = new Uint32Array(dense ? x.count * y.count : 0)
  let n = 0
  for (let start = 0; start < rowCount; start += SLICE_ROWS) {
    const end = Math.min(start + SLICE_ROWS, rowCount)
    n += countCells(x, y, rows, start, end, totalsX, totalsY, dense ? cells : null)
    yield
  }
  const levelsX = levelsUsed(totalsX)
  const levelsY = levelsUsed(totalsY)
  if (n < 2 || levelsX < 2 || levelsY < 2) return { value: NaN, rows: n }
  const share = dense
    ? shareOfCells(cells, totalsX, totalsY)
    : yield* shareByGroups(x, y, rows, rowCount, totalsX, totalsY)
  return { value: bergsma(share - 1, levelsX, levelsY, n), rows: n }
}

/** @param phi2 χ² / n */
function bergsma(phi2: number, k: number, l: number, n: number): number {
  const corrected = Math.max(0, phi2 - ((k - 1) * (l - 1)) / (n - 1))
  const rows = k - ((k - 1) * (k - 1)) / (n - 1)
  const columns = l - ((l - 1) * (l - 1)) / (n - 1)
  const most = Math.min(rows, columns) - 1
  // Every row a level of its own: nothing is left to compare.
  if (!(most > 0)) return NaN
  return Math.min(1, Math.sqrt(corrected / most))
}

function countCells(
  x: Groups,
  y: Groups,
  rows: Uint32Array | null,
  start: number,
  end: number,
  totalsX: Uint32Array,
  totalsY: Uint32Array,
  cells: Uint32Array | null,
): number {
  const width = y.count
  let n = 0
  for (let k = start; k < end; k++) {
    const row = rows === null ? k : rows[k]!
    const a = x.codes[row]!
    const b = y.codes[row]!
    if (a < 0 || b < 0) continue
    totalsX[a]!++
    totalsY[b]!++
    if (cells !== null) cells[a * width + b]!++
    n++
  }
  return n
}

function levelsUsed(totals: Uint32Array): number {
  let used = 0
  for (const total of totals) if (total > 0) used++
  return used
}

/** Σ of cell² / (row total × column total), which is 1 + χ² / n. */
function shareOfCells(cells: Uint32Array, totalsX: Uint32Array, totalsY: Uint32Array): number {
  const width = totalsY.length
  let share = 0
  for (let a = 0; a < totalsX.length; a++) {
    let ofRow = 0
    for (let b = 0; b < width; b++) {
      const count = cells[a * width + b]!
      if (count > 0) ofRow += (count * count) / totalsY[b]!
    }
    if (ofRow > 0) share += ofRow / totalsX[a]!
  }
  return share
}

/** The same with one row of the table at a time: rows of the file are brought together by their level of x. */
function* shareByGroups(
  x: Groups,
  y: Groups,
  rows: Uint32Array | null,
  rowCount: number,
  totalsX: Uint32Array,
  totalsY: Uint32Array,
): Work<number> {
  const next = new Uint32Array(x.count + 1)
  for (let a = 0; a < x.count; a++) next[a + 1] = next[a]! + totalsX[a]!
  const grouped = new Int32Array(next[x.count]!)
  for (let k = 0; k < rowCount; k++) {
    const row = rows === null ? k : rows[k]!
    const a = x.codes[row]!
    const b = y.codes[row]!
    if (a >= 0 && b >= 0) grouped[next[a]!++] = b
    if (k % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  const counts = new Uint32Array(y.count)
  let share = 0
  let at = 0
  for (let a = 0; a < x.count; a++) {
    const end = at + totalsX[a]!
    for (let k = at; k < end; k++) counts[grouped[k]!]!++
    let ofRow = 0
    for (let k = at; k < end; k++) {
      const b = grouped[k]!
      ofRow += (counts[b]! * counts[b]!) / totalsY[b]!
      counts[b] = 0
    }
    if (end > at) share += ofRow / totalsX[a]!
    if (at >>> 17 !== end >>> 17) yield
    at = end
  }
  return share
}
