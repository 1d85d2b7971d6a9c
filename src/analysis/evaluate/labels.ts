import type { Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'

/** What a value of the label says of its row. */
export type LabelMeaning = 'anomaly' | 'normal' | 'left-out'

/** What each value of a label means; a value that is not listed is left out. */
export interface LabelMapping {
  /** By the value as it is shown. */
  readonly values: Readonly<Record<string, LabelMeaning>>
  /** Rows without a value. */
  readonly missing: LabelMeaning
}

/** What the reason of a column begins with that stays out because it gives a label away. */
export const LEAK = 'gives the label away: '

/** Whether this is why a column stays out. */
export function isLeak(reason: string): boolean {
  return reason.startsWith(LEAK)
}

/** What a row's label says: codes of `rowLabels`. */
export const NORMAL = 0
export const ANOMALY = 1
export const LEFT_OUT = 2

const CODES: Readonly<Record<LabelMeaning, number>> = {
  normal: NORMAL,
  anomaly: ANOMALY,
  'left-out': LEFT_OUT,
}

/**
 * Every row's label.
 *
 * @param column numbers or categories; of other types every row is left out
 * @returns (rows,) `NORMAL`, `ANOMALY` or `LEFT_OUT`
 *
 * Cost: linear; some 5 ms for a million rows.
 */
export function* rowLabels(column: Column, mapping: LabelMapping): Work<Uint8Array> {
  const codeOf = (text: string): number =>
    CODES[Object.hasOwn(mapping.values, text) ? (mapping.values[text] ?? 'left-out') : 'left-out']
  const missing = CODES[mapping.missing]
  if (column.type === 'category') {
    const codes = Uint8Array.from(column.dictionary, codeOf)
    const labels = new Uint8Array(column.codes.length)
    for (let start = 0; start < labels.length; start += SLICE_ROWS) {
      markCategories(column.codes, codes, missing, labels, start, Math.min(start + SLICE_ROWS, labels.length))
      yield
    }
    return labels
  }
  if (column.type === 'number') {
    const labels = new Uint8Array(column.values.length)
    const values = Float64Array.from(Object.keys(mapping.values), Number)
    const codes = Uint8Array.from(Object.keys(mapping.values), codeOf)
    for (let start = 0; start < labels.length; start += SLICE_ROWS) {
      const end = Math.min(start + SLICE_ROWS, labels.length)
      markNumbers(column.values, values, codes, missing, labels, start, end)
      yield
    }
    return labels
  }
  const rows = column.type === 'text' ? column.offsets.length - 1 : column.values.length
  return new Uint8Array(rows).fill(LEFT_OUT)
}

// Functions of their own: inside a generator the loops would begin unoptimised after every pause.

function markCategories(
  rows: Int32Array,
  codes: Uint8Array,
  missing: number,
  labels: Uint8Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const code = rows[row]!
    labels[row] = code < 0 ? missing : codes[code]!
  }
}

function markNumbers(
  rows: Float64Array,
  values: Float64Array,
  codes: Uint8Array,
  missing: number,
  labels: Uint8Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const value = rows[row]!
    let label = value === value ? LEFT_OUT : missing
    for (let i = 0; i < values.length; i++) if (values[i] === value) label = codes[i]!
    labels[row] = label
  }
}

/** Anomalies, normal rows and rows left out. */
export function countLabels(labels: Uint8Array): {
  readonly anomalies: number
  readonly normals: number
  readonly leftOut: number
} {
  const counts = [0, 0, 0]
  for (let row = 0; row < labels.length; row++) counts[labels[row]!]!++
  return { anomalies: counts[ANOMALY]!, normals: counts[NORMAL]!, leftOut: counts[LEFT_OUT]! }
}
