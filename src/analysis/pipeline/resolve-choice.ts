import { rowLabels } from '../evaluate/labels.ts'
import { rankLabels, type RankedLabels } from '../evaluate/ranked-labels.ts'
import { daysCovered } from '../ranking/capacity.ts'
import type { ResolvedCut } from '../ranking/plain-cut.ts'
import { resolveCut } from '../ranking/resolve-cut.ts'
import type { CostChoice, CutChoice } from '../settings.ts'
import { finish } from '../work.ts'
import type { Dataset } from './dataset.ts'
import type { Ranking } from './results.ts'

/**
 * What a choice comes to on an open file; see `resolveCut`.
 *
 * Cost: as `resolveCut`; with labels also their count along the ranking, some 40 ms for a million rows.
 */
export function resolveChoice(choice: CutChoice, dataset: Dataset, ranking: Ranking): ResolvedCut {
  return resolveCut(choice, ranking, {
    days: daysCovered(dataset.summary),
    labels: choice.by === 'cost' ? labelsOf(choice.label, dataset, ranking) : null,
  })
}

function labelsOf(label: CostChoice['label'], { read }: Dataset, { order }: Ranking): RankedLabels | null {
  if (label === undefined) return null
  const column = read.table.columns.find(({ name }) => name === label.column)
  if (column === undefined) return null
  const ranked = finish(rankLabels(finish(rowLabels(column, label.mapping)), order))
  return ranked.anomalies + ranked.normals === 0 ? null : ranked
}
