import {
  plantedRecall,
  type PlantedRanks,
  type PlantedRecall,
} from '../analysis/compare/planted/planted-recall.ts'
import type { EvaluationCurve } from '../analysis/evaluate/curves.ts'

/** The recall of planted rows when so many rows are flagged. */
export function recallAt(ranks: PlantedRanks, cut: number): PlantedRecall {
  return plantedRecall(ranks, cut)
}

/**
 * The recall by the share of rows that is flagged.
 *
 * @param rowCount rows of the table
 */
export function recallCurve({ above }: Pick<PlantedRanks, 'above'>, rowCount: number): EvaluationCurve {
  const sorted = Float64Array.from(above).sort()
  const x: number[] = [0]
  const y: number[] = [0]
  for (const [i, rows] of sorted.entries()) {
    // A row is found once one more row than stands above it is flagged.
    x.push((rows + 1) / rowCount, (rows + 1) / rowCount)
    y.push(i / sorted.length, (i + 1) / sorted.length)
  }
  x.push(1)
  y.push(1)
  return { x: Float64Array.from(x, (at) => Math.min(1, at)), y: Float64Array.from(y) }
}
