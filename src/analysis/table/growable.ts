const SHIFT = 16
const SIZE = 1 << SHIFT
const MASK = SIZE - 1

/**
 * Arrays that grow in fixed blocks, so that growing never holds two copies; `finish` assembles the
 * final array once and lets the blocks go.
 */
export class GrowableFloat64 {
  #blocks: Float64Array<ArrayBuffer>[] = []
  #last = new Float64Array(0)
  length = 0

  push(value: number): void {
    const at = this.length & MASK
    if (at === 0) {
      this.#last = new Float64Array(SIZE)
      this.#blocks.push(this.#last)
    }
    this.#last[at] = value
    this.length++
  }

  finish(): Float64Array {
    const all = new Float64Array(this.length)
    for (const [i, block] of this.#blocks.entries())
      all.set(block.subarray(0, Math.min(SIZE, this.length - i * SIZE)), i * SIZE)
    this.#blocks = []
    return all
  }
}

export class GrowableInt32 {
  #blocks: Int32Array<ArrayBuffer>[] = []
  #last = new Int32Array(0)
  length = 0

  push(value: number): void {
    const at = this.length & MASK
    if (at === 0) {
      this.#last = new Int32Array(SIZE)
      this.#blocks.push(this.#last)
    }
    this.#last[at] = value
    this.length++
  }

  get(index: number): number {
    return this.#blocks[index >> SHIFT]?.[index & MASK] ?? 0
  }

  finish(): Int32Array {
    const all = new Int32Array(this.length)
    for (const [i, block] of this.#blocks.entries())
      all.set(block.subarray(0, Math.min(SIZE, this.length - i * SIZE)), i * SIZE)
    this.#blocks = []
    return all
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
  readonly #ends = new GrowableInt32()

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
    offsets.set(new Uint32Array(this.#ends.finish().buffer), 1)
    return { bytes, offsets }
  }

  #grow(atLeast: number): void {
    if (this.#last.length > 0) this.#blocks.push(this.#last.subarray(0, this.#used))
    this.#last = new Uint8Array(Math.max(POOL_BLOCK, atLeast))
    this.#used = 0
  }
}
