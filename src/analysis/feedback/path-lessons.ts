import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { Forest } from '../kernels/forest.ts'
import { MOST_LEAVES } from '../kernels/leaf-walk.ts'
import type { Work } from '../work.ts'
import type { Lesson } from './feedback.ts'
import { fitPathSquares } from './path-squares.ts'

/** A step of one lesson, η: weights begin at 1 and move by ½, so that all of them are whole numbers of halves. */
const FULL_WEIGHT = 2
/** Where decided rows are drawn to, in standard deviations from the mean: anomalies up, false alarms down. */
const TARGET = 10
/** How little a decided row may be off its target (λ of `fitPathSquares`), and a usual row off its own figure. */
const DECIDED_NOISE = 0.3
const USUAL_NOISE = 3
const ROWS_PER_SLICE = 256
/** Lessons of one label that are fitted; the paper's steps are taken for all. */
const MOST_OF_A_KIND = 500
/** Gains are whole numbers of at most so many parts, and sums of them over the trees stay within 32 bits. */
const MOST_PARTS = 1_048_576
const MOST_SUM = 2_147_483_647

/** What lessons made of a forest: how much higher rows are for the nodes on their paths. */
export interface PathLessons {
  readonly trees: number
  /** (nodes,) by how many parts the path down to a node makes a row higher. */
  readonly gain: Int32Array
  /** (trees × 256,) the same per leaf, by its number. */
  readonly tables: Int32Array
  /** A part in standard deviations of the detector's figure; a power of two. */
  readonly part: number
  /** What each false alarm lost by being one: as much lower are rows just like it. */
  readonly lost: ReadonlyMap<number, number>
}

/**
 * What all rows' paths are worth after some lessons: first the paper's steps (`mirrorDescent`), which are of one size
 * for every lesson; then least squares on the same nodes (`fitPathSquares`) take what these steps left of the errors,
 * so that lessons which say the same count once, and those which contradict each other are parted further down. Some
 * usual rows are asked to stay at their own figure, so that what is learned stays with the rows that are like the
 * decided ones.
 *
 * @param numbers of the leaves, see `numberLeaves`
 * @param figures (rows,) the detector's, in standard deviations, see `baseFigures`
 * @param spread of a row's sum of path lengths: what turns halves of a node into standard deviations
 * @param background undecided rows that stand for the usual ones, ascending
 * @param lessons in their order, which matters only where a weight of the paper's reaches 0
 *
 * Cost: trees × (lessons × depth + nodes), and that of the least squares.
 */
export function* learnPaths(
  forest: Forest,
  trees: number,
  numbers: Uint8Array,
  x: FeatureMatrix,
  figures: Float32Array,
  spread: number,
  background: Uint32Array,
  lessons: readonly Lesson[],
): Work<PathLessons> {
  const { treeStart, left } = forest
  const half = 0.5 / spread
  const lost = new Map<number, number>()
  const halves = yield* mirrorDescent(forest, trees, x, lessons, (row, nodes) => lost.set(row, nodes * half))
  // In the order of the rows: sums of rounded numbers depend on it, and what is learned here must not.
  const taught = latestLessons(lessons).sort((a, b) => a.row - b.row)
  const rows = [...taught.map(({ row }) => row), ...background]
  const leaves = new Int32Array(rows.length * trees)
  const errors = new Float64Array(rows.length)
  const nodes = new Float64Array(rows.length)
  const path = new Int32Array(forest.steps + 1)
  for (const [i, row] of rows.entries()) {
    let moved = 0
    for (let t = 0; t < trees; t++) {
      const length = walk(forest, t, x, row, path)
      const leaf = length > 0 ? path[length - 1]! : treeStart[t]!
      leaves[i * trees + t] = leaf
      moved += halves[leaf]!
      nodes[i] = nodes[i]! + length
    }
    const label = taught[i]?.label
    const wanted = label === undefined ? figures[row]! : label === 'anomaly' ? TARGET : -TARGET
    errors[i] = wanted - figures[row]! - moved * half
    if (i % ROWS_PER_SLICE === ROWS_PER_SLICE - 1) yield
  }
  const noise = Float64Array.from(rows, (_, i) => (i < taught.length ? DECIDED_NOISE : USUAL_NOISE))
  const { weight, own } = yield* fitPathSquares(forest, trees, leaves, errors, noise)
  for (const [i, { row, label }] of taught.entries())
    if (label === 'false-alarm') lost.set(row, Math.max(0, nodes[i]! * half - own[i]!))

  // A tree's nodes come after their parents.
  const exact = new Float64Array(halves.length)
  let most = 0
  for (let t = 0; t < trees; t++) {
    let mostOfTree = 0
    for (let node = treeStart[t]!; node < treeStart[t + 1]!; node++) {
      const child = left[node]!
      if (child !== node) {
        exact[child] = exact[node]! + weight[child]!
        exact[child + 1] = exact[node]! + weight[child + 1]!
      }
      // Overwritten by what it comes to only once its children have read it.
      const sum = exact[node]! + halves[node]! * half
      exact[node] = sum
      mostOfTree = Math.max(mostOfTree, Math.abs(sum))
    }
    most += mostOfTree + 1
  }
  let parts = MOST_PARTS
  while (parts * most > MOST_SUM) parts /= 2
  const gain = Int32Array.from(exact, (value) => Math.round(value * parts))
  return { trees, gain, tables: tablesOf(forest, trees, numbers, gain), part: 1 / parts, lost }
}

/** (trees × 256,) of every leaf, by its number, what it has among the nodes. */
export function tablesOf(
  { treeStart, left }: Forest,
  trees: number,
  numbers: Uint8Array,
  ofNodes: Int32Array,
): Int32Array {
  const tables = new Int32Array(trees * MOST_LEAVES)
  for (let t = 0; t < trees; t++)
    for (let node = treeStart[t]!; node < treeStart[t + 1]!; node++)
      if (left[node] === node) tables[t * MOST_LEAVES + numbers[node]!] = ofNodes[node]!
  return tables
}

/**
 * Online mirror descent with a linear loss on the weights of a forest's nodes: after each lesson the weight of every
 * node on the row's path, in every tree, goes down by η for an anomaly (not below 0) and up by η for a false alarm.
 * A row's score is minus the sum of the weights on its paths. The root, which is on every path, is left out.
 *
 * @param trees of the forest, the first ones
 * @param lessons in their order, which matters only where a weight reaches 0
 * @param tellFalseAlarm hears how many nodes each false alarm passes
 * @returns (nodes,) halves by which the path down to a node counts less than before: of it and all nodes above
 *
 * η = ½ as measured in docs/review.md. Cost: trees × (lessons × depth + nodes).
 * Source: Siddiqui, Fern, Dietterich et al., KDD 2018.
 */
export function* mirrorDescent(
  forest: Forest,
  trees: number,
  x: FeatureMatrix,
  lessons: readonly Lesson[],
  tellFalseAlarm?: (row: number, nodes: number) => void,
): Work<Int32Array> {
  const { treeStart, left } = forest
  const nodes = treeStart[trees]!
  const weight = new Int32Array(nodes).fill(FULL_WEIGHT)
  const path = new Int32Array(forest.steps + 1)
  for (const [i, { row, label }] of lessons.entries()) {
    if (label === 'unsure') continue
    const passed = moveWeights(forest, trees, x, row, label === 'anomaly', weight, path)
    if (label === 'false-alarm') tellFalseAlarm?.(row, passed)
    if (i % ROWS_PER_SLICE === ROWS_PER_SLICE - 1) yield
  }
  const gain = new Int32Array(nodes)
  for (let node = 0; node < nodes; node++) {
    const child = left[node]!
    if (child === node) continue
    gain[child] = gain[node]! + FULL_WEIGHT - weight[child]!
    gain[child + 1] = gain[node]! + FULL_WEIGHT - weight[child + 1]!
  }
  return gain
}

/** One lesson; returns how many nodes the row passes. */
function moveWeights(
  forest: Forest,
  trees: number,
  x: FeatureMatrix,
  row: number,
  isAnomaly: boolean,
  weight: Int32Array,
  path: Int32Array,
): number {
  let passed = 0
  for (let t = 0; t < trees; t++) {
    const length = walk(forest, t, x, row, path)
    for (let k = 0; k < length; k++) {
      const node = path[k]!
      weight[node] = isAnomaly ? Math.max(0, weight[node]! - 1) : weight[node]! + 1
    }
    passed += length
  }
  return passed
}

/**
 * What a fit that costs more with each lesson is made of: the last 500 anomalies and the last 500 false alarms.
 *
 * Cost: linear in the lessons.
 */
export function latestLessons(lessons: readonly Lesson[]): Lesson[] {
  const left = { anomaly: MOST_OF_A_KIND, 'false-alarm': MOST_OF_A_KIND, unsure: 0 }
  const latest: Lesson[] = []
  for (let i = lessons.length - 1; i >= 0; i--) if (left[lessons[i]!.label]-- > 0) latest.push(lessons[i]!)
  return latest.reverse()
}

/**
 * What each source column has to do with a row's gain: at every split on its paths, the gain of the node that it
 * leads to belongs to the split's column. Adds up over the columns to the row's gain.
 *
 * @param out (sources,) receives parts
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
