import { chancesFromDecisions, type DecidedChances } from '../analysis/ranking/decided-chances.ts'
import { USUAL_QUALITY, type Chances } from '../analysis/ranking/chances.ts'
import { costAlong, costAt, lowestCost, type CostAt, type Costs } from '../analysis/ranking/expected-cost.ts'
import { chancesOf, costsOf } from '../analysis/ranking/resolve-cut.ts'
import type { RankedLabels } from '../analysis/evaluate/ranked-labels.ts'
import type { LabelMapping } from '../analysis/evaluate/labels.ts'
import type { CostChoice, CutChoice } from '../analysis/settings.ts'
import type { Decision } from '../analysis/decisions/decision.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { rankOf } from './selectors.ts'

/** What the chances of anomalies are told from. */
export type CostBasis = 'stated' | 'label' | 'decisions'

/** What the user said about costs; figures of a basis that is not chosen are kept for when it is. */
export interface CostPlan {
  readonly falseAlarm: number
  readonly missed: number
  readonly missedShare: number
  /** As stated. */
  readonly baseRate: number
  readonly quality: number
  readonly basis: CostBasis
}

/** The label column with its counts along the ranking. */
export interface KnownLabels {
  readonly column: string
  readonly mapping: LabelMapping
  readonly ranked: RankedLabels
}

/** What to begin with: the costs of the present line, where it was chosen by them; else figures to be replaced. */
export function firstPlan(choice: CutChoice, hasLabel: boolean): CostPlan {
  if (choice.by !== 'cost') {
    return {
      falseAlarm: 5,
      missed: 200,
      missedShare: 0,
      baseRate: 0.01,
      quality: USUAL_QUALITY,
      basis: hasLabel ? 'label' : 'stated',
    }
  }
  const { falseAlarm, missed, missedShare = 0, baseRate, quality = USUAL_QUALITY, label } = choice
  const basis = label === undefined || !hasLabel ? 'stated' : 'label'
  return { falseAlarm, missed, missedShare, baseRate, quality, basis }
}

/**
 * The choice that a plan comes to, with the figures of its basis written down, so that it can be repeated where
 * there are no labels and no decisions.
 */
export function choiceOfPlan(
  plan: CostPlan,
  labels: KnownLabels | null,
  decided: DecidedChances | null,
): CostChoice {
  const { falseAlarm, missed, missedShare } = plan
  const costs = { by: 'cost', falseAlarm, missed, ...(missedShare > 0 ? { missedShare } : {}) } as const
  if (plan.basis === 'label' && labels !== null) {
    const { column, mapping, ranked } = labels
    const rate = ranked.anomalies / (ranked.anomalies + ranked.normals)
    const baseRate = rate > 0 && rate < 1 ? rate : plan.baseRate
    return { ...costs, baseRate, label: { column, mapping } }
  }
  const { baseRate, quality } = plan.basis === 'decisions' && decided !== null ? decided : plan
  return { ...costs, baseRate, ...(quality === USUAL_QUALITY ? {} : { quality }) }
}

/** A choice with the curve of its expected cost. */
export interface CostView {
  readonly choice: CostChoice
  readonly chances: Chances
  readonly lowest: CostAt
  /** (positions of `chances`,) */
  readonly cost: Float64Array
  at(cut: number): CostAt
}

/** The expected cost of every cut. Cost: see `modelChances`, once for each base rate and quality; then the positions. */
export function costView(ranking: Ranking, choice: CostChoice, labels: KnownLabels | null): CostView {
  const chances = keptChances(ranking, choice, choice.label === undefined ? null : labels)
  const costs: Costs = costsOf(choice)
  return {
    choice,
    chances,
    lowest: lowestCost(chances, costs),
    cost: costAlong(chances, costs),
    at: (cut) => costAt(chances, costs, cut),
  }
}

function keptChances(ranking: Ranking, choice: CostChoice, labels: KnownLabels | null): Chances {
  const key = labels === null ? `${choice.baseRate} ${choice.quality ?? ''}` : labels
  const latest = kept.get(ranking)
  if (latest?.key === key) return latest.chances
  const chances = chancesOf(choice, ranking, labels?.ranked ?? null)
  kept.set(ranking, { key, chances })
  return chances
}

/** The latest chances of a ranking: while costs move, they stay. */
const kept = new WeakMap<Ranking, { readonly key: string | KnownLabels; readonly chances: Chances }>()

/** What the decisions made say of the whole file; null before the first that says anything. */
export function decidedChances(
  ranking: Ranking,
  decisions: ReadonlyMap<number, Decision>,
  stated: number,
): DecidedChances | null {
  const rank = rankOf(ranking)
  const decided = [...decisions].flatMap(([row, { label }]) => {
    const place = rank[row]
    const tells = label === 'anomaly' || label === 'false-alarm'
    return tells && place !== undefined ? [{ rank: place, anomaly: label === 'anomaly' }] : []
  })
  return decided.length === 0 ? null : chancesFromDecisions(decided, rank.length, stated)
}
