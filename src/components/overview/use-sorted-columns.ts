import { useEffect, useMemo, useState } from 'react'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import { useApp } from '../../state/store.ts'
import { useQuestion } from '../../state/use-question.ts'
import { needsProfiles, sortColumns, type ColumnOrder } from './sort-columns.ts'

export interface SortedColumns {
  readonly sorted: readonly ColumnSummary[]
  /** Figures that the order needs are being worked out. */
  readonly waiting: boolean
  /** Share that is done; null when unknown. */
  readonly progress: number | null
}

/** Columns in an order, for which the figures of all of them are asked where it needs them. */
export function useSortedColumns(columns: readonly ColumnSummary[], order: ColumnOrder): SortedColumns {
  const cut = useRestedCut()
  const ranked = useApp((state) => state.ranking !== null)
  const byProfile = needsProfiles(order, columns)
  const byContrast = order === 'contrast' && ranked
  const profiles = useQuestion('profileTable', byProfile ? { columns: null } : null, { background: true })
  const contrast = useQuestion('flaggedContrast', byContrast ? { cut } : null, {
    background: true,
    scores: true,
  })
  const sorted = useMemo(
    () => sortColumns(columns, order, { profiles: profiles.data, contrast: contrast.data }),
    [columns, order, profiles.data, contrast.data],
  )
  const asked = byProfile ? profiles : contrast
  const waiting = (byProfile || byContrast) && asked.data === null && asked.loading
  return { sorted, waiting, progress: asked.progress }
}

const REST_MS = 400

/** The cut once it did not move for a moment: cards do not change places during a drag. */
function useRestedCut(): number {
  const cut = useApp((state) => state.cut)
  const [rested, setRested] = useState(cut)
  useEffect(() => {
    const timer = setTimeout(() => setRested(cut), REST_MS)
    return () => clearTimeout(timer)
  }, [cut])
  return rested
}
