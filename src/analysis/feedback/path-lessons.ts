import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { Forest } from '../kernels/forest.ts'
import { MOST_LEAVES } from '../kernels/leaf-walk.ts'
import type { Lesson } from './feedback.ts'

/** A step of one lesson, η: weights begin at 1 and move by ½, so that all of them are whole numbers of halves. */
const FULL_WEIGHT = 2

/** What lessons made of a forest: how much shorter its paths count than before. */
export interface PathLessons {
  readonly trees: number
  /** (nodes,) halves by which the path down to a node counts less: what leaves and all nodes above them add up to. */
  readonly gain: Int32Array
  /** (trees × 256,) the same per leaf, by its number. */
  readonly tables: Int32Array
}

/**
 * Online mirror descent with a linear loss on the weights of a forest's nodes: after each lesson the weight of every
 * node on the row's path, in every tree, goes down by η for an anomaly (not below 0) and up by η for a false alarm.
 * A row's score is minus the sum of the weights on its paths. The root, which is on every path, is left out.
 *
 * @param trees of the forest, the first ones
 * @param numbers of the leaves, see `numberLeaves`
 * @param lessons in their order, which matters only where a weight reaches 0
 *
 * η = ½ as measured in docs/review.md. Cost: trees × (lessons × depth + nodes).
 * Source: Siddiqui, Fern, Dietterich et al., KDD 2018.
 */
export function learnPaths(
  forest: Forest,
  trees: number,
  numbers: Uint8Array,
  x: FeatureMatrix,
  lessons: readonly Lesson[],
): PathLessons {
  const { treeStart, left } = forest
  const nodes = treeStart[trees]!
  const weight = new Int32Array(nodes).fill(FULL_WEIGHT)
  const path = new Int32Array(forest.steps + 1)
  for (const { row, label } of lessons) {
    if (label === 'unsure') continue
    for (let t = 0; t < trees; t++) {
      const length = walk(forest, t, x, row, path)
      for (let k = 0; k < length; k++) {
        const node = path[k]!
        weight[node] = label === 'anomaly' ? Math.max(0, weight[node]! - 1) : weight[node]! + 1
      }
    }
  }
  const gain = new Int32Array(nodes)
  const tables = new Int32Array(trees * MOST_LEAVES)
  for (let t = 0; t < trees; t++) {
    // A tree's nodes come after their parents.
    for (let node = treeStart[t]!; node < treeStart[t + 1]!; node++) {
      const child = left[node]!
      if (child === node) {
        tables[t * MOST_LEAVES + numbers[node]!] = gain[node]!
      } else {
        gain[child] = gain[node]! + FULL_WEIGHT - weight[child]!
        gain[child + 1] = gain[node]! + FULL_WEIGHT - weight[child + 1]!
      }
    }
  }
  return { trees, gain, tables }
}

/** How many nodes below the roots a row passes, over all trees. */
export function pathNodes(forest: Forest, trees: number, x: FeatureMatrix, row: number): number {
  const path = new Int32Array(forest.steps + 1)
  let nodes = 0
  for (let t = 0; t < trees; t++) nodes += walk(forest, t, x, row, path)
  return nodes
}

/**
 * What each source column has to do with a row's gain: at every split on its paths, the gain of the node that it
 * leads to belongs to the split's column. Adds up over the columns to the row's gain.
 *
 * @param out (sources,) receives halves
 */
export function pathGainBySource(
  { trees, gain }: PathLessons,
  forest: Forest,
  x: FeatureMatrix,
  row: number,
  out: Float64Array,
): void {
  const { treeStart, feature, left } = forest
  const path = new Int32Array(forest.steps + 1)
  out.fill(0)
  for (let t = 0; t < trees; t++) {
    const length = walk(forest, t, x, row, path)
    let parent = treeStart[t]!
    for (let k = 0; k < length; k++) {
      const node = path[k]!
      const source = x.sourceOf[feature[parent]!]!
      out[source] = out[source]! + gain[node]! - gain[parent]!
      parent = node
    }
    if (left[parent] !== parent) throw new Error('a path ends before its leaf')
  }
}

/** Writes the nodes below the root that a row passes in a tree; returns how many. */
function walk(
  { treeStart, feature, split, left }: Forest,
  tree: number,
  x: FeatureMatrix,
  row: number,
  path: Int32Array,
): number {
  let node = treeStart[tree]!
  let length = 0
  for (let child = left[node]!; child !== node; child = left[node]!) {
    node = x.columns[feature[node]!]![row]! > split[node]! ? child + 1 : child
    path[length++] = node
  }
  return length
}
