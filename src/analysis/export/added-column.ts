import type { Decision } from '../decisions/decision.ts'

/** A column that an export puts before the file's own ones. `row` is a row of the table. */
export type AddedColumn =
  | { readonly name: string; readonly kind: 'count'; value(row: number): number | null }
  /** A Float32 value. */
  | { readonly name: string; readonly kind: 'score'; value(row: number): number | null }
  | { readonly name: string; readonly kind: 'flag'; value(row: number): boolean | null }
  /** `list`: several sentences, a line each. */
  | {
      readonly name: string
      readonly kind: 'words'
      readonly list?: boolean
      value(row: number): string | null
    }
  /** Epoch ms. */
  | { readonly name: string; readonly kind: 'time'; value(row: number): number | null }

/** What stands in an export between two sentences of a list, where a cell holds one text. */
export const BETWEEN_SENTENCES = '; '

/** The text of a `words` column in one line. */
export function oneLine(column: AddedColumn & { kind: 'words' }, row: number): string {
  const text = column.value(row) ?? ''
  return column.list === true ? text.replaceAll('\n', BETWEEN_SENTENCES) : text
}

/** The decisions as columns: what, why, in which words, who, when, and which log it stands in. */
export function decisionColumns(
  decisions: ReadonlyMap<number, Decision>,
  logHead: string,
): readonly AddedColumn[] {
  const at = (row: number) => decisions.get(row)
  return [
    { name: 'decision', kind: 'words', value: (row) => at(row)?.label ?? null },
    { name: 'reason_code', kind: 'words', value: (row) => at(row)?.reason ?? null },
    { name: 'note', kind: 'words', value: (row) => at(row)?.note ?? null },
    { name: 'reviewer', kind: 'words', value: (row) => at(row)?.reviewer ?? null },
    { name: 'decided_at', kind: 'time', value: (row) => at(row)?.at ?? null },
    { name: 'decision_log_head', kind: 'words', value: (row) => (decisions.has(row) ? logHead : null) },
  ]
}
