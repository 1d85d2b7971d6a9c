import { useEffect, useMemo, useState } from 'react'
import type { DatasetSummary, Result, RowCells } from '../../workers/engine.api.ts'
import { showError } from '../../state/actions/work.ts'
import { getEngine } from '../../state/engine.ts'
import { latestCall } from '../../state/latest-call.ts'
import { decimalsOf } from '../controls/cell-format.ts'
import { createRowCache, type RowCache } from './row-cache.ts'

const KEPT_ROWS = 4000

export interface RowStore {
  readonly cache: RowCache
  /** Per table column: the most decimals seen so far. */
  readonly decimals: readonly number[]
  /** Rises whenever rows arrived. */
  readonly version: number
}

/** Fetches what is not there yet of the wanted rows: one call in flight, the latest wish wins. */
export function useRowCells(dataset: DatasetSummary, wanted: readonly number[]): RowStore {
  const kept = useMemo(
    () => ({ dataset, cache: createRowCache(KEPT_ROWS), decimals: dataset.columns.map(() => 0) }),
    [dataset],
  )
  const [version, setVersion] = useState(0)
  const [calls] = useState(() =>
    latestCall<{ kept: typeof kept; rows: readonly number[] }, Result<readonly RowCells[]>>(
      ({ rows }) => getEngine().rows(Uint32Array.from(rows)),
      (result, { kept }) => {
        if (!result.ok) {
          showError(result.error)
          return
        }
        kept.cache.add(result.value)
        for (const { cells } of result.value) {
          cells.forEach((value, c) => {
            if (kept.dataset.columns[c]?.type === 'number')
              kept.decimals[c] = Math.max(kept.decimals[c] ?? 0, decimalsOf(value))
          })
        }
        setVersion((v) => v + 1)
      },
      (cause) =>
        showError({
          code: 'unexpected',
          message: `Rows could not be shown: ${cause instanceof Error ? cause.message : String(cause)}. Open the file again.`,
          facts: {},
        }),
    ),
  )

  useEffect(() => {
    const missing = wanted.filter((row) => !kept.cache.has(row))
    if (missing.length > 0) calls.ask({ kept, rows: missing })
  }, [wanted, kept, calls])
  useEffect(() => () => calls.drop(), [calls])

  return { cache: kept.cache, decimals: kept.decimals, version }
}
