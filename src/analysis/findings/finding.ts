import type { QuestionContext } from '../questions/question.ts'
import type { Predicate } from '../select/predicate.ts'
import type { ColumnType } from '../table/table.ts'
import type { Work } from '../work.ts'

/** What rules look at: the open file, and what day it is, which only the page knows. */
export interface FindingContext extends QuestionContext {
  /** Midnight of today as epoch ms, in the zone in which datetimes without an offset are read (UTC). */
  readonly today: number
}

/**
 * `serious` can make the analysis wrong; `notable` can mislead about some rows or a column; `note` is good to
 * know and needs nothing.
 */
export type Severity = 'serious' | 'notable' | 'note'

/** A part of a sentence; what is not plain text is written by the page in the locale and the column's own format. */
export type SentencePart =
  | string
  /** The name of a column. */
  | { readonly column: number }
  /** A whole number. */
  | { readonly count: number }
  /** A share, 0 … 1. */
  | { readonly share: number }
  /** A figure without a unit. */
  | { readonly figure: number }
  /** A value of a number or datetime column. */
  | { readonly value: number; readonly of: number }
  /** A cell of a file, or a part of one. */
  | { readonly text: string }

/** Something that can be done about a finding. */
export type Remedy =
  | { readonly kind: 'leave-out'; readonly column: number }
  | {
      readonly kind: 'read-as'
      readonly column: number
      readonly type: ColumnType
      readonly format?: string
    }

/** The rows of a finding: said as a predicate, or worked out when they are asked for. */
export type RowsOf = Predicate | ((context: FindingContext) => Work<Uint32Array>)

/** What a rule found. */
export interface Found {
  readonly severity: Severity
  /** The columns that it is about; none where it is about whole rows. */
  readonly columns: readonly number[]
  /** Rows that are concerned. */
  readonly count: number
  readonly sentence: readonly SentencePart[]
  /** Null where it is about a column as a whole. */
  readonly rows: RowsOf | null
  /** How many rows `rows` are, where that is not `count`. */
  readonly shown?: number
  readonly remedies?: readonly Remedy[]
}

/** One thing to look for in a file. */
export interface FindingRule {
  /** Stable, part of a finding's id. */
  readonly kind: string
  /** What one such finding is called. */
  readonly title: string
  /** What several are called, after their number: `17 constant columns`. */
  readonly plural: string
  /** In slices; nothing where there is nothing to say. */
  find(context: FindingContext): Work<readonly Found[]>
}

/** `1 row`, `2 rows`: the number and the word for it. */
export function counted(count: number, one: string, many: string = `${one}s`): readonly SentencePart[] {
  return [{ count }, count === 1 ? ` ${one}` : ` ${many}`]
}

/** Several parts with commas and a last `and`; past `most` of them the rest is counted. */
export function listed(items: readonly SentencePart[], more: string, most = 4): readonly SentencePart[] {
  const shown = items.length > most ? items.slice(0, most - 1) : items
  const parts: SentencePart[] = []
  shown.forEach((item, i) => {
    if (i > 0) parts.push(i === shown.length - 1 && shown.length === items.length ? ' and ' : ', ')
    parts.push(item)
  })
  if (shown.length < items.length)
    parts.push(' and ', { count: items.length - shown.length }, ` more ${more}`)
  return parts
}

/** The indices of the columns, as parts. */
export function columnParts(columns: readonly number[]): readonly SentencePart[] {
  return listed(
    columns.map((column) => ({ column })),
    'columns',
  )
}

/** A share of the rows in words; nothing for what cannot be divided. */
export function ofRows(count: number, rowCount: number): readonly SentencePart[] {
  return rowCount === 0 ? [] : [' (', { share: count / rowCount }, ' of all rows)']
}
