import type { QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'

export interface RowsByLineRequest {
  /** Lines of the file, from 1. */
  readonly lines: readonly number[]
}

const SLICE = 1 << 15

/**
 * The rows that start on given lines.
 *
 * @returns (lines,) row indices; −1 where no row that was read starts on the line
 *
 * Cost: logarithmic in the rows for each line, as rows are in the order of the file.
 */
export function* rowsByLine(
  { table, lineOf }: QuestionContext,
  { lines }: RowsByLineRequest,
): Work<Int32Array> {
  const rows = new Int32Array(lines.length)
  for (const [i, line] of lines.entries()) {
    let low = 0
    let high = table.rowCount
    while (low < high) {
      const middle = (low + high) >>> 1
      if (lineOf(middle) < line) low = middle + 1
      else high = middle
    }
    rows[i] = low < table.rowCount && lineOf(low) === line ? low : -1
    if (i % SLICE === SLICE - 1) yield
  }
  return rows
}
