import { columnCodes } from '../audit/row-codes.ts'
import { correlationRatio } from '../correlation/correlation-ratio.ts'
import type { QuestionContext } from '../questions/question.ts'
import { evenRows } from '../questions/sample-table.ts'
import type { Work } from '../work.ts'

/** A column whose equal cells make rows peers. */
export interface PeerColumn {
  readonly column: number
  readonly name: string
  /** Of an entity (customer, account, card), or of a kind of row. */
  readonly kind: 'entity' | 'category'
  /** How much of where the numbers lie it tells, 0 … 1; 0 for entities, which come first anyway. */
  readonly tells: number
}

/** Rows that the choice is made on, evenly drawn. */
const SAMPLE_ROWS = 20_000
/** Number columns that a category is measured by. */
const MOST_NUMBERS = 20
const MOST_CATEGORIES = 6
/** A category with fewer rows per value than this makes no peers. */
const ROWS_PER_LEVEL = 20

/**
 * The columns that make rows comparable: entities, the strongest first, then the categories that tell most of the
 * numbers: those with the largest mean correlation ratio η² of the number columns' ranks, less what η² is by chance.
 *
 * @returns entities first; none where the file has neither
 *
 * Cost: of 20,000 rows per pair of a category and a number column, once per file.
 */
export function peerColumns(
  context: QuestionContext,
  _request: Readonly<Record<string, never>>,
): Work<readonly PeerColumn[]> {
  return context.kept('evidence peers', function* () {
    const { table, roles, statistics } = context
    const entities = table.columns
      .filter(({ index }) => roles[index]?.role === 'entity')
      .sort((a, b) => roles[b.index]!.strength - roles[a.index]!.strength || a.index - b.index)
      .map(({ index, name }): PeerColumn => ({ column: index, name, kind: 'entity', tells: 0 }))
    const rows = evenRows(table.rowCount, SAMPLE_ROWS)
    const ranks: Float64Array[] = []
    for (const column of table.columns) {
      const role = roles[column.index]?.role
      if (column.type !== 'number' || (role !== 'feature' && role !== 'amount')) continue
      if (ranks.length === MOST_NUMBERS) break
      ranks.push(ranksOf(column.values, rows))
      yield
    }
    const categories: PeerColumn[] = []
    for (const column of table.columns) {
      const levels = statistics[column.index]?.distinct ?? 0
      if (column.type !== 'category' || roles[column.index]?.role !== 'feature') continue
      if (levels < 2 || levels * ROWS_PER_LEVEL > table.rowCount) continue
      const codes = yield* columnCodes(context, column.index)
      const sampled = Int32Array.from(rows, (row) => codes[row]!)
      let sum = 0
      for (const values of ranks) {
        const groups = { codes: sampled, count: column.dictionary.length }
        const { value, chance = 0 } = yield* correlationRatio(groups, values, null)
        if (value > chance) sum += value * value - chance * chance
      }
      const tells = ranks.length === 0 ? 0 : sum / ranks.length
      categories.push({ column: column.index, name: column.name, kind: 'category', tells })
      yield
    }
    categories.sort((a, b) => b.tells - a.tells || a.column - b.column)
    return [...entities, ...categories.slice(0, MOST_CATEGORIES)]
  })
}

/** Mid-ranks of some rows' values, so that single values far out do not decide; NaN where there is no value. */
function ranksOf(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = Float64Array.from(rows, (row) => values[row]!)
  const sorted = picked.filter((value) => value === value).sort()
  const rankOf = new Map<number, number>()
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (to < sorted.length && sorted[to] === sorted[from]) to++
    rankOf.set(sorted[from]!, (from + to) / 2)
    from = to
  }
  return picked.map((value) => rankOf.get(value) ?? NaN)
}
