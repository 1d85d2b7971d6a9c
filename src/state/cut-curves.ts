import { daysCovered } from '../analysis/ranking/capacity.ts'
import { scoreAtCut } from '../analysis/ranking/cut.ts'
import { cutPositions } from '../analysis/ranking/cut-positions.ts'
import type { Ranking } from '../workers/engine.api.ts'

/** Something against the number of rows flagged. */
export interface CutCurve {
  /** Ascending, from 0 to all rows. */
  readonly positions: Uint32Array
  /** One for each. */
  readonly values: Float64Array
}

/** The amount above the line, for every line; null without an amount column. */
export function amountCurve({ scores, order, amountAlong }: Ranking): CutCurve | null {
  if (amountAlong === null) return null
  const positions = cutPositions(scores, order)
  const values = Float64Array.from(positions, (cut) => (cut === 0 ? 0 : amountAlong[cut - 1]!))
  return { positions, values }
}

/** The score at the line, for every line. */
export function scoreCurve({ scores, order }: Ranking): CutCurve {
  const positions = cutPositions(scores, order)
  return {
    positions,
    values: Float64Array.from(positions, (cut) => scoreAtCut(scores, order, cut || 1) ?? 0),
  }
}

export { daysCovered }
