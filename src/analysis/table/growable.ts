const BLOCK = 1 << 16

/** A first block this much larger than what it holds is kept as it is: pages never written take no memory. */
const SLACK = 1.25

/**
 * Numbers that grow: a first block of the expected length, then fixed blocks, so that growing
 * never holds two copies. `finish` hands out the first block where the expectation held, and else
 * assembles the final array once.
 */
export class GrowableFloat64 {
  #blocks: Float64Array<ArrayBuffer>[] = []
  #last = new Float64Array(0)
  #base = 0
  #end = 0
  readonly #expected: number
  length = 0

  constructor(expected = 0) {
    this.#expected = expected
  }

  push(value: number): void {
    if (this.length === this.#end) this.#grow()
    this.#last[this.length - this.#base] = value
    this.length++
  }

  get(index: number): number {
    const first = this.#blocks[0]?.length ?? 0
    if (index < first) return this.#blocks[0]?.[index] ?? NaN
    const beyond = index - first
    return this.#blocks[1 + Math.floor(beyond / BLOCK)]?.[beyond % BLOCK] ?? NaN
  }

  finish(): Float64Array {
    const [first] = this.#blocks
    const all = assembled(first, this.length) ?? new Float64Array(this.length)
    if (all.buffer !== first?.buffer) fill(all, this.#blocks)
    this.#blocks = []
    return all
  }

  #grow(): void {
    this.#last = new Float64Array(this.#end === 0 ? Math.max(BLOCK, this.#expected) : BLOCK)
    this.#blocks.push(this.#last)
    this.#base = this.#end
    this.#end += this.#last.length
  }
}

/** Whole numbers that grow; see `GrowableFloat64`. */
export class GrowableInt32 {
  #blocks: Int32Array<ArrayBuffer>[] = []
  #last = new Int32Array(0)
  #base = 0
  #end = 0
  #first = 0
  readonly #expected: number
  length = 0

  constructor(expected = 0) {
    this.#expected = expected
  }

  push(value: number): void {
    if (this.length === this.#end) this.#grow()
    this.#last[this.length - this.#base] = value
    this.length++
  }

  get(index: number): number {
    if (index < this.#first) return this.#blocks[0]?.[index] ?? 0
    const beyond = index - this.#first
    return this.#blocks[1 + Math.floor(beyond / BLOCK)]?.[beyond % BLOCK] ?? 0
  }

  finish(): Int32Array {
    const [first] = this.#blocks
    const all = assembled(first, this.length) ?? new Int32Array(this.length)
    if (all.buffer !== first?.buffer) fill(all, this.#blocks)
    this.#blocks = []
    return all
  }

  #grow(): void {
    this.#last = new Int32Array(this.#end === 0 ? Math.max(BLOCK, this.#expected) : BLOCK)
    this.#blocks.push(this.#last)
    if (this.#end === 0) this.#first = this.#last.length
    this.#base = this.#end
    this.#end += this.#last.length
  }
}

function assembled<A extends Float64Array | Int32Array>(first: A | undefined, length: number): A | null {
  if (first === undefined || length > first.length || length * SLACK < first.length) return null
  return first.subarray(0, length) as A
}

function fill<A extends Float64Array | Int32Array>(all: A, blocks: readonly A[]): void {
  let at = 0
  for (const block of blocks) {
    all.set(block.length > all.length - at ? block.subarray(0, all.length - at) : block, at)
    at += block.length
  }
}

const POOL_BLOCK = 1 << 20
const ENCODER = new TextEncoder()

/** UTF-8 text of many cells, end to end, with the offset of each. */
export class TextPool {
  #blocks: Uint8Array[] = []
  #last = new Uint8Array(0)
  #used = 0
  #total = 0
  readonly #ends: GrowableInt32

  constructor(expected = 0) {
    this.#ends = new GrowableInt32(expected)
  }

  get length(): number {
    return this.#ends.length
  }

  push(text: string): void {
    const n = text.length
    if (n > 0) {
      if (this.#used + n * 3 > this.#last.length) this.#grow(n * 3)
      const bytes = this.#last
      let at = this.#used
      let i = 0
      for (; i < n; i++) {
        const c = text.charCodeAt(i)
        if (c >= 128) break
        bytes[at++] = c
      }
      if (i < n) at += ENCODER.encodeInto(text.slice(i), bytes.subarray(at)).written
      this.#total += at - this.#used
      this.#used = at
    }
    // Read back as unsigned: up to 4 GiB.
    this.#ends.push(this.#total | 0)
  }

  finish(): { bytes: Uint8Array; offsets: Uint32Array } {
    if (this.#last.length > 0) this.#blocks.push(this.#last.subarray(0, this.#used))
    const bytes = new Uint8Array(this.#total)
    let at = 0
    for (const block of this.#blocks) {
      bytes.set(block, at)
      at += block.length
    }
    this.#blocks = []
    this.#last = new Uint8Array(0)
    const offsets = new Uint32Array(this.#ends.length + 1)
    const ends = this.#ends.finish()
    offsets.set(new Uint32Array(ends.buffer, ends.byteOffset, ends.length), 1)
    return { bytes, offsets }
  }

  #grow(atLeast: number): void {
    if (this.#last.length > 0) this.#blocks.push(this.#last.subarray(0, this.#used))
    this.#last = new Uint8Array(Math.max(POOL_BLOCK, atLeast))
    this.#used = 0
  }
}
