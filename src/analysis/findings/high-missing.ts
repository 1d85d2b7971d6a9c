import { counted, ofRows, type FindingRule, type Found } from './finding.ts'

/** From this share of cells without a value on, a column is mostly guesswork in parts. */
const HIGH = 0.2
const MOSTLY = 0.5
const FEWEST_ROWS = 20

/** Columns that hold no value in many rows or in none. */
export const highMissing: FindingRule = {
  kind: 'high-missing',
  title: 'Many missing values',
  plural: 'columns with many missing values',
  *find({ table, statistics, roles }) {
    const found: Found[] = []
    const { rowCount } = table
    for (const column of table.columns) {
      const missing = column.missing + column.unreadable
      if (rowCount < FEWEST_ROWS || missing < HIGH * rowCount) continue
      const { index } = column
      const { present } = statistics[index]!
      const empty = missing === rowCount
      found.push({
        severity:
          empty || missing < MOSTLY * rowCount || roles[index]!.role === 'ignored' ? 'note' : 'notable',
        columns: [index],
        count: missing,
        sentence: empty
          ? [{ column: index }, ' holds no value in any row.']
          : [
              { column: index },
              ' has no value in ',
              ...counted(missing, 'row'),
              ...ofRows(missing, rowCount),
              missing < MOSTLY * rowCount
                ? '. What is said about it holds for the other rows only.'
                : '. Being filled in may be what is unusual: ',
              ...(missing < MOSTLY * rowCount
                ? []
                : [...counted(present, 'row has', 'rows have'), ' a value.']),
            ],
        rows: empty ? null : { kind: 'missing', column: index },
        ...(empty ? { remedies: [{ kind: 'leave-out', column: index }] } : {}),
      })
      yield
    }
    return found
  },
}
