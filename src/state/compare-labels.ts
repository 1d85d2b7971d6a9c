import { useEffect, useMemo, useState } from 'react'
import { evaluateRanking, type LabelledRankingAnswer } from '../analysis/evaluate/labelled-ranking.ts'
import { ANOMALY, LEFT_OUT, NORMAL } from '../analysis/evaluate/labels.ts'
import type { RankedLabels } from '../analysis/evaluate/ranked-labels.ts'
import type { ComparedRanking, DatasetSummary, Ranking } from '../workers/engine.api.ts'
import { inTurns } from './in-turns.ts'
import { labelColumn } from './labels.ts'
import { useApp } from './store.ts'
import { useQuestion } from './use-question.ts'

const turns = inTurns()

/** Every ranking against the labels, the page's own first. */
export interface LabelledRuns {
  /** The label's name. */
  readonly name: string
  /** Null where it is not worked out yet. */
  readonly answers: readonly (LabelledRankingAnswer | null)[]
}

/** The rankings against the label column; null without one. Nothing is asked of a worker but the page's own. */
export function useLabelledRuns(
  dataset: DatasetSummary,
  ranking: Ranking,
  runs: readonly ComparedRanking[],
): LabelledRuns | null {
  const chosen = useApp((state) => state.labels)
  const column = labelColumn(dataset, chosen)
  const values = useQuestion('labelValues', column && { column: column.index })
  const mapping = chosen.mapping ?? values.data?.mapping ?? null
  const own = useQuestion('labelledRanking', column && mapping && { column: column.index, mapping }, {
    scores: true,
  }).data
  const labels = useMemo(() => (own ? labelsAlong(own, ranking.order) : null), [own, ranking])
  const [made, setMade] = useState(0)
  useEffect(() => {
    if (labels === null) return
    let stopped = false
    const next = () => {
      const run = runs.find((candidate) => !answersOf(labels).has(candidate))
      if (stopped || !run) return
      const work = evaluateRanking(run.ranks, run.order, labels)
      const step = () => {
        if (stopped) return
        const { done, value } = work.next()
        if (done !== true) {
          turns.add(step)
          return
        }
        answersOf(labels).set(run, value)
        setMade((count) => count + 1)
        turns.add(next)
      }
      step()
    }
    turns.add(next)
    return () => {
      stopped = true
    }
  }, [labels, runs])
  return useMemo(() => {
    if (!column || !own || !labels || own.anomalies === 0) return null
    return { name: column.name, answers: [own, ...runs.map((run) => answersOf(labels).get(run) ?? null)] }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `made` says that there is one more
  }, [column, own, labels, runs, made])
}

/** (rows,) each row's label, from the counts along a ranking. Cost: linear. */
export function labelsAlong({ positives, labelled }: RankedLabels, order: Uint32Array): Uint8Array {
  const labels = new Uint8Array(order.length)
  for (let k = 0; k < order.length; k++) {
    const known = labelled === null || labelled[k + 1]! > labelled[k]!
    labels[order[k]!] = positives[k + 1]! > positives[k]! ? ANOMALY : known ? NORMAL : LEFT_OUT
  }
  return labels
}

const answers = new WeakMap<Uint8Array, WeakMap<ComparedRanking, LabelledRankingAnswer>>()

function answersOf(labels: Uint8Array): WeakMap<ComparedRanking, LabelledRankingAnswer> {
  const known = answers.get(labels)
  if (known) return known
  const made = new WeakMap<ComparedRanking, LabelledRankingAnswer>()
  answers.set(labels, made)
  return made
}
