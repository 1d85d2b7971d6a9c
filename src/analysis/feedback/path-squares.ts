import type { Forest } from '../kernels/forest.ts'
import type { Work } from '../work.ts'

/** The equations hold to this share of the errors. */
const ENOUGH = 1e-4
const MOST_STEPS = 200

/** What the errors of some rows say about all rows. */
export interface PathSquares {
  /** (nodes,) how much higher rows are whose path goes through a node; 0 at the roots. */
  readonly weight: Float64Array
  /** (rows,) what each row has of that from its own error. */
  readonly own: Float64Array
}

/**
 * Least squares on the nodes of a forest: the smallest weights whose sums along some rows' paths come to the rows'
 * errors, as near as each row's λ asks for: minimises Σ (error − Σ weights on the path)² / λ + nodes × Σ weight²,
 * where `nodes` is how many a usual row passes. Two rows are as alike as the share of these that they both pass: it is
 * kernel ridge regression with that likeness, or the mean of a Gaussian process with the noise λ.
 *
 * @param leaves (rows × trees,) the leaf of each row in each tree, row after row; the same rows in another order give
 *   other last digits
 * @param errors (rows,)
 * @param noise (rows,) λ > 0; a usual row is 1 like itself
 *
 * Conjugate gradients on as many equations as there are rows, never written out. Cost: some tens of steps, each of
 * 2 × trees × (rows + 2 × leaves). Source: Rasmussen & Williams 2006, chapter 2.
 */
export function* fitPathSquares(
  forest: Forest,
  trees: number,
  leaves: Int32Array,
  errors: Float64Array,
  noise: Float64Array,
): Work<PathSquares> {
  const usual = usualNodes(forest, trees)
  const weight = new Float64Array(forest.treeStart[trees]!)
  const along = new Float64Array(weight.length)
  const shares = new Float64Array(errors.length)
  const rest = errors.slice()
  const search = errors.slice()
  const product = new Float64Array(errors.length)
  let square = dot(rest, rest)
  const enough = ENOUGH * ENOUGH * square
  for (let step = 0; step < MOST_STEPS && square > enough; step++) {
    spread(forest, trees, leaves, search, weight)
    addDown(forest, trees, weight, along)
    gather(trees, leaves, along, product)
    for (let i = 0; i < product.length; i++) product[i] = product[i]! / usual + noise[i]! * search[i]!
    const length = square / dot(search, product)
    for (let i = 0; i < rest.length; i++) {
      shares[i] = shares[i]! + length * search[i]!
      rest[i] = rest[i]! - length * product[i]!
    }
    const before = square
    square = dot(rest, rest)
    for (let i = 0; i < search.length; i++) search[i] = rest[i]! + (square / before) * search[i]!
    yield
  }
  spread(forest, trees, leaves, shares, weight)
  for (let node = 0; node < weight.length; node++) weight[node] = weight[node]! / usual
  // Every node once: along is then how many nodes lie above each.
  addDown(forest, trees, new Float64Array(weight.length).fill(1), along)
  gather(trees, leaves, along, product)
  const own = product.map((nodes, i) => (shares[i]! * nodes) / usual)
  return { weight, own }
}

/** How many nodes below the roots a row passes, over all trees: the mean of the rows that the trees were grown on. */
function usualNodes({ treeStart, size }: Forest, trees: number): number {
  let nodes = 0
  for (let t = 0; t < trees; t++) {
    let passed = 0
    for (let node = treeStart[t]! + 1; node < treeStart[t + 1]!; node++) passed += size[node]!
    nodes += passed / Math.max(1, size[treeStart[t]!]!)
  }
  return Math.max(1, nodes)
}

/** Writes for every node below the roots the sum of the rows that pass it. */
function spread(
  { treeStart, left }: Forest,
  trees: number,
  leaves: Int32Array,
  ofRows: Float64Array,
  sums: Float64Array,
): void {
  sums.fill(0)
  for (let i = 0; i < ofRows.length; i++) {
    const value = ofRows[i]!
    for (let k = i * trees; k < (i + 1) * trees; k++) sums[leaves[k]!] = sums[leaves[k]!]! + value
  }
  // A tree's nodes come after their parents.
  for (let t = 0; t < trees; t++) {
    const root = treeStart[t]!
    for (let node = treeStart[t + 1]! - 1; node >= root; node--) {
      const child = left[node]!
      if (child !== node) sums[node] = sums[child]! + sums[child + 1]!
    }
    sums[root] = 0
  }
}

/** Writes for every node the sum over its path, without the root. */
function addDown(
  { treeStart, left }: Forest,
  trees: number,
  weight: Float64Array,
  along: Float64Array,
): void {
  for (let t = 0; t < trees; t++) {
    along[treeStart[t]!] = 0
    for (let node = treeStart[t]!; node < treeStart[t + 1]!; node++) {
      const child = left[node]!
      if (child === node) continue
      along[child] = along[node]! + weight[child]!
      along[child + 1] = along[node]! + weight[child + 1]!
    }
  }
}

/** Writes for every row the sum over its leaves. */
function gather(trees: number, leaves: Int32Array, along: Float64Array, ofRows: Float64Array): void {
  for (let i = 0; i < ofRows.length; i++) {
    let sum = 0
    for (let k = i * trees; k < (i + 1) * trees; k++) sum += along[leaves[k]!]!
    ofRows[i] = sum
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
