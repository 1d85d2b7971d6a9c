import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { asOnAxis } from './pair-lines.ts'
import { pairMoments, pearson } from './pair-moments.ts'

export interface MatrixCorrelationsRequest {
  readonly columns: readonly number[]
  readonly logs: readonly boolean[]
}

/** Per pair of columns i < j, in the order 0·1, 0·2, 1·2, 0·3 …: Pearson's r of what the axes show. */
export type MatrixCorrelations = readonly {
  /** Rows where both have a place on their axis. */
  readonly n: number
  /** Null where a column does not vary. */
  readonly r: number | null
}[]

/**
 * Pearson's r of each pair of a scatter-plot matrix, over the rows where both are finite.
 *
 * @throws FlagstoneError when a column is neither numbers nor datetimes
 *
 * Cost: linear in rows × pairs, some 10 ms for a million rows and a pair, in slices.
 */
export function* matrixCorrelations(
  context: QuestionContext,
  { columns, logs }: MatrixCorrelationsRequest,
): Work<MatrixCorrelations> {
  const axes: Float64Array[] = []
  const found: { n: number; r: number | null }[] = []
  for (const [j, column] of columns.entries()) {
    const values = yield* asOnAxis(valueColumnAt(context, column).values, logs[j] === true)
    for (const earlier of axes) {
      const moments = yield* pairMoments(earlier, values)
      found.push({ n: moments.n, r: pearson(moments) })
    }
    axes.push(values)
    yield (j + 1) / columns.length
  }
  return found
}
