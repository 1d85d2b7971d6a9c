import { useCallback } from 'react'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import { brush } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'

/** Values from low up to high; `closed`: high as well. */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly closed?: boolean
}

export interface ValueBrush {
  /** What is selected among the values of the column now. */
  readonly interval: Interval | null
  /** Whether the rows without a value are. */
  readonly missing: boolean
  readonly select: (predicate: Predicate | null, done: boolean) => void
}

/** The name under which all plots of one column's values select: the latest of them replaces what another chose. */
export function valueSource(column: number): string {
  return `values:${column}`
}

/** What is selected among the values of one column, and how its plots select. */
export function useValueBrush(column: number): ValueBrush {
  const source = valueSource(column)
  const clause = useApp((state) => state.clauses.find((candidate) => candidate.source === source) ?? null)
  const predicate = clause?.predicate
  const select = useCallback(
    (next: Predicate | null, done: boolean) => brush(source, next, undefined, done),
    [source],
  )
  return {
    interval: predicate?.kind === 'range' ? predicate : null,
    missing: predicate?.kind === 'missing',
    select,
  }
}
