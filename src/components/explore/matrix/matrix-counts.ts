import type { RowMask } from '../../../analysis/select/predicate.ts'
import type { Ordered } from '../../../state/linked-views.ts'
import { selectionFor, subscribeSelection } from '../../../state/selected-rows.ts'
import { appStore, subscribeCut } from '../../../state/store.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'

type ScatterMatrix = AnswerOf<'scatterMatrix'>

/** Rows per cell of every raster and of every bar along the diagonal. */
export interface MatrixRows {
  /** Per pair of columns, in the order of the answer: (cells × cells). */
  readonly pairs: readonly Uint32Array[]
  /** Per column: (cells,). */
  readonly bars: readonly Uint32Array[]
}

/** The flagged and the selected rows of a scatter-plot matrix, always for the store's cut and selection. */
export interface MatrixCounts {
  flagged(): MatrixRows
  /** Null when nothing is selected. */
  selected(): MatrixRows | null
  /** Told whenever counts changed; while there is much to count, several times. Returns what ends it. */
  subscribe(listener: () => void): () => void
}

/** Rows counted in one task: some 10 ms with six columns. */
const ROWS_PER_TASK = 150_000

/**
 * Counts rows into all rasters at once. A move of the cut costs the rows that enter or leave; what is more than a
 * task can do goes on in the next one.
 */
export function matrixCounts(ranking: Ordered, data: ScatterMatrix): MatrixCounts {
  const listeners = new Set<() => void>()
  const flagged = emptyRows(data)
  let selected: MatrixRows | null = null
  let mask: RowMask | null = null
  let at = 0
  let selectedAt = 0
  let timer: ReturnType<typeof setTimeout> | null = null

  const target = () => {
    const state = appStore.getState()
    return state.ranking === ranking ? state.cut : at
  }

  /** Does one task's worth and plans the next; true when something changed. */
  function work(): void {
    timer = null
    const now = selectionFor(appStore.getState(), null)
    if (now !== mask) {
      mask = now
      clearRows(flagged)
      at = 0
      selected = now && emptyRows(data)
      selectedAt = 0
    }
    let left = ROWS_PER_TASK
    const wanted = target()
    while (at < wanted && left-- > 0) addRow(data, flagged, ranking.order[at++]!, 1, mask)
    while (at > wanted && left-- > 0) addRow(data, flagged, ranking.order[--at]!, -1, mask)
    if (selected && mask) {
      for (; selectedAt < mask.length && left-- > 0; selectedAt++)
        if (mask[selectedAt] === 1) addRow(data, selected, selectedAt, 1, null)
    }
    for (const listener of listeners) listener()
    if (at !== wanted || (mask && selectedAt < mask.length)) timer = setTimeout(work)
  }

  return {
    flagged: () => flagged,
    selected: () => (appStore.getState().flaggedOnly ? flagged : selected),
    subscribe(listener) {
      listeners.add(listener)
      const follow = () => {
        if (timer === null) work()
      }
      const ends = [subscribeCut(follow), subscribeSelection(follow)]
      follow()
      return () => {
        listeners.delete(listener)
        ends.forEach((end) => end())
        if (listeners.size === 0 && timer !== null) {
          clearTimeout(timer)
          timer = null
        }
      }
    },
  }
}

function emptyRows({ rasters, histograms }: ScatterMatrix): MatrixRows {
  return {
    pairs: rasters.map((raster) => new Uint32Array(raster.length)),
    bars: histograms.map((histogram) => new Uint32Array(histogram.length)),
  }
}

function clearRows({ pairs, bars }: MatrixRows): void {
  for (const counts of [...pairs, ...bars]) counts.fill(0)
}

function addRow(
  { positions, cells }: ScatterMatrix,
  { pairs, bars }: MatrixRows,
  row: number,
  by: 1 | -1,
  mask: RowMask | null,
): void {
  if (mask !== null && mask[row] === 0) return
  let pair = 0
  for (let j = 0; j < positions.length; j++) {
    const y = positions[j]![row]!
    if (y >= cells) {
      pair += j
      continue
    }
    bars[j]![y]! += by
    const line = (cells - 1 - y) * cells
    for (let i = 0; i < j; i++, pair++) {
      const x = positions[i]![row]!
      if (x < cells) pairs[pair]![line + x]! += by
    }
  }
}

/** The columns (i across, j upwards) of each raster, in the order of the answer. */
export function matrixPairs(columns: number): readonly { readonly i: number; readonly j: number }[] {
  const pairs: { i: number; j: number }[] = []
  for (let j = 0; j < columns; j++) for (let i = 0; i < j; i++) pairs.push({ i, j })
  return pairs
}

/** Where the raster of a pair of columns (i < j) is in the answer. */
export function pairAt(i: number, j: number): number {
  return (j * (j - 1)) / 2 + i
}
