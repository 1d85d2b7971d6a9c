import { bestCut, type BestCut } from '../analysis/evaluate/best-cut.ts'
import {
  figureIntervals,
  INTERVAL_SEED as SEED,
  type FigureIntervals,
} from '../analysis/evaluate/bootstrap.ts'
import { figuresOf, type Figures } from '../analysis/evaluate/figures.ts'
import {
  confusionAt,
  rowsOfCell,
  type Confusion,
  type RankedLabels,
} from '../analysis/evaluate/ranked-labels.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { appStore, subscribeCut } from './store.ts'

/** Seed of the resamples behind the intervals. */
export const INTERVAL_SEED = SEED

/** What a number of flagged rows comes to. */
export interface CutReading {
  readonly cut: number
  readonly confusion: Confusion
  readonly figures: Figures
  readonly intervals: FigureIntervals
}

/** A ranking against its labels, for the store's cut or any other: no worker is asked. */
export interface LabelsAtCut {
  readonly labels: RankedLabels
  /** At the store's cut; worked out once for each. */
  now(): CutReading
  /** When the first `cut` rows are flagged. */
  at(cut: number): CutReading
  /** The rows of one cell of the confusion matrix, by rank. */
  rows(cell: { readonly anomalies: boolean; readonly flagged: boolean }): Uint32Array
  /** The best cut by F-beta. */
  best(): BestCut | null
  /** The first cut that flags this share of the anomalies, of the normal rows, or of all labelled rows. */
  cutWith(what: 'anomalies' | 'normals' | 'rows', share: number): number
  /** Told after every move of the cut. Returns what ends the subscription. */
  subscribe(listener: () => void): () => void
}

/**
 * Figures that follow the cut.
 *
 * @param beta of F-beta
 */
export function labelsAtCut(ranking: Ranking, labels: RankedLabels, beta: number): LabelsAtCut {
  const rows = ranking.order.length
  const total = labels.anomalies + labels.normals
  let latest: CutReading | null = null
  let best: BestCut | null | undefined
  const at = (cut: number): CutReading => {
    const confusion = confusionAt(labels, cut)
    return {
      cut,
      confusion,
      figures: figuresOf(confusion, beta),
      intervals: figureIntervals(confusion, beta, SEED),
    }
  }
  const now = (): CutReading => {
    const state = appStore.getState()
    // A view of a former ranking stays where it is.
    const cut = state.ranking === ranking ? state.cut : (latest?.cut ?? 0)
    return latest?.cut === cut ? latest : (latest = at(cut))
  }
  return {
    labels,
    now,
    at,
    rows: (cell) => rowsOfCell(labels, ranking.order, now().cut, cell),
    best: () => (best === undefined ? (best = bestCut(labels, ranking.scores, ranking.order, beta)) : best),
    cutWith(what, share) {
      const count = (cut: number): number => {
        const { truePositives, falsePositives } = confusionAt(labels, cut)
        if (what === 'anomalies') return truePositives / labels.anomalies
        if (what === 'normals') return falsePositives / labels.normals
        return (truePositives + falsePositives) / total
      }
      let low = 0
      let high = rows
      while (low < high) {
        const middle = (low + high) >>> 1
        if (count(middle) < share) low = middle + 1
        else high = middle
      }
      return low
    },
    subscribe: (listener) => subscribeCut(listener),
  }
}
