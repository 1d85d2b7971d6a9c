import type { DetectorParams } from '../detector.ts'
import type { DataFacts } from './auto-facts.ts'
import type { MemberId } from './auto-members.ts'

/** What Auto runs on a table, and why in one sentence for an analyst. */
export interface Plan {
  readonly members: readonly { readonly id: MemberId; readonly params: DetectorParams }[]
  readonly reason: string
}

/** Up to so many rows the forests take a moment only, and more trees give steadier scores. */
const MANY_ROWS = 200_000
const TREES = 100
const TREES_FOR_MANY_ROWS = 40

/**
 * Three rules.
 *
 * - One column has no combinations of values, and the extended forest's cuts are then the isolation forest's: it
 *   stays out. The pooled-gain forest stays, whose scores by density part what ties by depth.
 * - Where at least half of the columns are categories or yes/no, all columns are looked at alike: that a yes is rare
 *   makes a column's tails heavy, but says nothing about whether single values stand out in it.
 * - For many rows fewer trees each, so that the whole stays within some three times the time of one forest.
 */
export function planFor({ rows, varying, indicators }: DataFacts): Plan {
  const trees = rows > MANY_ROWS ? TREES_FOR_MANY_ROWS : TREES
  const alike = indicators > 0 && 2 * indicators >= varying
  const ids: readonly MemberId[] =
    varying <= 1 ? ['iforest', 'pooled-forest'] : ['iforest', 'eif', 'pooled-forest']
  const members = ids.map((id) => {
    return {
      id,
      params: id === 'iforest' ? { trees, columnChoice: alike ? 'even' : 'heavy-tailed' } : { trees },
    }
  })
  return { members, reason: sentence(varying, alike, rows > MANY_ROWS) }
}

function sentence(varying: number, alike: boolean, quick: boolean): string {
  const what =
    varying <= 1
      ? 'two forests (cuts at random, cuts between groups of values) and averaged them, because with one column a value can be far out or in a gap'
      : 'three forests (cuts in one column, cuts across several, cuts between groups of rows) and averaged them, because a row can be odd in one value, in a combination of values, or by standing apart from every group'
  const weighting = alike ? '; most columns are categories, so that all columns count alike' : ''
  const size = quick ? `; ${TREES_FOR_MANY_ROWS} trees each keep it quick with so many rows` : ''
  return `Auto ran ${what}${weighting}${size}.`
}
