import type { TreeNode } from 'ml-isolation-forest'
import type { Forest } from '../../kernels/forest.ts'

/**
 * The package's linked nodes as parallel arrays, so that its forest is walked, explained and saved
 * like any other.
 *
 * @param pathLengthOf c(n) as the package has it
 */
export function nodeTreesToForest(
  trees: readonly TreeNode[],
  pathLengthOf: (rows: number) => number,
): Forest {
  const treeStart = [0]
  const feature: number[] = []
  const split: number[] = []
  const left: number[] = []
  const size: number[] = []
  const pathLength: number[] = []
  let steps = 0

  function addNode(depth: number): number {
    const node = feature.length
    feature.push(0)
    split.push(Infinity)
    left.push(node)
    size.push(0)
    pathLength.push(depth)
    steps = Math.max(steps, depth)
    return node
  }

  /** Fills `node` and all below it; returns the rows in it. */
  function fill(node: number, from: TreeNode, depth: number): number {
    let rows = from.trainingSet?.length ?? 0
    if (from.left && from.right && from.splitColumn !== undefined && from.splitValue !== undefined) {
      feature[node] = from.splitColumn
      split[node] = greatestFloat32Below(from.splitValue)
      const child = addNode(depth + 1)
      addNode(depth + 1)
      left[node] = child
      rows = fill(child, from.left, depth + 1) + fill(child + 1, from.right, depth + 1)
    }
    size[node] = rows
    pathLength[node] = depth + pathLengthOf(rows)
    return rows
  }

  for (const tree of trees) {
    fill(addNode(0), tree, 0)
    treeStart.push(feature.length)
  }
  return {
    treeStart: Int32Array.from(treeStart),
    feature: Int32Array.from(feature),
    split: Float32Array.from(split),
    left: Int32Array.from(left),
    size: Int32Array.from(size),
    pathLength: Float64Array.from(pathLength),
    steps,
  }
}

/**
 * The package sends x < v left with a double v; the walk sends x ≤ s left with a Float32 s. For
 * every Float32 x the two agree when s is the greatest Float32 below v.
 *
 * @param v a finite number; at or below the least Float32 it gives −∞
 */
export function greatestFloat32Below(v: number): number {
  const near = Math.fround(v)
  if (near < v) return near
  value[0] = near
  // The next bit pattern towards −∞: down for positive numbers, up for negative ones.
  if (near > 0) bits[0] = bits[0]! - 1
  else if (near < 0) bits[0] = bits[0]! + 1
  else value[0] = -1.401298464324817e-45
  return value[0]
}

const value = new Float32Array(1)
const bits = new Uint32Array(value.buffer)
