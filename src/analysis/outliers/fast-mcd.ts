import { sampleRows } from '../detectors/sample-rows.ts'
import type { Rng } from '../run-context.ts'
import type { Work } from '../work.ts'
import {
  BLOCK,
  blocksPerSlice,
  cholesky,
  fillBlock,
  momentsOf,
  squaredDistances,
  type Ellipsoid,
  type ScaledColumns,
} from './scaled-rows.ts'
import { rowsOfSmallest } from './smallest.ts'

interface Solution extends Ellipsoid {
  readonly logDeterminant: number
}

/** The centre and covariance of the h rows whose covariance has (nearly) the smallest determinant. */
export type McdResult = Solution | { readonly dependent: number }

/**
 * Minimum covariance determinant by the FAST-MCD algorithm: random starts of d + 1 rows, two C-steps each,
 * the best ten go on. From 600 rows on the starts are made in up to five disjoint random subsets of 300 rows,
 * then in those together; from 20,000 rows on the ten best go on in a random 20,000 of them, and the best of
 * these in all rows. A C-step takes the h rows nearest to the last centre, by its own covariance.
 *
 * @param rows row indices to look at, at least h
 * @param h rows of the core, more than d
 * @returns the best solution found; or the column that follows from those before it in every core that was
 *   found, which leaves no volume to measure by
 *
 * Cost: some 500 starts on 300 rows, then linear in rows × d² for each of some 10 to 30 C-steps.
 * Source: Rousseeuw & Van Driessen, Technometrics 41 (1999).
 */
export function* fastMcd(x: ScaledColumns, rows: Uint32Array, h: number, rng: Rng): Work<McdResult> {
  const d = x.columns.length
  const n = rows.length
  const share = h / n
  const run: Run = { x, share, dependent: 0 }
  let found: readonly Solution[]
  if (n <= 2 * SUBSET) {
    found = yield* fromStarts(run, rows, startsFor(d), rng, 0, 0.8)
  } else {
    const size = Math.max(SUBSET, 6 * d)
    const parts = Math.max(1, Math.min(MOST_SUBSETS, Math.floor(n / size)))
    yield
    const pool = sampleRows(n, Math.min(n, parts * size), rng.fork(0)).map((i) => rows[i]!)
    yield
    const fromParts: Solution[] = []
    for (let part = 0; part < parts; part++) {
      const own = pool.subarray(part * size, part === parts - 1 ? pool.length : (part + 1) * size)
      const starts = Math.ceil(startsFor(d) / parts)
      const from = (0.5 * part) / parts
      fromParts.push(...(yield* fromStarts(run, own, starts, rng.fork(part + 1), from, 0.5 / parts)))
    }
    found = yield* improved(run, pool, fromParts, 2)
  }
  if (n > MIDDLE) {
    yield 0.55
    const middle = sampleRows(n, MIDDLE, rng.fork(MOST_SUBSETS + 1)).map((i) => rows[i]!)
    yield 0.6
    found = (yield* improved(run, middle.sort(), found, MOST_STEPS)).slice(0, 1)
  }
  yield 0.8
  const [best] = yield* improved(run, rows, found, MOST_STEPS)
  return best ?? { dependent: run.dependent }
}

const SUBSET = 300
/** From so many on, each start is a slice of its own. */
const MANY_VALUES = 2000
const MOST_SUBSETS = 5
const STARTS = 500
const KEPT = 10
const MIDDLE = 20_000
const MOST_STEPS = 30
/** Smaller gains in ln det are rounding, or on many rows far below the estimate's own noise. */
const GAIN = 1e-10
const GAIN_ON_MANY = 1e-6

/** Fewer starts on many columns, whose C-steps cost d² each. */
function startsFor(d: number): number {
  return Math.max(100, Math.min(STARTS, Math.floor((STARTS * 400) / (d * d))))
}

interface Run {
  readonly x: ScaledColumns
  /** Share of the rows that make the core. */
  readonly share: number
  /** A column that followed from others where a core had no volume. */
  dependent: number
}

function* fromStarts(
  run: Run,
  rows: Uint32Array,
  starts: number,
  rng: Rng,
  done: number,
  share: number,
): Work<readonly Solution[]> {
  const found: Solution[] = []
  for (let i = 0; i < starts; i++) {
    const start = yield* randomStart(run, rows, rng)
    if (start !== null) {
      const solution = yield* steps(run, rows, start, 2)
      if (solution !== null) found.push(solution)
    }
    if (i % 4 === 3 || rows.length * run.x.columns.length > MANY_VALUES) yield done + (share * i) / starts
  }
  return best(found)
}

/** The ellipsoid of d + 1 random rows, or of more where those have no volume. */
function* randomStart(run: Run, rows: Uint32Array, rng: Rng): Work<Solution | null> {
  const d = run.x.columns.length
  for (let size = d + 1; ; size = Math.min(2 * size, rows.length)) {
    const drawn = sampleRows(rows.length, Math.min(size, rows.length), rng).map((i) => rows[i]!)
    const solution = yield* ellipsoidOf(run, drawn, null)
    if (solution !== null || size >= rows.length) return solution
  }
}

/** C-steps from each solution until nothing is gained; the best ones first. */
function* improved(
  run: Run,
  rows: Uint32Array,
  solutions: readonly Solution[],
  most: number,
): Work<readonly Solution[]> {
  const found: Solution[] = []
  for (const solution of solutions) {
    const better = yield* steps(run, rows, solution, most)
    if (better !== null) found.push(better)
    yield
  }
  return best(found)
}

function* steps(run: Run, rows: Uint32Array, start: Solution, most: number): Work<Solution | null> {
  const { x } = run
  const d = x.columns.length
  const h = Math.min(rows.length, Math.max(d + 1, Math.floor(run.share * rows.length)))
  const distances = new Float64Array(rows.length)
  const block = new Float64Array(d * BLOCK)
  const least = rows.length > MIDDLE ? GAIN_ON_MANY : GAIN
  let at = start
  for (let step = 0; step < most; step++) {
    yield* distancesOf(x, rows, at, block, distances)
    const core = yield* rowsOfSmallest(distances, rows, h)
    const next = yield* ellipsoidOf(run, core, at.centre)
    if (next === null) return null
    const settled = step > 0 && at.logDeterminant - next.logDeterminant < least
    at = next
    if (settled) break
    if (rows.length > BLOCK) yield
  }
  return at
}

/** Squared distances of rows from an ellipsoid's centre, into `out`. */
export function* distancesOf(
  x: ScaledColumns,
  rows: Uint32Array | null,
  { centre, lower }: Ellipsoid,
  block: Float64Array,
  out: Float64Array,
): Work<void> {
  const d = x.columns.length
  const perSlice = blocksPerSlice(d)
  for (let start = 0; start < out.length; start += BLOCK) {
    const count = Math.min(BLOCK, out.length - start)
    fillBlock(x, rows, start, count, centre, block)
    squaredDistances(lower, d, block, count, out.subarray(start, start + count))
    if ((start / BLOCK) % perSlice === perSlice - 1) yield
  }
}

function* ellipsoidOf(run: Run, rows: Uint32Array, guess: Float64Array | null): Work<Solution | null> {
  const d = run.x.columns.length
  const { centre, covariance } = yield* momentsOf(run.x, rows, guess)
  const factor = cholesky(covariance, d)
  if ('dependent' in factor) {
    run.dependent = factor.dependent
    return null
  }
  return { centre, ...factor }
}

/** The ten smallest determinants; the first of equal ones. */
function best(solutions: readonly Solution[]): readonly Solution[] {
  return [...solutions].sort((a, b) => a.logDeterminant - b.logDeterminant).slice(0, KEPT)
}
