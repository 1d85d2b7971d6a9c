import { useCallback, useMemo } from 'react'
import type { Predicate } from '../../analysis/select/predicate.ts'
import { brush } from '../../state/selection.ts'
import { useApp } from '../../state/store.ts'

interface ShapeBrush<S> {
  /** What is selected in this view, in its own terms. */
  readonly brushed: S | null
  /** Selects a shape, or nothing; `done` when the drag ended. */
  readonly select: (shape: S | null, done: boolean) => void
}

/**
 * What a view selects, in shapes of its own: groups and values, or cells.
 *
 * @param toPredicate what a shape means, null: it cannot be said by values; keep it stable
 */
export function useShapeBrush<S extends object>(
  source: string,
  toPredicate: (shape: S) => Predicate | null,
): ShapeBrush<S> {
  const clause = useApp((state) => state.clauses.find((candidate) => candidate.source === source) ?? null)
  // Kept with the predicate itself, so that it is there after an undo and when the view was away.
  const brushed = useMemo(
    () => (clause ? ((shapes.get(clause.predicate) ?? null) as S | null) : null),
    [clause],
  )
  const select = useCallback(
    (shape: S | null, done: boolean) => {
      const predicate = shape && toPredicate(shape)
      if (shape && predicate) shapes.set(predicate, shape)
      if (!shape || predicate) brush(source, predicate, undefined, done)
    },
    [source, toPredicate],
  )
  return { brushed, select }
}

/** Which shape a predicate was made from; a source only ever has shapes of one kind. */
const shapes = new WeakMap<Predicate, object>()
