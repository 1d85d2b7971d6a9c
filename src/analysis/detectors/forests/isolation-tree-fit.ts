import type { Rng } from '../../run-context.ts'
import type { Forest } from '../../kernels/forest.ts'
import { averagePathLength } from '../../math/harmonic.ts'

/** Grows the trees of a forest one after the other into growing parallel arrays. */
export interface ForestBuilder {
  addTree(sample: TreeSample, columnWeights: Float64Array, rng: Rng): void
  finish(): Forest
}

/** The rows of one tree, gathered so that a node's pass over a column stays in the cache. */
export interface TreeSample {
  readonly size: number
  /** values[column × size + i] */
  readonly values: Float32Array
  readonly columnCount: number
}

export function createForestBuilder(sampleSize: number): ForestBuilder {
  const heightLimit = heightLimitOf(sampleSize)
  const treeStart = [0]
  const feature: number[] = []
  const split: number[] = []
  const left: number[] = []
  const size: number[] = []
  const pathLength: number[] = []

  function addNode(rows: number, depth: number): number {
    const node = feature.length
    feature.push(0)
    // A leaf points at itself: no value is above +∞, so a walk that has arrived stays.
    split.push(Infinity)
    left.push(node)
    size.push(rows)
    pathLength.push(depth + averagePathLength(rows))
    return node
  }

  return {
    addTree(sample, columnWeights, rng) {
      const rows = new Uint32Array(sample.size)
      for (let i = 0; i < rows.length; i++) rows[i] = i
      const candidates = new Int32Array(sample.columnCount)
      const open = [{ node: addNode(sample.size, 0), start: 0, end: sample.size, depth: 0 }]
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node, start, end, depth } = next
        if (depth >= heightLimit || end - start < 2) continue
        const chosen = drawSplit(sample, rows, start, end, columnWeights, candidates, rng)
        if (chosen === null) continue
        const middle = partition(sample, rows, start, end, chosen)
        feature[node] = chosen.column
        split[node] = chosen.value
        const child = addNode(middle - start, depth + 1)
        addNode(end - middle, depth + 1)
        left[node] = child
        open.push({ node: child + 1, start: middle, end, depth: depth + 1 })
        open.push({ node: child, start, end: middle, depth: depth + 1 })
      }
      treeStart.push(feature.length)
    },
    finish() {
      return {
        treeStart: Int32Array.from(treeStart),
        feature: Int32Array.from(feature),
        split: Float32Array.from(split),
        left: Int32Array.from(left),
        size: Int32Array.from(size),
        pathLength: Float64Array.from(pathLength),
        steps: heightLimit,
      }
    },
  }
}

/** ⌈log2 n⌉ for an integer n ≥ 1. */
export function heightLimitOf(n: number): number {
  return n < 2 ? 0 : 32 - Math.clz32(n - 1)
}

interface Split {
  readonly column: number
  /** Rows with x ≤ value go left, with x > value right. */
  readonly value: number
}

/**
 * A column by weight, and a value uniform between its least and greatest finite value in the
 * node. A column that is constant there is put aside and another one drawn; null when all are.
 */
function drawSplit(
  sample: TreeSample,
  rows: Uint32Array,
  start: number,
  end: number,
  weights: Float64Array,
  candidates: Int32Array,
  rng: Rng,
): Split | null {
  let left = 0
  let total = 0
  for (let column = 0; column < sample.columnCount; column++) {
    if (!(weights[column]! > 0)) continue
    candidates[left++] = column
    total += weights[column]!
  }
  while (left > 0) {
    const at = drawByWeight(candidates, left, weights, total, rng)
    const column = candidates[at]!
    const value = drawValue(sample, rows, start, end, column, rng)
    if (value !== null) return { column, value }
    candidates[at] = candidates[--left]!
    total = 0
    for (let k = 0; k < left; k++) total += weights[candidates[k]!]!
  }
  return null
}

function drawByWeight(
  candidates: Int32Array,
  count: number,
  weights: Float64Array,
  total: number,
  rng: Rng,
): number {
  let rest = rng.next() * total
  for (let k = 0; k < count; k++) {
    rest -= weights[candidates[k]!]!
    if (rest < 0) return k
  }
  // Only rounding leads here.
  return count - 1
}

function drawValue(
  sample: TreeSample,
  rows: Uint32Array,
  start: number,
  end: number,
  column: number,
  rng: Rng,
): number | null {
  const base = column * sample.size
  let least = Infinity
  let greatest = -Infinity
  for (let i = start; i < end; i++) {
    const value = sample.values[base + rows[i]!]!
    // NaN fails both comparisons; ±∞ follow the finite values without shaping the range.
    if (value < least && value > -Infinity) least = value
    if (value > greatest && value < Infinity) greatest = value
  }
  if (!(least < greatest)) return null
  const value = Math.fround(least + rng.next() * (greatest - least))
  // Rounding to Float32 may reach the greatest value, which would leave the right side empty.
  return value < greatest ? Math.max(value, least) : least
}

/** Rows at or below the split first, without keeping their order; returns where the others start. */
function partition(sample: TreeSample, rows: Uint32Array, start: number, end: number, split: Split): number {
  const base = split.column * sample.size
  let low = start
  let high = end - 1
  while (low <= high) {
    const row = rows[low]!
    if (sample.values[base + row]! > split.value) {
      rows[low] = rows[high]!
      rows[high--] = row
    } else {
      low++
    }
  }
  return low
}
