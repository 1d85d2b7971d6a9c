import { UsageError } from '../errors.ts'
import { didYouMean } from '../nearest-name.ts'
import type { Predicate } from '../select/predicate.ts'

/** A predicate as it is saved: columns by name, so that it holds for another reading of the file; JSON-safe. */
export type RowCondition =
  /** low ≤ value < high; an absent end is open. */
  | {
      readonly kind: 'range'
      readonly column: string
      readonly low?: number
      readonly high?: number
      readonly closed?: boolean
    }
  | {
      readonly kind: 'values'
      readonly column: string
      readonly values: readonly string[]
      readonly not?: boolean
    }
  | { readonly kind: 'missing'; readonly column: string; readonly not?: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly number[] }
  | { readonly kind: 'row-range'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'calendar'
      readonly column: string
      readonly weekdays?: readonly number[]
      readonly hours?: readonly number[]
      readonly months?: readonly number[]
      readonly monthDays?: readonly number[]
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'all'; readonly of: readonly RowCondition[] }
  | { readonly kind: 'any'; readonly of: readonly RowCondition[]; readonly not?: boolean }

/**
 * A predicate as a condition that can be saved.
 *
 * @param names of the table's columns, in order
 * @returns null for one that no saved settings can hold: a condition on scores, which come from the fit itself
 */
export function conditionOf(predicate: Predicate, names: readonly string[]): RowCondition | null {
  switch (predicate.kind) {
    case 'range': {
      const { column, low, high, ...rest } = predicate
      const ends = {
        ...(low > -Infinity ? { low } : {}),
        ...(high < Infinity ? { high } : {}),
      }
      return { ...rest, column: names[column] ?? '', ...ends }
    }
    case 'values':
    case 'missing':
    case 'calendar':
      return { ...predicate, column: names[predicate.column] ?? '' }
    case 'rows':
      return { kind: 'rows', rows: Array.from(predicate.rows) }
    case 'row-range':
    case 'text':
      return predicate
    case 'score':
      return null
    case 'all':
    case 'any': {
      const of = predicate.of.map((part) => conditionOf(part, names))
      return of.some((part) => part === null)
        ? null
        : { ...predicate, of: of.filter((part) => part !== null) }
    }
  }
}

/**
 * A saved condition as a predicate on a table.
 *
 * @param names of the table's columns, in order
 * @throws UsageError `unknown-column` for a column that the table does not have
 */
export function predicateOf(condition: RowCondition, names: readonly string[]): Predicate {
  switch (condition.kind) {
    case 'range': {
      const { column, low = -Infinity, high = Infinity, ...rest } = condition
      return { ...rest, column: indexOf(column, names), low, high }
    }
    case 'values':
    case 'missing':
    case 'calendar':
      return { ...condition, column: indexOf(condition.column, names) }
    case 'rows':
      return { kind: 'rows', rows: Uint32Array.from(condition.rows) }
    case 'row-range':
    case 'text':
      return condition
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((part) => predicateOf(part, names)) }
  }
}

function indexOf(name: string, names: readonly string[]): number {
  const index = names.indexOf(name)
  if (index >= 0) return index
  const message = `The rows to fit on are said by the column ${name}, and there is no such column.${didYouMean(name, names)} The columns are: ${names.join(', ')}.`
  throw new UsageError('unknown-column', message, { column: name })
}
