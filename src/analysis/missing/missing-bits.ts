import type { Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** Which rows of a column have no value, one bit per row. */
export interface MissingBits {
  readonly column: number
  /** Bit r & 31 of word r >> 5 is row r. */
  readonly words: Uint32Array
  readonly count: number
}

/**
 * The rows in which a column has no value: the cell is empty, spells a missing value, or could not be read.
 *
 * @returns null where there is none
 *
 * Cost: linear, some 2 ms for a million rows, in slices; memory one bit per row.
 */
export function* missingBits(column: Column, rowCount: number): Work<MissingBits | null> {
  const words = new Uint32Array(Math.ceil(rowCount / 32))
  let count = 0
  for (let start = 0; start < rowCount; start += SLICE_ROWS) {
    const end = Math.min(rowCount, start + SLICE_ROWS)
    count += mark(column, words, start, end)
    yield
  }
  return count === 0 ? null : { column: column.index, words, count }
}

function mark(column: Column, words: Uint32Array, start: number, end: number): number {
  let count = 0
  switch (column.type) {
    case 'number':
    case 'datetime': {
      const { values } = column
      for (let row = start; row < end; row++) {
        if (values[row] === values[row]) continue
        words[row >>> 5]! |= 1 << (row & 31)
        count++
      }
      return count
    }
    case 'category': {
      const { codes } = column
      for (let row = start; row < end; row++) {
        if (codes[row]! >= 0) continue
        words[row >>> 5]! |= 1 << (row & 31)
        count++
      }
      return count
    }
    case 'text': {
      const { offsets } = column
      for (let row = start; row < end; row++) {
        if (offsets[row + 1]! > offsets[row]!) continue
        words[row >>> 5]! |= 1 << (row & 31)
        count++
      }
      return count
    }
  }
}

/** How many bits of a word are set. */
export function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
