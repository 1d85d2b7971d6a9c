import type { PlantedRanks } from './planted-recall.ts'

/** Four kinds together are at most a twentieth of the rows, so that the rest still is the table. */
const MOST_SHARE = 0.05 / 4
const MOST_PER_KIND = 100
/** Rows of each kind over all rounds that make an interval narrow enough to be of use. */
const ENOUGH = 100
const MOST_ROUNDS = 10

/** How many rows of each kind to plant at once among so many, and how often. */
export function plantingPlan(rowCount: number): { readonly perKind: number; readonly rounds: number } {
  const perKind = Math.max(2, Math.min(MOST_PER_KIND, Math.floor(MOST_SHARE * rowCount)))
  return { perKind, rounds: Math.min(MOST_ROUNDS, Math.ceil(ENOUGH / perKind)) }
}

/**
 * The planted rows of several rounds in one list per kind; clumps of different rounds are different groups.
 *
 * @param rounds each with the same kinds in the same order
 */
export function poolRounds(rounds: readonly { readonly kinds: readonly PlantedRanks[] }[]): PlantedRanks[] {
  return (rounds[0]?.kinds ?? []).map(({ kind }, k) => {
    const above: number[] = []
    const groups: number[] = []
    for (const { kinds } of rounds) {
      const offset = groups.length
      above.push(...kinds[k]!.above)
      groups.push(...Array.from(kinds[k]!.groups, (group) => offset + group))
    }
    return { kind, above: Uint32Array.from(above), groups: Uint32Array.from(groups) }
  })
}
