import type { QuestionContext } from '../questions/question.ts'
import type { Column } from '../table/table.ts'
import { columnShape } from './column-shape.ts'
import { valuePart } from './constant.ts'
import { counted, type FindingRule, type Found } from './finding.ts'
import { rowsWithout } from './rows-where.ts'

/** From this share of one value on, a column is nearly constant. */
export const NEARLY = 0.99
const FEWEST_ROWS = 200

/**
 * Columns in which nearly every row holds the same value. A label is expected to be like that, and so is what
 * only says where the label is set.
 */
export const nearlyConstant: FindingRule = {
  kind: 'nearly-constant',
  title: 'Nearly constant column',
  plural: 'nearly constant columns',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      if (!isComparable(context, column)) continue
      const { present, distinct, top, topCount } = yield* columnShape(context, column.index)
      if (present < FEWEST_ROWS || distinct < 2 || topCount < NEARLY * present) continue
      found.push({
        severity: 'note',
        columns: [column.index],
        count: present - topCount,
        sentence: [
          { column: column.index },
          ' is ',
          valuePart(column, top, context.table.rowCount),
          ' in all but ',
          ...counted(present - topCount, 'row'),
          '. A detector takes such rows for anomalies whatever the value means.',
        ],
        rows: rowsWithout(column, top),
        remedies: [{ kind: 'leave-out', column: column.index }],
      })
      yield
    }
    return found
  },
}

/** Whether a column describes rows, rather than naming, labelling or dating them. */
export function isComparable({ roles }: QuestionContext, column: Column): boolean {
  const { role, reason } = roles[column.index]!
  if (role === 'ignored') return !/label/.test(reason)
  return role === 'feature' || role === 'amount'
}
