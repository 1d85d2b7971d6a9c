import { compareRows, type ReferenceRows } from './reference-rows.ts'

/** Finds the reference row that has the very values of a query. */
export interface RowIndex {
  /** @returns its place, or −1 */
  find(queries: Float32Array, query: number): number
}

/** Made once for a reference, and kept beside it. Cost: O(rows × columns), then O(columns) for each look. */
export function rowIndexFor(reference: ReferenceRows): RowIndex {
  const kept = indices.get(reference)
  if (kept !== undefined) return kept
  const index = build(reference)
  indices.set(reference, index)
  return index
}

const indices = new WeakMap<ReferenceRows, RowIndex>()

function build({ points, columns, counts }: ReferenceRows): RowIndex {
  let slots = 4
  while (slots < counts.length * 2) slots *= 2
  const mask = slots - 1
  const table = new Int32Array(slots).fill(-1)
  const bits = new Uint32Array(points.buffer, points.byteOffset, points.length)
  for (let place = 0; place < counts.length; place++) {
    let slot = hashOf(bits, place * columns, columns) & mask
    while (table[slot]! >= 0) slot = (slot + 1) & mask
    table[slot] = place
  }
  return {
    find(queries, query) {
      const own = new Uint32Array(queries.buffer, queries.byteOffset, queries.length)
      const from = query * columns
      for (let slot = hashOf(own, from, columns) & mask; table[slot]! >= 0; slot = (slot + 1) & mask) {
        const place = table[slot]!
        if (compareRows(points, place * columns, queries, from, columns) === 0) return place
      }
      return -1
    },
  }
}

/** Mixes words as MurmurHash3 does. */
function hashOf(words: Uint32Array, from: number, count: number): number {
  let hash = count
  for (let i = 0; i < count; i++) {
    let word = Math.imul(words[from + i]!, 0xcc9e2d51)
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593)
    hash ^= word
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
