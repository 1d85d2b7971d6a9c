import type { Work } from '../work.ts'
import type { SparseRows } from './sparse-rows.ts'

/** A tree of merges as scipy writes one: merge k joins a and b (rows, or count + an earlier merge) at a height. */
export interface Linkage {
  readonly count: number
  /** (count − 1,) each, by rising height. */
  readonly a: Uint32Array
  readonly b: Uint32Array
  /** The mean distance between the rows of both sides: 1 − cosine, 0 … 1. */
  readonly height: Float64Array
}

/** Distances worked out between two pauses. */
const SLICE = 1 << 19

/**
 * Joins rows into ever larger groups, always the two whose rows are nearest to each other on average (UPGMA), by
 * chains of nearest neighbours.
 *
 * @param rows of unit length with weights ≥ 0
 * @returns the whole tree; the same rows give the same tree to the bit
 *
 * Cost: count² · entries for the distances and count² for the tree; 2 · count² bytes.
 * Source: Murtagh, The Computer Journal 26 (1983); Müllner, arXiv 1109.2378.
 */
export function* averageLinkage(rows: SparseRows): Work<Linkage> {
  const { count } = rows
  const distances = yield* pairDistances(rows)
  const merges = yield* chainMerges(distances, count)
  return ordered(merges, count)
}

/** Distances of all pairs, i < j, row by row. */
function* pairDistances(rows: SparseRows): Work<Float32Array> {
  const { count } = rows
  const distances = new Float32Array((count * (count - 1)) / 2)
  const dense = new Float32Array(rows.channels)
  let done = 0
  for (let i = 0; i < count - 1; i++) {
    distancesFrom(rows, i, dense, distances)
    done += count - i
    if (done > SLICE) {
      done = 0
      yield
    }
  }
  return distances
}

function distancesFrom(
  { count, start, channel, weight }: SparseRows,
  i: number,
  dense: Float32Array,
  distances: Float32Array,
): void {
  for (let e = start[i]!; e < start[i + 1]!; e++) dense[channel[e]!] = weight[e]!
  let at = pairAt(i, i + 1, count)
  let e = start[i + 1]!
  for (let j = i + 1; j < count; j++) {
    let product = 0
    for (const end = start[j + 1]!; e < end; e++) product += dense[channel[e]!]! * weight[e]!
    distances[at++] = product < 1 ? 1 - product : 0
  }
  for (let k = start[i]!; k < start[i + 1]!; k++) dense[channel[k]!] = 0
}

/** Where the pair i < j stands. */
function pairAt(i: number, j: number, count: number): number {
  return i * count - (i * (i + 1)) / 2 + j - i - 1
}

interface Merges {
  /** One row of each side stands for it. */
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly height: Float64Array
}

function* chainMerges(distances: Float32Array, count: number): Work<Merges> {
  const merges = {
    a: new Uint32Array(Math.max(0, count - 1)),
    b: new Uint32Array(Math.max(0, count - 1)),
    height: new Float64Array(Math.max(0, count - 1)),
  }
  const sizes = new Uint32Array(count).fill(1)
  const chain: number[] = []
  let first = 0
  let done = 0
  for (let k = 0; k < count - 1;) {
    if (chain.length === 0) {
      while (sizes[first] === 0) first++
      chain.push(first)
    }
    const tip = chain[chain.length - 1]!
    const before = chain.length > 1 ? chain[chain.length - 2]! : -1
    const nearest = nearestTo(tip, before, distances, sizes)
    done += count
    if (nearest === before) {
      chain.length -= 2
      const low = Math.min(tip, nearest)
      const high = Math.max(tip, nearest)
      merges.a[k] = low
      merges.b[k] = high
      merges.height[k] = distances[pairAt(low, high, count)]!
      join(low, high, distances, sizes)
      done += count
      k++
    } else chain.push(nearest)
    if (done > SLICE) {
      done = 0
      yield
    }
  }
  return merges
}

/** The nearest group, the one before it in the chain where it is as near, else that with the lowest number. */
function nearestTo(tip: number, before: number, distances: Float32Array, sizes: Uint32Array): number {
  const count = sizes.length
  let nearest = before
  let least = before < 0 ? Infinity : distances[pairAt(Math.min(tip, before), Math.max(tip, before), count)]!
  // Down the column of the pairs (j, tip), then along the row of the pairs (tip, j).
  let at = tip - 1
  for (let j = 0; j < tip; j++) {
    if (sizes[j]! > 0 && distances[at]! < least) {
      least = distances[at]!
      nearest = j
    }
    at += count - j - 2
  }
  at = pairAt(tip, tip + 1, count)
  for (let j = tip + 1; j < count; j++, at++) {
    if (sizes[j]! > 0 && distances[at]! < least) {
      least = distances[at]!
      nearest = j
    }
  }
  return nearest
}

/** `low` takes the rows of `high`; its distances become the means over both. */
function join(low: number, high: number, distances: Float32Array, sizes: Uint32Array): void {
  const count = sizes.length
  const sizeLow = sizes[low]!
  const sizeHigh = sizes[high]!
  sizes[high] = 0
  sizes[low] = sizeLow + sizeHigh
  for (let j = 0; j < count; j++) {
    if (j === low || sizes[j] === 0) continue
    const mine = pairAt(Math.min(low, j), Math.max(low, j), count)
    const other = pairAt(Math.min(high, j), Math.max(high, j), count)
    distances[mine] = (sizeLow * distances[mine]! + sizeHigh * distances[other]!) / (sizeLow + sizeHigh)
  }
}

/** By height, with the sides named by what they have become. */
function ordered({ a, b, height }: Merges, count: number): Linkage {
  const by = [...height.keys()].sort((k, l) => height[k]! - height[l]! || k - l)
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  const name = Uint32Array.from({ length: count }, (_, i) => i)
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  const linkage = {
    count,
    a: new Uint32Array(a.length),
    b: new Uint32Array(b.length),
    height: new Float64Array(a.length),
  }
  for (const [k, from] of by.entries()) {
    const one = root(a[from]!)
    const two = root(b[from]!)
    linkage.a[k] = Math.min(name[one]!, name[two]!)
    linkage.b[k] = Math.max(name[one]!, name[two]!)
    linkage.height[k] = height[from]!
    parent[two] = one
    name[one] = count + k
  }
  return linkage
}
