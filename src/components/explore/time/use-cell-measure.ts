import { useMemo } from 'react'
import type { CalendarCells } from '../../../analysis/calendar/calendar-cells.ts'
import { linkedSums } from '../../../state/linked-sums.ts'
import { linkedCounts, UNRANKED } from '../../../state/linked-views.ts'
import type { Ranking } from '../../../workers/engine.api.ts'
import type { CellKind } from './recurring.ts'
import type { Measure, Measured } from './series.ts'

/** Rows and amounts per cell, linked under a view's own name. */
export function useCellMeasure(
  data: CalendarCells | null,
  kind: CellKind,
  ranking: Ranking | null,
  measure: Measure,
  source: string,
): Measured | null {
  return useMemo(() => {
    if (!data) return null
    const ordered = ranking ?? UNRANKED
    const week = kind === 'week'
    const rows = week ? data.weekCounts : data.yearCounts
    const bins = week ? data.weekBins : data.yearBins
    const all = week ? data.weekAmounts : data.yearAmounts
    return {
      measure: all ? measure : 'rows',
      rows,
      counts: linkedCounts(ordered, bins, rows.length, source),
      amounts:
        all && data.amounts
          ? { all, linked: linkedSums(ordered, bins, rows.length, data.amounts, source) }
          : null,
    }
  }, [data, kind, ranking, measure, source])
}
