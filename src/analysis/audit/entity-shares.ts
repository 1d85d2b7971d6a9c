import { columnAt, type QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { binomialUpperTail } from './binomial.ts'
import { cellOf, type CellText } from './cell-value.ts'
import { orderBy } from './order-by.ts'
import { columnCodes } from './row-codes.ts'

const SLICE = 1 << 16
/** With fewer marked rows nothing can be said about an entity. */
const FEWEST_MARKED = 3

/** One vendor, customer or other entity and how many of its rows are marked. */
export interface EntityShare {
  readonly name: CellText
  readonly firstRow: number
  readonly rows: number
  readonly marked: number
  /** Marked rows it would have with the share of the whole file. */
  readonly expected: number
  /** Probability of so many marked rows or more by chance, for this one entity. */
  readonly p: number
}

export interface EntityShares {
  readonly column: number
  /** Entities that have a counted row. */
  readonly entities: number
  /** The least probable first; entities with at least three marked rows and more than expected. */
  readonly listed: readonly EntityShare[]
}

/**
 * Which entities have more marked rows than the whole file's share would give them.
 *
 * @param context the open file
 * @param entity the column that names the entity
 * @param marks (rows,) 0: not counted, 1: counted, 2: counted and marked
 * @param limit entities to list
 * Cost: linear.
 */
export function* entityShares(
  context: QuestionContext,
  entity: number,
  marks: Uint8Array,
  limit: number,
): Work<EntityShares> {
  const column = columnAt(context, entity)
  const codes = yield* columnCodes(context, entity)
  const rows = new Uint32Array(codes.length)
  const marked = new Uint32Array(codes.length)
  const firstRows = new Uint32Array(codes.length)
  let allRows = 0
  let allMarked = 0
  for (let row = 0; row < codes.length; row++) {
    if (row % SLICE === SLICE - 1) yield
    const code = codes[row]!
    const mark = marks[row]!
    if (code < 0 || mark === 0) continue
    if (rows[code]!++ === 0) firstRows[code] = row
    allRows++
    if (mark === 2) {
      marked[code]!++
      allMarked++
    }
  }
  const share = allRows === 0 ? 0 : allMarked / allRows
  const found: { readonly code: number; readonly p: number }[] = []
  let entities = 0
  for (let code = 0; code < rows.length; code++) {
    if (rows[code]! > 0) entities++
    const more = marked[code]! >= FEWEST_MARKED && marked[code]! > rows[code]! * share
    if (more) {
      found.push({ code, p: binomialUpperTail(marked[code]!, rows[code]!, share) })
      if (found.length % 256 === 0) yield
    }
    if (code % SLICE === SLICE - 1) yield
  }
  const order = yield* orderBy(Float64Array.from(found, ({ p }) => p))
  const listed = Array.from(order.subarray(0, limit), (i) => {
    const { code, p } = found[i]!
    return {
      name: cellOf(column, firstRows[code]!),
      firstRow: firstRows[code]!,
      rows: rows[code]!,
      marked: marked[code]!,
      expected: rows[code]! * share,
      p,
    }
  })
  return { column: entity, entities, listed }
}
