import type { ColumnRole } from '../settings.ts'
import type { Work } from '../work.ts'
import { averageLinkage } from './average-linkage.ts'
import { chooseHeight } from './choose-height.ts'
import { describeGroups, type Grouped } from './describe-groups.ts'
import { LEAST_GROUP, type FlaggedGroups, type GroupInput } from './groups.ts'
import { reasonShares, rowSignatures, sourceCells } from './row-signatures.ts'
import { sharedLevels, type SharedLevels } from './shared-levels.ts'

/** Columns that say nothing of a cause: the answer itself, names of rows, and what the user set aside. */
const SET_ASIDE: readonly ColumnRole[] = ['label', 'id', 'ignored']

/**
 * Puts rows together that stand out for the same reasons: the same columns in the same direction, the same values
 * and hours, and what they share beyond chance in any column, such as one counterparty. How many groups there are
 * is found from the data; rows that are like too few others are left on their own.
 *
 * @returns groups of at least `LEAST_GROUP` rows, the largest first, each with its reasons in words; the same rows
 *   give the same groups, and nothing is random
 *
 * Cost: rows² for the distances, and a pass over each column in which values repeat among the rows.
 */
export function* groupRows(input: GroupInput): Work<Omit<FlaggedGroups, 'flagged'>> {
  const { table, statistics, roles, sources, rows, locale = 'en-US' } = input
  const cells = sourceCells(table, statistics, sources, rows)
  const shares = reasonShares(input.contributions, input.ordinary, sources.length)
  const shared: SharedLevels[] = []
  for (const column of table.columns) {
    if (SET_ASIDE.includes(roles[column.index]!.role)) continue
    shared.push(...(yield* sharedLevels(column, statistics[column.index]!, rows, locale)))
    yield
  }
  const signatures = rowSignatures(rows.length, shares, cells, shared)
  const linkage = yield* averageLinkage(signatures)
  const { groupOf, groups, silhouette } = yield* chooseHeight(signatures, linkage, LEAST_GROUP)
  const grouped: Grouped = { ...input, locale, groupOf, groups, shares, cells, shared }
  return {
    lookedAt: rows.length,
    groups: describeGroups(grouped),
    own: rows.filter((_, i) => groupOf[i]! < 0),
    silhouette,
  }
}
