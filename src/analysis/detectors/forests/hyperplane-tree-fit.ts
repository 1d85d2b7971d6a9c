import type { HyperplaneForest } from '../../kernels/hyperplane-forest.ts'
import { averagePathLength } from '../../math/harmonic.ts'
import { log } from '../../math/logarithm.ts'
import { normalQuantile } from '../../math/normal.ts'
import type { Rng } from '../../run-context.ts'
import type { Cut, CutRule } from './cut-rules.ts'
import type { TreeSample } from './isolation-tree-fit.ts'

/** How rows that end in a leaf are scored: by the volume around them or by the number of splits to it. */
export type Scoring = 'density' | 'depth'

export interface HyperplaneOptions {
  readonly sampleSize: number
  /** Columns per split, where so many vary in the node. */
  readonly width: number
  readonly scoring: Scoring
  readonly heightLimit: number
  /** Hyperplanes drawn per split, of which the one that `rule` likes best is taken. */
  readonly candidates: number
  readonly rule: CutRule
}

/** Grows the trees of a forest one after the other into growing parallel arrays. */
export interface HyperplaneBuilder {
  addTree(sample: TreeSample, columnWeights: Float64Array, rng: Rng): void
  finish(fill: Float32Array): HyperplaneForest
}

export function createHyperplaneBuilder(options: HyperplaneOptions): HyperplaneBuilder {
  const { width, scoring, heightLimit, sampleSize } = options
  const treeStart = [0]
  const treeSteps: number[] = []
  const columns: number[] = []
  const coefficients: number[] = []
  const centres: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const size: number[] = []
  const value: number[] = []
  const projection = new Float64Array(sampleSize)
  const best = { plane: createPlane(width), projection: new Float64Array(sampleSize) }
  const tried = { plane: createPlane(width), projection }

  function addNode(rows: number, nodeValue: number): number {
    const node = left.length
    for (let k = 0; k < width; k++) {
      columns.push(0)
      coefficients.push(0)
      centres.push(0)
    }
    // A leaf points at itself: no projection is above +∞, so a walk that has arrived stays.
    threshold.push(Infinity)
    left.push(node)
    size.push(rows)
    value.push(nodeValue)
    return node
  }

  return {
    addTree(sample, columnWeights, rng) {
      const rows = new Uint32Array(sample.size)
      for (let i = 0; i < rows.length; i++) rows[i] = i
      const candidates = new Int32Array(sample.columnCount)
      const rootValue = nodeValue(scoring, 0, sample.size, sample.size, 1, 0)
      const open = [{ node: addNode(sample.size, rootValue), start: 0, end: sample.size, depth: 0 }]
      let steps = 0
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node, start, end, depth } = next
        if (depth >= heightLimit || end - start < 2) continue
        let cut: Cut | null = null
        for (let c = 0; c < options.candidates; c++) {
          const found = drawPlane(sample, rows, start, end, columnWeights, candidates, rng, tried.plane)
          if (!found) break
          project(sample, rows, start, end, tried.plane, tried.projection)
          const next = options.rule(tried.projection, end - start, rng)
          if (next === null || (cut !== null && next.gain <= cut.gain)) continue
          cut = next
          const { plane, projection } = tried
          tried.plane = best.plane
          tried.projection = best.projection
          best.plane = plane
          best.projection = projection
        }
        if (cut === null) continue
        const { plane } = best
        for (let k = 0; k < width; k++) {
          const at = node * width + k
          columns[at] = plane.columns[k]!
          coefficients[at] = plane.coefficients[k]!
          centres[at] = plane.centres[k]!
        }
        threshold[node] = cut.threshold
        const middle = partition(rows, best.projection, start, end, cut.threshold)
        const valueOf = (count: number, share: number) =>
          nodeValue(scoring, value[node]!, end - start, count, share, depth + 1)
        const child = addNode(middle - start, valueOf(middle - start, cut.fraction))
        addNode(end - middle, valueOf(end - middle, 1 - cut.fraction))
        left[node] = child
        steps = Math.max(steps, depth + 1)
        open.push({ node: child + 1, start: middle, end, depth: depth + 1 })
        open.push({ node: child, start, end: middle, depth: depth + 1 })
      }
      treeStart.push(left.length)
      treeSteps.push(steps)
    },
    finish(fill) {
      return {
        width,
        treeStart: Int32Array.from(treeStart),
        treeSteps: Int32Array.from(treeSteps),
        columns: Int32Array.from(columns),
        coefficients: Float64Array.from(coefficients),
        centres: Float32Array.from(centres),
        threshold: Float64Array.from(threshold),
        left: Int32Array.from(left),
        size: Int32Array.from(size),
        value: Float64Array.from(value),
        fill,
      }
    },
  }
}

/**
 * What a row that has come to a node scores: with `depth` the expected path length, with `density`
 * −log of (share of the sample's rows / share of the volume), which a split changes by the log of
 * (share of the range / share of the rows).
 *
 * @param parent the parent's value and rows; for the root 0 and its own rows
 * @param fraction of the parent's range
 */
export function nodeValue(
  scoring: Scoring,
  parent: number,
  parentRows: number,
  rows: number,
  fraction: number,
  depth: number,
): number {
  return scoring === 'depth' ? depth + averagePathLength(rows) : parent + log((fraction * parentRows) / rows)
}

/** A direction: coefficients of a few columns, and the columns' means in the node. */
interface Plane {
  readonly columns: Int32Array
  readonly coefficients: Float64Array
  readonly centres: Float64Array
}

function createPlane(width: number): Plane {
  return {
    columns: new Int32Array(width),
    coefficients: new Float64Array(width),
    centres: new Float64Array(width),
  }
}

/**
 * Columns by weight, each at most once; one that is constant in the node is put aside and another drawn.
 * Coefficients are normal over the column's standard deviation in the node.
 *
 * @returns false when all columns are constant
 */
function drawPlane(
  sample: TreeSample,
  rows: Uint32Array,
  start: number,
  end: number,
  weights: Float64Array,
  candidates: Int32Array,
  rng: Rng,
  plane: Plane,
): boolean {
  let left = 0
  let total = 0
  for (let column = 0; column < sample.columnCount; column++) {
    if (!(weights[column]! > 0)) continue
    candidates[left++] = column
    total += weights[column]!
  }
  let used = 0
  while (left > 0 && used < plane.columns.length) {
    const at = drawByWeight(candidates, left, weights, total, rng)
    const column = candidates[at]!
    candidates[at] = candidates[--left]!
    total -= weights[column]!
    measure(sample.values, column * sample.size, rows, start, end, measured)
    const sd = measured[1]!
    if (!(sd > 0)) continue
    plane.columns[used] = column
    plane.coefficients[used] = drawNormal(rng) / sd
    plane.centres[used] = measured[0]!
    used++
  }
  for (let k = used; k < plane.columns.length; k++) {
    plane.columns[k] = 0
    plane.coefficients[k] = 0
    plane.centres[k] = 0
  }
  return used > 0
}

/** Never 0, so that a column that was drawn takes part. */
function drawNormal(rng: Rng): number {
  for (;;) {
    const z = normalQuantile(rng.next())
    if (z !== 0 && z !== -Infinity) return z
  }
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

const measured = new Float64Array(2)

/** Mean and standard deviation (divisor n) of the values of a column at some rows; sd 0 when all are equal. */
function measure(
  values: Float32Array,
  base: number,
  rows: Uint32Array,
  start: number,
  end: number,
  out: Float64Array,
): void {
  const first = values[base + rows[start]!]!
  let sum = 0
  let varies = false
  for (let i = start; i < end; i++) {
    const value = values[base + rows[i]!]!
    sum += value
    if (value !== first) varies = true
  }
  const mean = sum / (end - start)
  out[0] = mean
  out[1] = 0
  if (!varies) return
  let squares = 0
  for (let i = start; i < end; i++) {
    const difference = values[base + rows[i]!]! - mean
    squares += difference * difference
  }
  out[1] = Math.sqrt(squares / (end - start))
}

/** projection[i] of rows[start + i], summed as scoring sums it. */
function project(
  sample: TreeSample,
  rows: Uint32Array,
  start: number,
  end: number,
  plane: Plane,
  projection: Float64Array,
): void {
  for (let k = 0; k < plane.columns.length; k++) {
    const coefficient = plane.coefficients[k]!
    const base = plane.columns[k]! * sample.size
    if (k === 0) {
      for (let i = start; i < end; i++) projection[i - start] = coefficient * sample.values[base + rows[i]!]!
    } else {
      for (let i = start; i < end; i++) {
        projection[i - start] = projection[i - start]! + coefficient * sample.values[base + rows[i]!]!
      }
    }
  }
}

/** Rows at or below the threshold first, without keeping their order; returns where the others start. */
function partition(
  rows: Uint32Array,
  projection: Float64Array,
  start: number,
  end: number,
  threshold: number,
): number {
  let low = start
  let high = end - 1
  while (low <= high) {
    if (projection[low - start]! > threshold) {
      const row = rows[low]!
      rows[low] = rows[high]!
      rows[high] = row
      projection[low - start] = projection[high - start]!
      high--
    } else {
      low++
    }
  }
  return low
}
