/**
 * Trees whose splits are hyperplanes over a few columns, as parallel arrays over all nodes of all trees.
 * Tree t has the nodes treeStart[t] .. treeStart[t + 1); its first node is the root.
 *
 * A row's place on a split's line is its projection c₀ x₀ + c₁ x₁ + … in double precision, summed in that
 * order. NaN counts as the column's `fill`, and ±∞ as the greatest Float32.
 */
export interface HyperplaneForest {
  /** How many columns a split may use: entries per node in the three arrays below. */
  readonly width: number
  /** (trees + 1,) */
  readonly treeStart: Int32Array
  /** (trees,) steps after which every walk of the tree has reached its leaf. */
  readonly treeSteps: Int32Array
  /** (nodes × width,) matrix columns of the split; 0 where it uses fewer, and at a leaf. */
  readonly columns: Int32Array
  /** (nodes × width,) finite; 0 where it uses fewer columns, and at a leaf. */
  readonly coefficients: Float64Array
  /** (nodes × width,) the columns' means over the tree's sample in the node: what explanations measure from. */
  readonly centres: Float32Array
  /** (nodes,) projection ≤ threshold goes left, beyond it right; +∞ at a leaf. */
  readonly threshold: Float64Array
  /** (nodes,) index of the left child, whose right sibling is the next node; a leaf points at itself. */
  readonly left: Int32Array
  /** (nodes,) rows of the tree's sample in the node. */
  readonly size: Int32Array
  /** (nodes,) what a row that has come this far scores; a row's sum is that of its leaves. */
  readonly value: Float64Array
  /** (matrix columns,) what a missing value counts as. */
  readonly fill: Float32Array
}

export function hyperplaneTreeCount(forest: HyperplaneForest): number {
  return forest.treeStart.length - 1
}

export const FLOAT32_MAX = 3.4028234663852886e38

/** A value as the splits see it: NaN as `fill`, ±∞ as the greatest Float32. */
export function seenValue(value: number, fill: number): number {
  if (value !== value) return fill
  return value > FLOAT32_MAX ? FLOAT32_MAX : value < -FLOAT32_MAX ? -FLOAT32_MAX : value
}
