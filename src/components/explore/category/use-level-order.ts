import { useEffect, useMemo, useState } from 'react'
import type { CategoryLevels } from '../../../analysis/categories/category-levels.ts'
import { flaggedRate, ratedRows } from '../../../state/flagged-rate.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { orderByValue } from '../../../state/order-by-value.ts'
import { useQuestion } from '../../../state/use-question.ts'

export type LevelOrder = 'rows' | 'rate' | 'amount' | 'name'

/** The levels to list, in order. */
export interface LevelList {
  readonly count: number
  readonly levelAt: (position: number) => number
}

/** The order by rate waits so long after the cut moved: rows that change places at every step cannot be read. */
const REST_MS = 300

/**
 * Which levels are listed, and in what order; the former list stays while the next one is worked out.
 *
 * @param search levels whose text contains it; empty: all
 * @param amounts (levels,) what the order by amount is by
 */
export function useLevelOrder(
  levels: CategoryLevels | null,
  counts: LinkedCounts | null,
  order: LevelOrder,
  search: string,
  amounts: Float64Array | null,
): { readonly list: LevelList | null; readonly loading: boolean } {
  const byName = order === 'name'
  const needsFind = levels !== null && (byName || search !== '')
  const found = useQuestion(
    'findLevels',
    needsFind ? { column: levels.column, search, order: byName ? 'name' : 'count' } : null,
  )
  const byRate = useOrderByRate(order === 'rate' ? levels : null, counts)
  const byAmount = useOrderByAmount(order === 'amount' ? amounts : null)
  const sorted = order === 'rate' ? byRate : order === 'amount' ? byAmount : null
  const waits = (order === 'rate' || order === 'amount') && sorted === null

  const list = useMemo((): LevelList | null => {
    if (!levels || waits || (needsFind && !found.data)) return null
    const total = levels.counts.length
    if (!needsFind || !found.data) return listOf(sorted, total)
    if (!sorted) return listOf(found.data, found.data.length)
    const isFound = new Uint8Array(total)
    for (const level of found.data) isFound[level] = 1
    const kept = sorted.filter((level) => isFound[level] === 1)
    return listOf(kept, kept.length)
  }, [levels, waits, needsFind, found.data, sorted])
  return { list, loading: waits || found.loading }
}

function listOf(levels: Uint32Array | null, count: number): LevelList {
  return { count, levelAt: levels ? (position) => levels[position] ?? 0 : (position) => position }
}

/** By the lower end of the rate's interval: 1 of 1 does not lead. */
function useOrderByRate(levels: CategoryLevels | null, counts: LinkedCounts | null): Uint32Array | null {
  const [kept, setKept] = useState<{ readonly about: unknown; readonly order: Uint32Array } | null>(null)
  useEffect(() => {
    if (!levels || !counts) return
    let stop = () => {}
    const work = () => {
      stop()
      const flagged = counts.flagged()
      const rows = ratedRows(levels.counts, counts)
      stop = orderByValue(
        rows.length,
        (level) => flaggedRate(flagged[level]!, rows[level]!).low,
        (order) => setKept({ about: levels, order }),
      )
    }
    work()
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = counts.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(work, REST_MS)
    })
    return () => {
      clearTimeout(timer)
      end()
      stop()
    }
  }, [levels, counts])
  return kept && kept.about === levels ? kept.order : null
}

function useOrderByAmount(amounts: Float64Array | null): Uint32Array | null {
  const [kept, setKept] = useState<{ readonly about: unknown; readonly order: Uint32Array } | null>(null)
  useEffect(() => {
    if (!amounts) return
    return orderByValue(
      amounts.length,
      (level) => amounts[level]!,
      (order) => setKept({ about: amounts, order }),
    )
  }, [amounts])
  return kept && kept.about === amounts ? kept.order : null
}
