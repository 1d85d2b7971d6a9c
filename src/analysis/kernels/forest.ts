/**
 * Trees as parallel arrays over all nodes of all trees. Tree t has the nodes
 * treeStart[t] .. treeStart[t + 1); its first node is the root.
 */
export interface Forest {
  /** (trees + 1,) */
  readonly treeStart: Int32Array
  /** (nodes,) matrix column of the split; 0 at a leaf. */
  readonly feature: Int32Array
  /** (nodes,) x ≤ split goes left, x > split right, NaN left; +∞ at a leaf. */
  readonly split: Float32Array
  /** (nodes,) index of the left child, whose right sibling is the next node; a leaf points at itself. */
  readonly left: Int32Array
  /** (nodes,) rows of the tree's sample in the node. */
  readonly size: Int32Array
  /** (nodes,) the expected path length of a row that has come this far: depth + c(size). */
  readonly pathLength: Float64Array
  /** Steps after which every walk has reached its leaf. */
  readonly steps: number
}

export function treeCount(forest: Forest): number {
  return forest.treeStart.length - 1
}
