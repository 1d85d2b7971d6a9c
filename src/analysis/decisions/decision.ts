/** What a reviewer can say of a row. */
export const DECISION_LABELS = ['anomaly', 'false-alarm', 'unsure'] as const
export type DecisionLabel = (typeof DECISION_LABELS)[number]

/** What is decided about one row of the open file. */
export interface Decision {
  /** null: there is only a note so far. */
  readonly label: DecisionLabel | null
  /** A code of the reviewer's own list. */
  readonly reason?: string
  readonly note?: string
  /** When it was last changed, epoch ms. */
  readonly at: number
  /** The name as typed; empty when none was. */
  readonly reviewer: string
  /** The label was given while score, rank and reasons of the row were hidden, and had been from the start. */
  readonly blind?: true
}

/** What a decision changes: an absent field stays as it is, null takes it away. */
export interface DecisionPatch {
  readonly label?: DecisionLabel | null
  readonly reason?: string | null
  readonly note?: string | null
}

/**
 * The decision after a change; null when nothing is left of it.
 *
 * @param blind whether a label that is given with the change is given blind; one that stays remains what it was
 */
export function patchDecision(
  before: Decision | undefined,
  patch: DecisionPatch,
  at: number,
  reviewer: string,
  blind = false,
): Decision | null {
  const label = patch.label === undefined ? (before?.label ?? null) : patch.label
  const reason = patch.reason === undefined ? before?.reason : (patch.reason ?? undefined)
  const note = patch.note === undefined ? before?.note : (patch.note ?? undefined)
  const isBlind = label !== null && (patch.label === undefined ? before?.blind === true : blind)
  if (label === null && reason === undefined && note === undefined) return null
  return {
    label,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
    at,
    reviewer,
    ...(isBlind ? { blind: true } : {}),
  }
}
