import { useCallback, useMemo } from 'react'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import { brush, showRows } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import type { BinRange } from '../../plots/bin-selection.ts'

/** What a part of a test selects, and how: a bar, a group, a gap. One pick of a source takes the former one's place. */
interface Picked {
  readonly picked: BinRange | null
  readonly pick: (range: BinRange | null, rows: () => Predicate, label: string) => void
}

/**
 * Rows that are picked in one list or plot of a test.
 *
 * @param source stable name of the list or plot
 */
export function usePickedRows(source: string): Picked {
  const clause = useApp((state) => state.clauses.find((candidate) => candidate.source === source) ?? null)
  const picked = useMemo(() => (clause ? (ranges.get(clause.predicate) ?? null) : null), [clause])
  const pick = useCallback(
    (range: BinRange | null, rows: () => Predicate, label: string) => {
      if (range === null) {
        brush(source, null)
        return
      }
      const predicate = rows()
      ranges.set(predicate, range)
      brush(source, predicate, label)
      showRows()
    },
    [source],
  )
  return { picked, pick }
}

/** What a predicate was picked from: holds after an undo too. */
const ranges = new WeakMap<Predicate, BinRange>()
