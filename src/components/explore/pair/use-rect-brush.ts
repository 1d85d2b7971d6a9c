import { useCallback, useMemo } from 'react'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { brush } from '../../../state/selection.ts'
import { useApp } from '../../../state/store.ts'
import { rectOf, rectPredicate, rectText, type BrushRect } from '../../plots/brush-rect.ts'

interface RectBrush {
  /** What is selected in this view, as the selection has it. */
  readonly brushed: BrushRect | null
  /** Selects a rectangle, or nothing; `done` when the drag ended. */
  readonly select: (rect: BrushRect | null, done: boolean) => void
}

/** What a view of two axes selects, under its own name. */
export function useRectBrush(source: string, x: ColumnSummary, y: ColumnSummary): RectBrush {
  const clause = useApp((state) => state.clauses.find((candidate) => candidate.source === source) ?? null)
  const brushed = useMemo(() => clause && rectOf(clause.predicate, x, y), [clause, x, y])
  const select = useCallback(
    (rect: BrushRect | null, done: boolean) => {
      const predicate = rect && rectPredicate(rect, x, y)
      brush(source, predicate, rect && predicate ? rectText(rect, x, y) : undefined, done)
    },
    [source, x, y],
  )
  return { brushed, select }
}
