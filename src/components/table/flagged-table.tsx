import { useMemo } from 'react'
import type { DatasetSummary, Ranking } from '../../workers/engine.api.ts'
import { listFlagged } from '../../state/selected-rows.ts'
import { useApp } from '../../state/store.ts'
import { formatCount } from '../plots/format.ts'
import RowTable, { FLAGGED } from './row-table.tsx'

/** The rows above the line, as far as they are selected. */
export function FlaggedTable({
  dataset,
  ranking,
}: {
  readonly dataset: DatasetSummary
  readonly ranking: Ranking
}) {
  const cut = useApp((state) => state.cut)
  const selection = useApp((state) => state.selection)
  const rows = useMemo(() => listFlagged({ selection, cut }, ranking.order), [selection, cut, ranking])
  return (
    <RowTable
      dataset={dataset}
      ranking={ranking}
      rows={rows}
      name={FLAGGED}
      note={selection ? `of ${formatCount(cut)} flagged, with the filters above` : undefined}
      empty={
        selection && cut > 0
          ? 'No flagged row passes the filters. Take a filter away to see more rows.'
          : 'No row is flagged. Lower the threshold to see rows here.'
      }
    />
  )
}
