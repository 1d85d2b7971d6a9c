import { sortedColumn, type QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** How the present values of a column are spread over different ones. */
export interface ColumnShape {
  /** Rows that hold a value (numbers and datetimes: a finite one). */
  readonly present: number
  readonly distinct: number
  /** The most frequent value (for categories its code, for text −1) and its rows; the smallest of several. */
  readonly top: number
  readonly topCount: number
  /** The share of all pairs of rows that agree in this column; missing cells agree with each other. */
  readonly agreement: number
}

/**
 * The shape of any column. Text is taken to be spread evenly over its different values.
 *
 * Cost: one pass over the sorted values, which are kept.
 */
export function columnShape(context: QuestionContext, index: number): Work<ColumnShape> {
  return context.kept(`findings: shape ${index}`, () => shapeOf(context, index))
}

function* shapeOf(context: QuestionContext, index: number): Work<ColumnShape> {
  const { rowCount, columns } = context.table
  const column = columns[index]!
  const { distinct, present, levelCounts } = context.statistics[index]!
  const pairs = new Tally(rowCount)
  if (column.type === 'text') {
    const each = distinct === 0 ? 0 : present / distinct
    pairs.sum = distinct * each * (each - 1)
    return { present, distinct, top: -1, topCount: each, agreement: pairs.finish(rowCount - present) }
  }
  if (column.type === 'category') {
    let top = -1
    for (const [code, count] of (levelCounts ?? new Uint32Array(0)).entries()) {
      pairs.add(count)
      if (count > 0 && (top < 0 || count > levelCounts![top]!)) top = code
    }
    const topCount = top < 0 ? 0 : levelCounts![top]!
    return { present, distinct, top, topCount, agreement: pairs.finish(rowCount - present) }
  }
  const sorted = yield* sortedColumn(context, index)
  let top = NaN
  let topCount = 0
  let runs = 0
  for (let start = 0; start < sorted.length;) {
    const value = sorted[start]!
    let end = start + 1
    while (end < sorted.length && sorted[end] === value) end++
    pairs.add(end - start)
    runs++
    if (end - start > topCount) {
      top = value
      topCount = end - start
    }
    if (Math.floor(end / SLICE_ROWS) > Math.floor(start / SLICE_ROWS)) yield
    start = end
  }
  return {
    present: sorted.length,
    distinct: runs,
    top,
    topCount,
    agreement: pairs.finish(rowCount - sorted.length),
  }
}

class Tally {
  sum = 0
  readonly #rows: number

  constructor(rows: number) {
    this.#rows = rows
  }

  add(count: number): void {
    this.sum += count * (count - 1)
  }

  finish(missing: number): number {
    return this.#rows < 2 ? 0 : (this.sum + missing * (missing - 1)) / (this.#rows * (this.#rows - 1))
  }
}
