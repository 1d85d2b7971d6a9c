import type { LabelMapping } from '../analysis/evaluate/labels.ts'

/** What the user said about the answers that a file holds. */
export interface LabelsState {
  /** The column with the label, by name; null: the first with the role. */
  readonly column: string | null
  /** What its values mean; null: as proposed. */
  readonly mapping: LabelMapping | null
}

export const noLabels: LabelsState = { column: null, mapping: null }
