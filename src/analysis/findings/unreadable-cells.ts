import { counted, type FindingRule, type Found } from './finding.ts'
import { givenRows } from './rows-where.ts'

const SERIOUS_SHARE = 0.01
const SERIOUS_CELLS = 5

/** Cells that could not be read as their column's type and count as missing. */
export const unreadableCells: FindingRule = {
  kind: 'unreadable',
  title: 'Unreadable cells',
  plural: 'columns with unreadable cells',
  *find({ table }) {
    const found: Found[] = []
    for (const column of table.columns) {
      const { unreadable, unreadableRows, index, type } = column
      if (unreadable === 0) continue
      const listed = unreadableRows?.length ?? 0
      found.push({
        severity:
          unreadable >= Math.max(SERIOUS_CELLS, SERIOUS_SHARE * table.rowCount) ? 'serious' : 'notable',
        columns: [index],
        count: unreadable,
        sentence: [
          ...counted(unreadable, 'cell'),
          ' of ',
          { column: index },
          ` could not be read as ${type === 'number' ? 'a number' : 'a date'} and ${unreadable === 1 ? 'counts' : 'count'} as missing.`,
          ...(listed < unreadable ? [' The rows of the first ', { count: listed }, ' can be shown.'] : []),
        ],
        rows: unreadableRows === undefined ? null : () => givenRows(unreadableRows),
        shown: listed,
      })
      yield
    }
    return found
  },
}
