import type { Finding } from '../../analysis/findings/findings.ts'

/** What one line of the list stands for: one finding, or several of a kind folded into one. */
export interface FindingGroup {
  /** Of its first finding: stable while the list does not change. */
  readonly id: string
  readonly findings: readonly Finding[]
}

/** From so many findings of one kind and severity on, they are folded. */
const FOLD_FROM = 3

/**
 * Folds findings of one kind and severity that stand together.
 *
 * @param findings in the order in which they are shown
 */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const runs: Finding[][] = []
  for (const finding of findings) {
    const run = runs[runs.length - 1]
    const [first] = run ?? []
    if (run && first?.kind === finding.kind && first.severity === finding.severity) run.push(finding)
    else runs.push([finding])
  }
  return runs
    .flatMap((run) => (run.length >= FOLD_FROM ? [run] : run.map((finding) => [finding])))
    .map((group) => ({ id: group[0]!.id, findings: group }))
}

/** How many of the places (ascending, from 0) are before the cut. */
export function flaggedAmong(ranks: Uint32Array, cut: number): number {
  let low = 0
  let high = ranks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ranks[middle]! < cut) low = middle + 1
    else high = middle
  }
  return low
}
