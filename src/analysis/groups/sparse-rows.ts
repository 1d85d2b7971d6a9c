/** Rows of unit length, each with few entries: row i has the channels and weights from start[i] to start[i + 1]. */
export interface SparseRows {
  readonly count: number
  readonly channels: number
  /** (count + 1,) */
  readonly start: Uint32Array
  readonly channel: Uint32Array
  readonly weight: Float32Array
}

/** Collects entries row by row; channels are numbered by name in the order in which they are first used. */
export class SparseRowsBuilder {
  readonly #start: number[] = [0]
  readonly #channel: number[] = []
  readonly #weight: number[] = []
  readonly #numbers = new Map<string, number>()

  /** @param squared the entry's share of the row's squared length; what adds up to anything else is scaled */
  add(name: string, squared: number): void {
    let number = this.#numbers.get(name)
    if (number === undefined) this.#numbers.set(name, (number = this.#numbers.size))
    this.#channel.push(number)
    this.#weight.push(Math.sqrt(squared))
  }

  /** Ends a row and scales it to unit length; a row without entries stays empty. */
  endRow(): void {
    const from = this.#start[this.#start.length - 1]!
    let squares = 0
    for (let e = from; e < this.#weight.length; e++) squares += this.#weight[e]! * this.#weight[e]!
    const length = Math.sqrt(squares)
    if (length > 0) for (let e = from; e < this.#weight.length; e++) this.#weight[e]! /= length
    this.#start.push(this.#weight.length)
  }

  build(): SparseRows {
    return {
      count: this.#start.length - 1,
      channels: this.#numbers.size,
      start: Uint32Array.from(this.#start),
      channel: Uint32Array.from(this.#channel),
      weight: Float32Array.from(this.#weight),
    }
  }
}
