/** What the buttons and keys beside the selected row lead to, by rank. */
export interface Neighbours {
  /** Rank from 1; null when nothing is selected. */
  readonly rank: number | null
  readonly flagged: boolean
  readonly previous: number | null
  readonly next: number | null
}

/**
 * The flagged rows before and after the selected one in the ranking. From a row below the line,
 * previous leads to the last flagged row; with nothing selected, next leads to the first.
 */
export function neighbours(
  order: Uint32Array,
  rank: Uint32Array,
  cut: number,
  selected: number | null,
): Neighbours {
  const at = selected === null ? undefined : rank[selected]
  if (at === undefined)
    return { rank: null, flagged: false, previous: null, next: cut > 0 ? (order[0] ?? null) : null }
  const row = (k: number) => (k >= 0 && k < cut ? (order[k] ?? null) : null)
  const flagged = at < cut
  return { rank: at + 1, flagged, previous: row(flagged ? at - 1 : cut - 1), next: row(at + 1) }
}
