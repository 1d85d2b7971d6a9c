import { columnShape } from './column-shape.ts'
import { valuePart } from './constant.ts'
import { counted, type FindingRule, type Found } from './finding.ts'
import { isComparable, NEARLY } from './nearly-constant.ts'
import { rowsWithout } from './rows-where.ts'

/** From this share of one value on, the values of a column are out of balance. */
const IMBALANCED = 0.95
const MOST_VALUES = 20
const FEWEST_ROWS = 200

/** Columns of a few values of which one stands in nearly every row; the rarity of a label is expected. */
export const imbalance: FindingRule = {
  kind: 'imbalance',
  title: 'One value prevails',
  plural: 'columns in which one value prevails',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      const { distinct, integers, present } = context.statistics[column.index]!
      if (!isComparable(context, column) || present < FEWEST_ROWS) continue
      if (column.type === 'text' || column.type === 'datetime' || (column.type === 'number' && !integers))
        continue
      if (distinct < 2 || distinct > MOST_VALUES) continue
      const { top, topCount } = yield* columnShape(context, column.index)
      if (topCount < IMBALANCED * present || topCount >= NEARLY * present) continue
      found.push({
        severity: 'note',
        columns: [column.index],
        count: present - topCount,
        sentence: [
          { share: topCount / present },
          ' of the rows with a value in ',
          { column: column.index },
          ' hold ',
          valuePart(column, top, context.table.rowCount),
          '; ',
          ...(distinct === 2
            ? ['its other value has ']
            : ['its other ', { count: distinct - 1 }, ' values have ']),
          ...counted(present - topCount, 'row'),
          distinct === 2 ? '.' : ' together.',
        ],
        rows: rowsWithout(column, top),
      })
      yield
    }
    return found
  },
}
