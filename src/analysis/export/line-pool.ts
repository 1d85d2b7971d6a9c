/**
 * Lines of text kept as bytes: a string cut from a file's text would keep all of that text alive.
 */
export interface LinePool {
  set(index: number, line: string): void
  get(index: number): string
}

/** @param count lines 0 … count − 1 can be set, once each and in any order; unset ones are empty */
export function createLinePool(count: number): LinePool {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const starts = new Float64Array(count)
  const lengths = new Uint32Array(count)
  let bytes = new Uint8Array(1 << 16)
  let used = 0
  return {
    set(index, line) {
      // UTF-8 takes at most three bytes per UTF-16 unit.
      const needed = used + line.length * 3
      if (needed > bytes.length) {
        const larger = new Uint8Array(Math.max(needed, bytes.length * 2))
        larger.set(bytes.subarray(0, used))
        bytes = larger
      }
      const { written } = encoder.encodeInto(line, bytes.subarray(used))
      starts[index] = used
      lengths[index] = written
      used += written
    },
    get: (index) => decoder.decode(bytes.subarray(starts[index], starts[index]! + lengths[index]!)),
  }
}
