import { GrowableFloat64, GrowableInt32 } from './growable.ts'

/** A place in a file's content at which a row of cells starts, so that reading can begin there. */
export interface RowMark {
  /** Byte of the content; above 0. */
  readonly position: number
  /** Line (from 1) that starts there. */
  readonly line: number
  /** Number (from 0) of the first data row that comes after it. */
  readonly row: number
  /** The first row of titles, whose repeats are left out; null without one. */
  readonly header: readonly string[] | null
}

/** Marks collected while a file was read, one per block of it: some 16 bytes per 64 KB. */
export class RowMarks {
  readonly #positions = new GrowableFloat64()
  readonly #lines = new GrowableInt32()
  readonly #rows = new GrowableInt32()
  #header: readonly string[] | null = null

  get length(): number {
    return this.#rows.length
  }

  /** Marks must be added in the order of the file. */
  add(mark: RowMark): void {
    this.#positions.push(mark.position)
    this.#lines.push(mark.line)
    this.#rows.push(mark.row)
    this.#header = mark.header
  }

  /**
   * The last mark at or before a data row of the file (from 0); null when it is nearer to the beginning.
   * Cost: logarithmic in the marks.
   */
  before(row: number): RowMark | null {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#rows.get(middle) <= row) low = middle + 1
      else high = middle
    }
    if (low === 0) return null
    const at = low - 1
    return {
      position: this.#positions.get(at),
      line: this.#lines.get(at),
      row: this.#rows.get(at),
      header: this.#header,
    }
  }
}
