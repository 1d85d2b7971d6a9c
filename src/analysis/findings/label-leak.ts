import { mainColumn } from '../features/infer-roles.ts'
import { labelLeak as leakOf, positiveRows } from '../features/label-leaks.ts'
import type { Work } from '../work.ts'
import type { FindingContext, FindingRule, Found } from './finding.ts'
import { rowsWhere } from './rows-where.ts'

/** Columns that tell where the label is set: with them among the features, any result is too good to be true. */
export const labelLeak: FindingRule = {
  kind: 'label-leak',
  title: 'Gives the label away',
  plural: 'columns that give the label away',
  *find(context) {
    const { table, roles, statistics } = context
    const label = mainColumn(roles, 'label')
    const positive = label === null ? null : yield* positives(context, label)
    if (label === null || positive === null) return []
    let count = 0
    for (const one of positive) count += one
    const found: Found[] = []
    for (const column of table.columns) {
      const { role } = roles[column.index]!
      if (column.index === label || role === 'id' || role === 'label') continue
      const leak = yield* leakOf(column, statistics[column.index]!.distinct, positive)
      if (leak === null) continue
      const used = role === 'feature' || role === 'amount'
      found.push({
        severity: used ? 'serious' : 'notable',
        columns: [column.index, label],
        count,
        sentence: [
          { column: column.index },
          ` gives the label away: ${leak} `,
          { column: label },
          ' is set. ',
          used
            ? 'It is among the features, so the result is too good to be true.'
            : 'It is not compared, so that the result stays honest.',
        ],
        rows: function* (asked) {
          const rows = yield* positives(asked, label)
          return yield* rowsWhere(asked.table.rowCount, (row) => rows?.[row] === 1)
        },
        remedies: [{ kind: 'leave-out', column: column.index }],
      })
      yield
    }
    return found
  },
}

function positives(context: FindingContext, label: number): Work<Uint8Array | null> {
  return context.kept(`findings: label ${label}`, () => positiveRows(context.table.columns[label]!))
}
