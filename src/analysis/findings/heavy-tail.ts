import { countBelow, quantileOfSorted } from '../statistics/sorted-values.ts'
import { sortedColumn } from '../questions/question.ts'
import { counted, ofRows, type FindingRule, type Found } from './finding.ts'
import { rowsWhere } from './rows-where.ts'
import { isQuantity, skewOf } from './skewed.ts'

const FEWEST_ROWS = 400
/**
 * How far the outermost .5 % begins, in distances from the median to the quartile on that side: 3.8 for a normal
 * distribution, 6.6 for an exponential or Laplace one, 7.6 for Student's t with 3 degrees of freedom, 12 with 2.
 */
const HEAVY = 10

/** Quantities with far more extreme values than a normal distribution, on either side, that a logarithm does not mend. */
export const heavyTail: FindingRule = {
  kind: 'heavy-tail',
  title: 'Heavy tail',
  plural: 'columns with a heavy tail',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      if (!isQuantity(context, column) || context.statistics[column.index]!.present < FEWEST_ROWS) continue
      if ((yield* skewOf(context, column)) !== null) continue
      const sorted = yield* sortedColumn(context, column.index)
      const share = (p: number) => quantileOfSorted(sorted, p)
      const median = share(0.5)
      const up = (share(0.995) - median) / (share(0.75) - median)
      const down = (median - share(0.005)) / (median - share(0.25))
      const above = up >= HEAVY && up < Infinity
      const below = down >= HEAVY && down < Infinity
      if (!above && !below) continue
      const step = 3 * (share(0.75) - share(0.25))
      const low = below ? share(0.25) - step : -Infinity
      const high = above ? share(0.75) + step : Infinity
      const count = sorted.length - countBelow(sorted, high) + countBelow(sorted, low)
      const { values, index } = column
      const side = above && below ? 'both sides' : above ? 'the upper side' : 'the lower side'
      // Of normal values 1.2 in a million lie as far out on either side.
      const beyond =
        above && below
          ? 'outside the quartiles, where normal values have 2 in a million'
          : `${above ? 'above the third' : 'below the first'} quartile, where normal values have 1 in a million`
      found.push({
        severity: 'note',
        columns: [index],
        count,
        sentence: [
          { column: index },
          ` has a heavy tail on ${side}: `,
          ...counted(count, 'row', 'rows'),
          ...ofRows(count, context.table.rowCount),
          `${count === 1 ? ' lies' : ' lie'} more than 3 interquartile ranges ${beyond}. Among so many, a far value alone says little.`,
        ],
        rows: (asked) =>
          rowsWhere(asked.table.rowCount, (row) => {
            const value = values[row]!
            return value - value === 0 && (value >= high || value < low)
          }),
      })
      yield
    }
    return found
  },
}
