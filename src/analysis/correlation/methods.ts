import type { Column } from '../table/table.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'

/** The coefficients, each for one kind of pair; a cell of an answer names its own by its place here. */
export const PAIR_METHODS = ['pearson', 'spearman', 'kendall', 'cramers-v', 'eta'] as const

export type PairMethod = (typeof PAIR_METHODS)[number]

/** `auto`: Spearman for two columns of numbers, η for a category and numbers, Cramér's V for two categories. */
export type CorrelationMethod = 'auto' | PairMethod

/** What a column is to a method. */
export type ColumnKind = 'number' | 'category'

/** With Cramér's V, whole numbers with at most so many different values are taken for categories. */
export const MOST_NUMBER_LEVELS = 20

export interface Omitted {
  readonly column: number
  /** A sentence part, e.g. `free text`. */
  readonly why: string
}

/**
 * What a column is to a method, or why it is left out.
 *
 * @returns a kind, or a sentence part
 */
export function kindFor(
  method: CorrelationMethod,
  column: Column,
  statistics: ColumnStatistics,
): { readonly kind: ColumnKind } | { readonly why: string } {
  if (column.type === 'text') return { why: 'free text or names of single rows' }
  if (statistics.present === 0) return { why: 'no cell has a value' }
  const isCategory = column.type === 'category'
  if (method === 'cramers-v') {
    if (isCategory) return { kind: 'category' }
    const few = statistics.integers && !statistics.distinctIsLowerBound
    if (column.type === 'number' && few && statistics.distinct <= MOST_NUMBER_LEVELS)
      return { kind: 'category' }
    return {
      why: `numbers or dates with more than ${MOST_NUMBER_LEVELS} values: Cramér’s V compares categories`,
    }
  }
  if (!isCategory) return { kind: 'number' }
  if (method === 'auto' || method === 'eta') return { kind: 'category' }
  return { why: 'categories have no order: choose Auto, Cramér’s V or η' }
}

/** The coefficient of a pair; null where the method has none for it. */
export function pairMethod(method: CorrelationMethod, a: ColumnKind, b: ColumnKind): PairMethod | null {
  if (method === 'auto') return a !== b ? 'eta' : a === 'number' ? 'spearman' : 'cramers-v'
  if (method === 'eta') return a !== b ? 'eta' : null
  return method
}
