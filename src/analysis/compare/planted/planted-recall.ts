import { wilsonInterval, type Interval } from '../../statistics/wilson-interval.ts'
import type { PlantedKind } from './plant-rows.ts'

/** Where planted rows of one kind rank among the table's own rows. */
export interface PlantedRanks {
  readonly kind: PlantedKind
  /** (planted,) the table's own rows that score as much or more: 0 = above all of them. */
  readonly above: Uint32Array
  /** (planted,) rows of one number share a fate: they were planted as one clump, or in one round. */
  readonly groups: Uint32Array
}

export interface PlantedRecall {
  readonly planted: number
  readonly found: number
  /** 0 … 1; NaN when none was planted. */
  readonly recall: number
  /** 95 %; NaN when none was planted. */
  readonly interval: Interval
}

/**
 * The share of the planted rows that is found when so many of the table's own rows are flagged: those that score
 * higher than the row at the cut. Planted rows do not take places from each other.
 *
 * The interval is Wilson's for as many independent rows as the planted ones are worth: rows of one clump are found
 * together or not at all, so that ten of them say little more than one.
 *
 * @param cut rows flagged, 0 … rows
 *
 * Cost: the planted rows. Source: Kish 1965 for the effect of groups; Franco, Little, Louis & Slud 2019 for its use
 *   in Wilson's interval.
 */
export function plantedRecall({ above, groups }: PlantedRanks, cut: number): PlantedRecall {
  const planted = above.length
  const sizes = new Map<number, { rows: number; found: number }>()
  let found = 0
  for (let i = 0; i < planted; i++) {
    const group = sizes.get(groups[i]!) ?? { rows: 0, found: 0 }
    sizes.set(groups[i]!, group)
    group.rows++
    if (above[i]! >= cut) continue
    group.found++
    found++
  }
  const recall = found / planted
  const worth = independentRows([...sizes.values()], planted, recall)
  return { planted, found, recall, interval: wilsonInterval(recall * worth, worth) }
}

/** How many independent rows grouped ones are worth: from the number of groups up to the number of rows. */
function independentRows(
  groups: readonly { readonly rows: number; readonly found: number }[],
  planted: number,
  share: number,
): number {
  if (planted === 0 || groups.length === planted) return planted
  // Where all or none are found nothing shows how much the groups differ: each counts as one.
  if (groups.length < 2 || share === 0 || share === 1) return groups.length
  let squares = 0
  for (const { rows, found } of groups) squares += (found - share * rows) * (found - share * rows)
  const variance = (groups.length * squares) / ((groups.length - 1) * planted * planted)
  const effect = variance / ((share * (1 - share)) / planted)
  return Math.max(groups.length, Math.min(planted, planted / effect))
}
