import type { Decision, DecisionLabel } from '../../../analysis/decisions/decision.ts'

/** Which decisions are listed: all, those of a label, or those that have a note or a reason alone. */
export type DecisionFilter = 'all' | DecisionLabel | 'none'

/** Rows with a decision, the one that was changed last first; of one moment, the later one first. */
export function listDecisions(
  decisions: ReadonlyMap<number, Decision>,
  filter: DecisionFilter,
): readonly number[] {
  const rows: number[] = []
  for (const [row, { label }] of decisions)
    if (filter === 'all' || filter === (label ?? 'none')) rows.push(row)
  // Sorting keeps the order of what is equal.
  return rows.reverse().sort((a, b) => (decisions.get(b)?.at ?? 0) - (decisions.get(a)?.at ?? 0))
}

export function countLabels(
  decisions: ReadonlyMap<number, Decision>,
): Readonly<Record<DecisionFilter, number>> {
  const counts = { all: 0, anomaly: 0, 'false-alarm': 0, unsure: 0, none: 0 }
  for (const { label } of decisions.values()) {
    counts.all++
    counts[label ?? 'none']++
  }
  return counts
}
