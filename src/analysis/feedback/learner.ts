import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { Forest } from '../kernels/forest.ts'
import { createLeafTables, leafBlocks, type LeafTables } from '../kernels/leaf-tables.ts'
import { LEAF_BLOCK, numberLeaves } from '../kernels/leaf-walk.ts'
import { createRng } from '../math/rng.ts'
import { rankInSlices } from '../ranking/rank-scores.ts'
import type { Work } from '../work.ts'
import { baseFigures } from './base-figures.ts'
import {
  columnFigures,
  columnSpace,
  usualRows,
  learnColumns,
  LEAST_POSITIVES,
  type ColumnLessons,
  type ColumnSpace,
} from './column-lessons.ts'
import type { Learned, Lesson } from './feedback.ts'
import { momentsOf, type Sums } from './moments.ts'
import { latestLessons, learnPaths, tablesOf, type PathLessons } from './path-lessons.ts'
import { placeDecided, type DecidedRow } from './place-decided.ts'
import { growReferenceForest, treesFor } from './reference-forest.ts'
import { topRows } from './top-rows.ts'

/** Streams of the learner's generator, which is one of the run's own. */
const LEARNING_STREAM = 5
const FOREST_STREAM = 0
const COLUMNS_STREAM = 1
const USUAL_STREAM = 2
/** Path lengths as whole numbers of this many parts, so that sums over the trees are exact. */
const PATH_PARTS = 65_536
/** Leaves found, or summed up, between two pauses. */
const FILL_BLOCKS = 8
const SUM_BLOCKS = 128

/** A detector's run, as far as learning needs it. */
export interface RunToLearn {
  readonly x: FeatureMatrix
  readonly scores: Float32Array
  readonly order: Uint32Array
  readonly seed: number
}

/** What can be had of a run before the first decision: what makes the first one as quick as the others. */
export interface Learner {
  readonly run: RunToLearn
  readonly forest: Forest
  readonly numbers: Uint8Array
  /** Null where there are too many rows to keep their leaves: only the columns' weights are learned then. */
  readonly leaves: LeafTables
  readonly figures: Float32Array
  readonly spread: number
  readonly space: ColumnSpace | null
  /** Rows that stand for the usual ones, ascending. */
  readonly background: Uint32Array
}

/** What lessons made of a learner. */
export interface Taught {
  readonly learned: Learned
  readonly paths: PathLessons
  readonly columns: ColumnLessons | null
  /** (rows,) of undecided rows; what the decided ones get follows from their places. */
  readonly scores: Float32Array
  readonly decided: readonly DecidedRow[]
  /** What scores are made of: `ofPaths` × (figure + gain × part) + `ofColumns` × log-odds + `offset`. */
  readonly ofPaths: number
  readonly ofColumns: number
  readonly offset: number
}

/**
 * Gets a run ready to learn from decisions: grows a reference forest on its features, finds every row's leaves, and
 * puts the detector's order on the scale of the forest's paths.
 *
 * @returns null where the table has too many rows for their leaves to be kept
 *
 * Cost: that of scoring all rows with the forest, and a sort. Memory: a byte per row and tree, 8 bytes per row.
 */
export function* prepareLearner(run: RunToLearn): Work<Learner | null> {
  const { x } = run
  const trees = treesFor(x.rowCount)
  if (trees === 0) return null
  const rng = createRng(run.seed).fork(LEARNING_STREAM)
  const forest = yield* growReferenceForest(x, trees, rng.fork(FOREST_STREAM))
  const numbers = numberLeaves(forest)
  const leaves = createLeafTables(forest, trees, x.columns.length, x.rowCount)
  if (numbers === null || leaves === null)
    throw new Error('a tree of the reference forest has too many leaves')
  for (let block = 0; block < leafBlocks(x.rowCount); block++) {
    leaves.fill(x.columns, block)
    if (block % FILL_BLOCKS === FILL_BLOCKS - 1) yield
  }
  const lengths = Int32Array.from(forest.pathLength, (length) => Math.round(length * PATH_PARTS))
  leaves.setTables(tablesOf(forest, trees, numbers, lengths))
  const paths = new Float32Array(x.rowCount)
  for (let block = 0; block < leafBlocks(x.rowCount); block++) {
    const sums = leaves.sumBlock(block)
    for (let i = 0; i < sums.length; i++) paths[block * LEAF_BLOCK + i] = sums[i]! / PATH_PARTS
    if (block % SUM_BLOCKS === SUM_BLOCKS - 1) yield
  }
  const { figures, spread } = yield* baseFigures(run.scores, run.order, paths)
  const space = columnSpace(x, rng.fork(COLUMNS_STREAM))
  const background = usualRows(x.rowCount, rng.fork(USUAL_STREAM))
  return { run, forest, numbers, leaves, figures, spread, space, background }
}

/**
 * Scores all rows after some lessons: the detector's figure plus what the lessons made of the row's paths, in
 * standard deviations; from `LEAST_POSITIVES` anomalies on averaged with the log-odds of the columns' weights. The
 * same run, lessons and order of lessons give the same scores to the bit.
 *
 * @param lessons at least one that teaches, of rows of the table
 *
 * Cost: a look-up per row and tree, and a pass or two; no tree is walked but by the decided rows.
 */
export function* teach(learner: Learner, lessons: readonly Lesson[]): Work<Taught> {
  const { run, forest, numbers, leaves, figures, spread, space, background } = learner
  const { x } = run
  const n = x.rowCount
  const { trees } = leaves
  const known = new Set(lessons.map(({ row }) => row))
  const usual = background.filter((row) => !known.has(row))
  const paths = yield* learnPaths(forest, trees, numbers, x, figures, spread, usual, lessons)
  const positives = lessons.filter(({ label }) => label === 'anomaly').length
  const decisions = lessons.filter(({ label }) => label !== 'unsure').length
  const columns =
    space !== null && positives >= LEAST_POSITIVES
      ? learnColumns(space, x, figures, usual, latestLessons(lessons))
      : null
  yield

  const scores = new Float32Array(n)
  leaves.setTables(paths.tables)
  const sums = { sum: 0, squares: 0 }
  for (let block = 0; block < leafBlocks(n); block++) {
    combine(leaves.sumBlock(block), figures, paths.part, scores, block * LEAF_BLOCK, sums)
    if (block % SUM_BLOCKS === SUM_BLOCKS - 1) yield
  }
  const { mean, spread: spreadOfPaths } = momentsOf(sums, n)
  let mix = { ofPaths: 1, ofColumns: 0, offset: -mean }
  if (columns !== null && space !== null) {
    const { odds, moments } = yield* columnFigures(space, columns, x, figures)
    const ofPaths = 0.5 / spreadOfPaths
    const ofColumns = 0.5 / moments.spread
    // The mean of both, each in standard deviations from its own mean.
    mix = { ofPaths, ofColumns, offset: -mean * ofPaths - moments.mean * ofColumns }
    yield
    average(scores, odds, mix)
  } else {
    shift(scores, mix.offset)
  }
  yield
  const decided = lessons.map(({ row, label }) => {
    // What is decided about a row moves the rows like it, not the row itself out of sight.
    const lost = label === 'false-alarm' ? (paths.lost.get(row) ?? 0) * mix.ofPaths : 0
    return { row, detectorRank: rankIn(run, row), score: Math.fround(scores[row]! + lost) }
  })
  const learned: Learned = {
    decisions,
    positives,
    method: columns === null ? 'paths' : 'paths-and-columns',
  }
  return { learned, paths, columns, scores, decided, ...mix }
}

function combine(
  gains: Int32Array,
  figures: Float32Array,
  part: number,
  scores: Float32Array,
  from: number,
  sums: Sums,
): void {
  let { sum, squares } = sums
  for (let i = 0; i < gains.length; i++) {
    const score = figures[from + i]! + gains[i]! * part
    scores[from + i] = score
    sum += score
    squares += score * score
  }
  sums.sum = sum
  sums.squares = squares
}

function shift(scores: Float32Array, by: number): void {
  for (let i = 0; i < scores.length; i++) scores[i] = scores[i]! + by
}

function average(
  scores: Float32Array,
  odds: Float32Array,
  { ofPaths, ofColumns, offset }: Pick<Taught, 'ofPaths' | 'ofColumns' | 'offset'>,
): void {
  for (let i = 0; i < scores.length; i++) scores[i] = scores[i]! * ofPaths + odds[i]! * ofColumns + offset
}

/** A row's position in the detector's order, from 0. Cost: logarithmic. */
function rankIn({ scores, order }: RunToLearn, row: number): number {
  const score = scores[row]!
  let low = 0
  let high = order.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = order[middle]!
    if (scores[other]! > score || (scores[other]! === score && other < row)) low = middle + 1
    else high = middle
  }
  return low
}

/** The first rows of the learned order, without ordering the rest. Cost: one pass over the scores. */
export function firstRows({ scores, decided }: Taught, count: number): Uint32Array {
  const rows = new Set(decided.map(({ row }) => row))
  const places = Math.min(count, scores.length)
  // One more than can be needed, so that a row that is held up at the end knows its neighbour.
  const others = topRows(scores, places + decided.length + 1, rows)
  const untouched = new Map(decided.map(({ row }) => [row, scores[row]!]))
  const first = placeDecided(others, scores, decided, places)
  for (const [row, score] of untouched) scores[row] = score
  return first
}

/** The whole order; the scores of the decided rows are set on the way. Cost: a sort, and a pass. */
export function* wholeOrder({ scores, decided }: Taught): Work<Uint32Array> {
  const all = yield* rankInSlices(scores)
  const marks = new Uint8Array(all.length)
  for (const { row } of decided) marks[row] = 1
  const others = new Uint32Array(all.length - decided.length)
  keepUnmarked(all, marks, others)
  yield
  return placeDecided(others, scores, decided, all.length)
}

function keepUnmarked(rows: Uint32Array, marks: Uint8Array, out: Uint32Array): void {
  let at = 0
  for (let k = 0; k < rows.length; k++) if (marks[rows[k]!] === 0) out[at++] = rows[k]!
}
