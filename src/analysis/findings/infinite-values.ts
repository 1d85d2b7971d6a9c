import { counted, type FindingRule, type Found } from './finding.ts'
import { rowsWhere } from './rows-where.ts'

/** Numbers that the file spells as infinite. */
export const infiniteValues: FindingRule = {
  kind: 'infinite',
  title: 'Infinite values',
  plural: 'columns with infinite values',
  *find({ table, statistics }) {
    const found: Found[] = []
    for (const column of table.columns) {
      if (column.type !== 'number') continue
      const held = table.rowCount - column.missing - column.unreadable
      const infinite = held - statistics[column.index]!.present
      if (infinite <= 0) continue
      const { values, index } = column
      found.push({
        severity: 'notable',
        columns: [index],
        count: infinite,
        sentence: [
          { column: index },
          ' is infinite in ',
          ...counted(infinite, 'row'),
          ', as after a division by zero. Means and sums leave them out; a detector ranks them as extreme.',
        ],
        rows: (context) =>
          rowsWhere(context.table.rowCount, (row) => values[row] === Infinity || values[row] === -Infinity),
      })
      yield
    }
    return found
  },
}
