import type { FeatureMatrix } from '../features/feature-matrix.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { Table } from '../table/table.ts'
import type { Work } from '../work.ts'
import { describer, type Describe, type Description } from './describe-column.ts'

/** One source column's part in making a row stand out, in the data's own units. */
export interface Reason {
  readonly column: number
  readonly name: string
  /** The detector's contribution of this column; the larger, the more it made the row stand out. */
  readonly contribution: number
  /** contribution / the largest absolute contribution of the row, for the bar: −1 … 1. */
  readonly relative: number
  /** The cell as people read it, e.g. `2,769.89`, `Corporate`, `2024-03-04 02:10`, `missing`. */
  readonly value: string
  /** E.g. `higher than 99.8 % of rows`, `0.3 % of rows have this value`, `in the middle of the rows`. */
  readonly comparison: string
  /** E.g. `median 84.10`, `most often Personal (62 %)`. */
  readonly typical: string
}

/** What cells are compared with; made once per ranking, asked for any rows. */
export interface ReasonContext {
  readonly sources: readonly {
    readonly column: number
    readonly name: string
    readonly describe: Describe
  }[]
}

/**
 * Prepares what cells are compared with.
 *
 * @param table the parsed table
 * @param statistics one per table column
 * @param sources the matrix's source columns
 * @param locale of numbers; leave it out for exports
 * @returns a context that holds the table's columns
 *
 * Cost: next to nothing; the work is done when rows are described.
 */
export function createReasonContext(
  table: Table,
  statistics: readonly ColumnStatistics[],
  sources: FeatureMatrix['sources'],
  locale = 'en-US',
): ReasonContext {
  return {
    sources: sources.map(({ column, name }) => {
      return { column, name, describe: describer(table.columns[column]!, statistics[column]!, locale) }
    }),
  }
}

/**
 * Why a row ranks where it does, given its number in a list of described rows and its contributions: one per
 * source column, larger = made the row stand out more. One reason per source that had a part, by contribution,
 * descending; the first `limit` of them.
 */
export type ReasonsAt = (i: number, contributions: ArrayLike<number>, limit?: number) => Reason[]

/**
 * Compares rows with all rows of the table, exactly.
 *
 * @param rows row indices
 * @returns the reasons of each of these rows
 *
 * Cost: for a few rows a pass over each number column per row (some 4 ms for a million), for many one sort per
 * number column (some 100 ms); categories and, after the first time, texts cost nothing; in slices.
 */
export function* describeRows(context: ReasonContext, rows: Uint32Array): Work<ReasonsAt> {
  const described: ((i: number) => Description)[] = []
  for (const { describe } of context.sources) {
    described.push(yield* describe(rows))
    yield
  }
  return (i, contributions, limit) => {
    let largest = 0
    for (let s = 0; s < described.length; s++) largest = Math.max(largest, Math.abs(contributions[s]!))
    // A column without a part in the score is no reason; only when none has a part are all of them told.
    const strongest = context.sources
      .map((_, s) => s)
      .filter((s) => contributions[s] !== 0 || largest === 0)
      .sort((a, b) => contributions[b]! - contributions[a]!)
    return strongest.slice(0, limit).map((s) => {
      const { column, name } = context.sources[s]!
      const contribution = contributions[s]!
      const relative = largest > 0 ? contribution / largest : 0
      return { column, name, contribution, relative, ...described[s]!(i) }
    })
  }
}

/**
 * The strongest reasons in one line, for exports.
 *
 * @param reasons by contribution, descending
 * @param limit how many at most; those that speak against the row are left out
 * @returns e.g. `Amount 2,769.89: higher than 99.8 % of rows; Hour 3: lower than 96.1 % of rows`
 */
export function reasonText(reasons: readonly Reason[], limit: number): string {
  return reasonSentences(reasons, limit).join('; ')
}

/** As `reasonText`, a sentence each. */
export function reasonSentences(reasons: readonly Reason[], limit: number): string[] {
  return reasons
    .filter((reason, i) => reason.contribution > 0 || i === 0)
    .slice(0, limit)
    .map((reason) => `${reason.name} ${reason.value}: ${reason.comparison}`)
}
