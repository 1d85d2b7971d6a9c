import { GrowableInt32 } from './growable.ts'

/** On which line each row starts: only the rows at which line − row changes are kept. */
export class LineMap {
  readonly #rows = new GrowableInt32()
  readonly #offsets = new GrowableInt32()
  #offset = 0

  /** Rows must be added in order; a run of rows on consecutive lines needs only its first. */
  add(row: number, line: number): void {
    const offset = line - row
    if (this.#rows.length > 0 && offset === this.#offset) return
    this.#offset = offset
    this.#rows.push(row)
    this.#offsets.push(offset)
  }

  /** The line (from 1) of a row (from 0). Cost: logarithmic in the number of changes. */
  lineOf(row: number): number {
    let low = 0
    let high = this.#rows.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#rows.get(middle) <= row) low = middle
      else high = middle - 1
    }
    return row + this.#offsets.get(low)
  }
}
