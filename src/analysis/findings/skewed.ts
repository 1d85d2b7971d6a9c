import { log } from '../math/logarithm.ts'
import { countBelow, quantileOfSorted } from '../statistics/sorted-values.ts'
import { moments } from '../statistics/moments.ts'
import { sortedColumn } from '../questions/question.ts'
import type { Column, NumberColumn } from '../table/table.ts'
import type { Work } from '../work.ts'
import { counted, ofRows, type FindingContext, type FindingRule, type Found } from './finding.ts'
import { isComparable } from './nearly-constant.ts'

const SKEWED = 2
/** Of the quantile skewness (below) of −1 … 1; an exponential distribution has .70, a log-normal one with σ = 1 .82. */
const LOPSIDED = 0.5
const FEWEST_ROWS = 100
const MOST_ZEROS = 0.2
const FEWEST_VALUES = 20

/** Amounts and other positive quantities with a long tail to the right that a logarithm would make symmetric. */
export const skewed: FindingRule = {
  kind: 'skewed',
  title: 'Skewed: a logarithm suggested',
  plural: 'skewed columns for which a logarithm is suggested',
  *find(context) {
    const found: Found[] = []
    for (const column of context.table.columns) {
      if (!isQuantity(context, column)) continue
      const skew = yield* skewOf(context, column)
      if (skew === null) continue
      found.push({
        severity: 'note',
        columns: [column.index],
        count: skew.far,
        sentence: [
          { column: column.index },
          ' is skewed (skewness ',
          { figure: skew.skewness },
          '): half of its values are below ',
          { value: skew.median, of: column.index },
          ', the largest is ',
          { value: skew.max, of: column.index },
          '. On a logarithmic scale it is nearly symmetric, so look at it there; limits from mean and standard deviation do not fit it. ',
          ...counted(skew.far, 'row', 'rows'),
          ...ofRows(skew.far, context.table.rowCount),
          `${skew.far === 1 ? ' lies' : ' lie'} more than 3 interquartile ranges above the third quartile.`,
        ],
        rows: { kind: 'range', column: column.index, low: skew.fence, high: Number.MAX_VALUE, closed: true },
      })
    }
    return found
  },
}

/** Whether a column is a quantity of enough different values to speak of its shape. */
export function isQuantity(context: FindingContext, column: Column): column is NumberColumn {
  const { present, distinct } = context.statistics[column.index]!
  return (
    column.type === 'number' &&
    isComparable(context, column) &&
    present >= FEWEST_ROWS &&
    distinct >= FEWEST_VALUES
  )
}

export interface Skew {
  readonly skewness: number
  readonly median: number
  readonly max: number
  /** Third quartile + 3 × interquartile range: Tukey's outer fence. */
  readonly fence: number
  /** Rows above it. */
  readonly far: number
}

/** Null for a column that is not skewed, or that a logarithm does not help. */
export function skewOf(context: FindingContext, column: NumberColumn): Work<Skew | null> {
  return context.kept(`findings: skew ${column.index}`, () => worksOutSkew(context, column))
}

function* worksOutSkew(context: FindingContext, column: NumberColumn): Work<Skew | null> {
  const sorted = yield* sortedColumn(context, column.index)
  const low = sorted[0]!
  const share = (p: number) => quantileOfSorted(sorted, p)
  // Zeros may be there, but not so many that they are a heap of their own on any scale.
  if (!(low >= 0 && share(MOST_ZEROS) > 0)) return null
  const before = lopsidedness(share(0.01), share(0.5), share(0.99))
  if (!(before >= LOPSIDED)) return null
  // log(1 + x) keeps zeros.
  const onLog = (p: number) => log(low > 0 ? share(p) : 1 + share(p))
  if (Math.abs(lopsidedness(onLog(0.01), onLog(0.5), onLog(0.99))) > before / 2) return null
  const { populationSkewness } = yield* moments(column.values)
  if (!(populationSkewness >= SKEWED)) return null
  const fence = share(0.75) + 3 * (share(0.75) - share(0.25))
  const far = sorted.length - countBelow(sorted, fence)
  return { skewness: populationSkewness, median: share(0.5), max: sorted[sorted.length - 1]!, fence, far }
}

/** Quantile skewness after Hinkley: 0 for symmetric values, near 1 for a tail to the right; single values do not move it. */
function lopsidedness(low: number, middle: number, high: number): number {
  return (high - middle - (middle - low)) / (high - low)
}
