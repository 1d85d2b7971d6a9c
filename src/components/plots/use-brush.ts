import { useCallback, useMemo } from 'react'
import type { Predicate } from '../../analysis/select/predicate.ts'
import { brush } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'
import type { BinRange } from './bin-selection.ts'

interface Brush {
  readonly brushed: BinRange | null
  readonly onBrush: (range: BinRange | null, done: boolean) => void
}

/**
 * What is selected in one bar plot, in its own bins, and how it selects.
 *
 * @param source the view's stable name
 * @param toPredicate what bins mean; keep it stable (useCallback)
 * @param bins number of bins
 */
export function useBrush(source: string, toPredicate: (range: BinRange) => Predicate, bins: number): Brush {
  const clause = useApp((state) => state.clauses.find((candidate) => candidate.source === source) ?? null)
  // The bins that say what the clause says: also after an undo, and when the view was away.
  const brushed = useMemo(() => {
    const remembered = clause && ranges.get(clause.predicate)
    return remembered && remembered.to < bins ? remembered : null
  }, [clause, bins])
  const onBrush = useCallback(
    (range: BinRange | null, done: boolean) => {
      const predicate = range && toPredicate(range)
      if (range && predicate) ranges.set(predicate, range)
      brush(source, predicate, undefined, done)
    },
    [source, toPredicate],
  )
  return { brushed, onBrush }
}

/** Which bins a predicate was made from. */
const ranges = new WeakMap<Predicate, BinRange>()
