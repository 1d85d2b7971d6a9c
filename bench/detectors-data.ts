import type { FeatureMatrix } from '../src/analysis/features/feature-matrix.ts'
import { createRng } from '../src/analysis/math/rng.ts'
import { matrixOf } from '../src/analysis/detectors/test-data.ts'

export const COLUMNS = 10
const GROUPS = 5
const ODD_SHARE = 0.005

/**
 * Seeded rows such as files have: four correlated measurements in five groups, two amounts with heavy tails,
 * an hour, a small count, an even spread, and a column that is mostly zero; one row in 200 is odd.
 *
 * @returns rows × 10
 */
export function mixedMatrix(rows: number): FeatureMatrix {
  const rng = createRng(20260101)
  const normal = (): number => {
    let sum = -6
    for (let k = 0; k < 12; k++) sum += rng.next()
    return sum
  }
  const centres = Array.from({ length: GROUPS }, () => [0, 1, 2, 3].map(() => 6 * normal()))
  const columns = Array.from({ length: COLUMNS }, () => new Float32Array(rows))
  for (let row = 0; row < rows; row++) {
    const odd = rng.next() < ODD_SHARE ? 4 : 1
    const centre = centres[rng.below(GROUPS)]!
    const shared = normal()
    const rest = [
      Math.exp(3 + odd * normal()),
      Math.exp(5 + 0.7 * odd * normal()),
      (12 + Math.round(3 * odd * normal()) + 240) % 24,
      Math.floor(-Math.log(1 - rng.next()) * odd),
      rng.next() * 100,
      rng.next() < 0.9 ? 0 : Math.abs(normal()) * odd,
    ]
    for (const [c, middle] of centre.entries()) columns[c]![row] = middle + odd * (0.7 * shared + normal())
    for (const [c, value] of rest.entries()) columns[4 + c]![row] = value
  }
  return matrixOf(columns)
}
