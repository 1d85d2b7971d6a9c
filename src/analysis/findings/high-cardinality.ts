import { groupTexts } from '../profile/distinct.ts'
import type { CategoryColumn, TextColumn } from '../table/table.ts'
import { counted, type FindingRule, type Found } from './finding.ts'
import { rowsWhere } from './rows-where.ts'

const MANY_VALUES = 100
/** A value has fewer than some twenty rows. */
const MANY_SHARE = 0.05
/** Texts with more words than this are remarks, of which nobody expects two to be alike. */
const REMARK_WORDS = 3

/** Categories with so many values that few rows share one; ids, entities and remarks are expected to be like that. */
export const highCardinality: FindingRule = {
  kind: 'high-cardinality',
  title: 'Very many different values',
  plural: 'columns with very many different values',
  *find({ roles, statistics, table }) {
    const found: Found[] = []
    for (const column of table.columns) {
      if (column.type !== 'category' && column.type !== 'text') continue
      const { role } = roles[column.index]!
      if (role === 'id' || role === 'entity' || role === 'label' || role === 'time') continue
      const { distinct, present, words } = statistics[column.index]!
      if (distinct < MANY_VALUES || distinct < MANY_SHARE * present || distinct === present) continue
      if (words >= REMARK_WORDS || (column.type === 'category' && meanWords(column) >= REMARK_WORDS)) continue
      const singles = (yield* rowsOfSingles(column, table.rowCount)).length
      found.push({
        severity: 'note',
        columns: [column.index],
        count: singles,
        sentence: [
          { column: column.index },
          ' has ',
          ...counted(distinct, 'different value'),
          ' in ',
          ...counted(present, 'row'),
          ', too few of each to say what is usual for one',
          ...(singles === 0
            ? ['.']
            : ['; ', ...counted(singles, 'value stands', 'values stand'), ' in one row only.']),
        ],
        rows: singles === 0 ? null : (context) => rowsOfSingles(column, context.table.rowCount),
      })
      yield
    }
    return found
  },
}

function meanWords({ dictionary }: CategoryColumn): number {
  let blanks = 0
  for (const text of dictionary) for (const letter of text) if (letter === ' ') blanks++
  return 1 + blanks / Math.max(1, dictionary.length)
}

/** Rows whose value stands in no other row. */
function* rowsOfSingles(column: CategoryColumn | TextColumn, rowCount: number) {
  if (column.type === 'text') {
    const { codes, counts } = yield* groupTexts(column)
    return yield* rowsWhere(rowCount, (row) => codes[row]! >= 0 && counts[codes[row]!] === 1)
  }
  const counts = new Uint32Array(column.dictionary.length)
  for (const code of column.codes) if (code >= 0) counts[code]!++
  yield
  return yield* rowsWhere(rowCount, (row) => column.codes[row]! >= 0 && counts[column.codes[row]!] === 1)
}
