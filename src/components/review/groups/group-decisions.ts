import type { Decision, DecisionLabel } from '../../../analysis/decisions/decision.ts'
import type { FlaggedGroups } from '../../../analysis/groups/groups.ts'

/** How many rows of a group have each label. */
export interface GroupCounts {
  readonly rows: number
  readonly decided: number
  readonly labels: Readonly<Record<DecisionLabel, number>>
}

/** Cost: the rows of the group. */
export function countDecided(rows: Uint32Array, decisions: ReadonlyMap<number, Decision>): GroupCounts {
  const labels = { anomaly: 0, 'false-alarm': 0, unsure: 0 }
  let decided = 0
  for (const row of rows) {
    const label = decisions.get(row)?.label ?? null
    if (label === null) continue
    labels[label]++
    decided++
  }
  return { rows: rows.length, decided, labels }
}

/** The rows of a group that a decision about all of it is about. */
export function rowsToDecide(
  rows: Uint32Array,
  decisions: ReadonlyMap<number, Decision>,
  decidedToo: boolean,
): number[] {
  return Array.from(rows).filter((row) => decidedToo || (decisions.get(row)?.label ?? null) === null)
}

/** The first group after the open one with rows that are not decided, else the first from the top; null: none. */
export function nextUndecidedGroup(
  { groups }: FlaggedGroups,
  decisions: ReadonlyMap<number, Decision>,
  open: number,
): number | null {
  for (let k = 1; k < groups.length; k++) {
    const next = (open + k) % groups.length
    const { rows, decided } = countDecided(groups[next]!.rows, decisions)
    if (decided < rows) return next
  }
  return null
}
