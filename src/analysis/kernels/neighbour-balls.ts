/**
 * Balls around sampled rows, in subsets of one size: plain data. A ball reaches to the nearest other sample of
 * its subset; it is the more isolated, the closer that one's own nearest is in comparison.
 */
export interface Balls {
  readonly columns: number
  readonly subsets: number
  /** Balls per subset. */
  readonly size: number
  /** f32[subsets × size × columns], within a subset by radius, the smallest first. */
  readonly centres: Float32Array
  /** f32[subsets × size]: squared radii. */
  readonly radii: Float32Array
  /** f32[subsets × size] in [0, 1): what a row gets that this is the smallest ball around. */
  readonly isolation: Float32Array
}

/** Adds up, over the subsets, the isolation of the smallest ball around each row of a block; 1 where there is none. */
export interface BallSummer {
  /** f32[columns × BLOCK]: the rows to sum for, column by column. */
  readonly block: Float32Array
  /** @param sums f64[rows]: result, rows ≤ `BLOCK` */
  sum(rows: number, sums: Float64Array): void
}

export const BLOCK = 512

/** The sums in plain TypeScript: the bits of the WebAssembly kernel, several times as slow. */
export function plainSummer(balls: Balls): BallSummer {
  const block = new Float32Array(balls.columns * BLOCK)
  const distances = new Float32Array(BLOCK)
  const best = new Float32Array(BLOCK)
  return {
    block,
    sum(rows, sums) {
      sums.fill(0, 0, rows)
      for (let subset = 0; subset < balls.subsets; subset++) {
        best.fill(1, 0, rows)
        for (let ball = (subset + 1) * balls.size - 1; ball >= subset * balls.size; ball--) {
          squaredDistances(balls, ball, block, rows, distances)
          const radius = balls.radii[ball]!
          const isolation = balls.isolation[ball]!
          for (let i = 0; i < rows; i++) if (distances[i]! <= radius) best[i] = isolation
        }
        for (let i = 0; i < rows; i++) sums[i]! += best[i]!
      }
    },
  }
}

function squaredDistances(
  { centres, columns }: Balls,
  ball: number,
  block: Float32Array,
  rows: number,
  distances: Float32Array,
): void {
  distances.fill(0, 0, rows)
  for (let c = 0; c < columns; c++) {
    const centre = centres[ball * columns + c]!
    const from = c * BLOCK
    for (let i = 0; i < rows; i++) {
      const difference = Math.fround(block[from + i]! - centre)
      distances[i] = distances[i]! + Math.fround(difference * difference)
    }
  }
}
