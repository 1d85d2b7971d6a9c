import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import type { Balls } from '../../kernels/neighbour-balls.ts'
import { squaredDistance } from '../../kernels/neighbour-tree.ts'
import type { RunContext } from '../../run-context.ts'
import { sampleRows } from '../sample-rows.ts'
import type { Scaling } from '../scaling.ts'
import { pickRows } from './pick-rows.ts'
import { scaledRows } from './reference-rows.ts'

/** What isolation compares: radii, or their squares. */
export type RadiusRatio = 'plain' | 'squared'

/**
 * Draws `subsets` times `size` rows without replacement and puts balls around them.
 *
 * Cost: O(subsets × size² × columns), whatever the number of rows.
 */
export function drawBalls(
  x: FeatureMatrix,
  scaling: Scaling,
  subsets: number,
  size: number,
  ratio: RadiusRatio,
  run: RunContext,
): Balls {
  const columns = x.columns.length
  const samples = new Float32Array(subsets * size * columns)
  for (let subset = 0; subset < subsets; subset++) {
    run.checkpoint()
    run.progress(subset, subsets)
    const rows = sampleRows(x.rowCount, size, run.rng.fork(subset))
    samples.set(scaledRows(pickRows(x, rows), scaling, 0, size), subset * size * columns)
  }
  return ballsAround(samples, columns, subsets, size, ratio)
}

/**
 * A ball around each row of each sample that reaches to the nearest other one. Isolation is 1 − (radius of the
 * nearest's ball) / (own radius), or that of their squares. A ball of radius 0, around rows that are equal, has
 * isolation 0: its nearest is no less isolated.
 *
 * @param samples f32[subsets × size × columns]
 */
export function ballsAround(
  samples: Float32Array,
  columns: number,
  subsets: number,
  size: number,
  ratio: RadiusRatio,
): Balls {
  const centres = new Float32Array(samples.length)
  const radii = new Float32Array(subsets * size)
  const isolation = new Float32Array(subsets * size)
  for (let subset = 0; subset < subsets; subset++) {
    const points = samples.subarray(subset * size * columns, (subset + 1) * size * columns)
    const { nearest, squares } = nearestOfEach(points, size, columns)
    const order = Array.from(squares.keys()).sort((a, b) => squares[a]! - squares[b]! || a - b)
    for (const [i, from] of order.entries()) {
      const ball = subset * size + i
      const square = squares[from]!
      centres.set(points.subarray(from * columns, (from + 1) * columns), ball * columns)
      radii[ball] = square
      const share = square > 0 ? squares[nearest[from]!]! / square : 1
      isolation[ball] = 1 - (ratio === 'squared' ? share : Math.sqrt(share))
    }
  }
  return { columns, subsets, size, centres, radii, isolation }
}

/** Of each point the first of the nearest others, and its squared distance; itself and 0 where it is alone. */
function nearestOfEach(points: Float32Array, size: number, columns: number) {
  const nearest = new Int32Array(size)
  const squares = new Float32Array(size)
  for (let i = 0; i < size; i++) {
    nearest[i] = i
    let least = Infinity
    for (let j = 0; j < size; j++) {
      if (j === i) continue
      const square = squaredDistance(points, i * columns, points, j * columns, columns)
      if (square >= least) continue
      least = square
      nearest[i] = j
    }
    squares[i] = least === Infinity ? 0 : least
  }
  return { nearest, squares }
}
