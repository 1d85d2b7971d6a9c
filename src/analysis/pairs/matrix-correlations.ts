import { valueReader, type BlockReader } from '../correlation/block-reader.ts'
import { columnFacts } from '../correlation/column-facts.ts'
import { pearsonMatrix } from '../correlation/pearson.ts'
import { valueColumnAt, type QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { asOnAxis } from './pair-lines.ts'

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
 * Cost: linear in rows × pairs, some 100 ms for a million rows and six columns, in slices.
 */
export function* matrixCorrelations(
  context: QuestionContext,
  { columns, logs }: MatrixCorrelationsRequest,
): Work<MatrixCorrelations> {
  const readers: BlockReader[] = []
  for (const [j, column] of columns.entries()) {
    const values = yield* asOnAxis(valueColumnAt(context, column).values, logs[j] === true)
    readers.push(valueReader(values, yield* columnFacts(values), null))
  }
  const { values, rows, size } = yield* pearsonMatrix(readers, context.table.rowCount)
  const found: { n: number; r: number | null }[] = []
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < j; i++) {
      const r = values[i * size + j]!
      found.push({ n: rows[i * size + j]!, r: r === r ? r : null })
    }
  }
  return found
}
