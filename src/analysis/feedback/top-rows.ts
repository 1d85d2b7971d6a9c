/**
 * The first rows of the order by score, descending, ties by row index, without ordering the rest: the same rows as
 * the whole order begins with.
 *
 * @param scores (rows,) finite
 * @param count how many; all of them where there are fewer
 * @param skip rows that do not take part
 *
 * Cost: one pass; a heap of `count` rows holds the best so far.
 */
export function topRows(scores: Float32Array, count: number, skip: ReadonlySet<number>): Uint32Array {
  const size = Math.min(count, scores.length - skip.size)
  const heap = new Uint32Array(Math.max(0, size))
  if (size <= 0) return heap
  let filled = 0
  let bar = 0
  for (let row = 0; row < scores.length; row++) {
    // Later rows lose a tie: only a higher score takes a place.
    if (filled === size && !(scores[row]! > bar)) continue
    if (skip.size > 0 && skip.has(row)) continue
    if (filled < size) {
      heap[filled] = row
      rise(scores, heap, filled)
      filled++
    } else {
      heap[0] = row
      sink(scores, heap, size)
    }
    if (filled === size) bar = scores[heap[0]!]!
  }
  return heap.sort((a, b) => scores[b]! - scores[a]! || a - b)
}

/** Whether row a stands behind row b in the order. */
function behind(scores: Float32Array, a: number, b: number): boolean {
  const low = scores[a]!
  const high = scores[b]!
  return low < high || (low === high && a > b)
}

function rise(scores: Float32Array, heap: Uint32Array, from: number): void {
  const row = heap[from]!
  let at = from
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!behind(scores, row, heap[parent]!)) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = row
}

function sink(scores: Float32Array, heap: Uint32Array, size: number): void {
  const row = heap[0]!
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && behind(scores, heap[child + 1]!, heap[child]!)) child++
    if (!behind(scores, heap[child]!, row)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = row
}
