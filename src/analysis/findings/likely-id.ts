import { isCodeName, isTimeName } from '../features/column-name.ts'
import type { FindingRule, Found } from './finding.ts'

/** A handful of remarks that happen to differ name nothing. */
const FEWEST_ROWS = 20
const FEWEST_SHARE = 0.5
/** A few keys that stand there twice do not change what the column is for. */
const NEARLY_ALL = 0.95

/** Columns that name rows rather than describe them. What the user called an id needs no telling. */
export const likelyId: FindingRule = {
  kind: 'likely-id',
  title: 'Likely an id',
  plural: 'columns that are likely ids',
  *find({ roles, statistics, table }) {
    const found: Found[] = []
    for (const { index, name } of table.columns) {
      const { role, reason } = roles[index]!
      const { present, distinct } = statistics[index]!
      if (role !== 'id' || reason === 'chosen by you') continue
      if (present < FEWEST_ROWS || present < FEWEST_SHARE * table.rowCount) continue
      if (isTimeName(name) && !isCodeName(name)) continue
      found.push({
        severity: 'note',
        columns: [index],
        count: present,
        sentence: [
          { column: index },
          ' looks like an id: ',
          reason,
          distinct >= NEARLY_ALL * present
            ? '. It says which row this is, not how unusual the row is.'
            : '. It names something and does not measure it.',
        ],
        rows: null,
        remedies: [{ kind: 'leave-out', column: index }],
      })
      yield
    }
    return found
  },
}
