import type { RankedLabels } from '../evaluate/ranked-labels.ts'
import type { CostChoice, CutChoice } from '../settings.ts'
import { modelChances, USUAL_QUALITY, type Chances, type RankedRows } from './chances.ts'
import { lowestCost, type Costs } from './expected-cost.ts'
import { findKnee, type Knee } from './knee.ts'
import { labelledChances } from './labelled-chances.ts'
import {
  badCut,
  resolvePlainCut,
  standIn,
  used,
  type CutContext,
  type CutSubject,
  type ResolvedCut,
} from './plain-cut.ts'
import { cutAtRisk, fitPeaks, type PeaksTail } from './peaks-over-threshold.ts'

const NOTHING_KNOWN: CutContext = { days: null, labels: null }

/**
 * The number of rows that a choice of the user flags.
 *
 * @throws UsageError `bad-cut` when a figure of the choice is not usable on any file (a share outside 0 … 1, NaN)
 *
 * Cost: logarithmic but for costs and extreme values, some 10 ms for a million rows.
 */
export function resolveCut(
  choice: CutChoice,
  subject: CutSubject,
  context: CutContext = NOTHING_KNOWN,
): ResolvedCut {
  switch (choice.by) {
    case 'cost':
      return byCost(choice, subject, context)
    case 'tail':
      return byTail(choice.risk, subject)
    case 'knee':
      return byKnee(subject)
    default:
      return resolvePlainCut(choice, subject, context.days)
  }
}

/** The costs of a choice. */
export function costsOf({ falseAlarm, missed, missedShare = 0 }: CostChoice): Costs {
  return { falseAlarm, missed, missedShare }
}

/** The chances that a choice by cost goes by: the labels' where there are some, else those of its two figures. */
export function chancesOf(choice: CostChoice, ranked: RankedRows, labels: RankedLabels | null): Chances {
  if (labels !== null && labels.anomalies + labels.normals > 0) return labelledChances(ranked, labels)
  return modelChances(ranked, { baseRate: choice.baseRate, quality: choice.quality ?? USUAL_QUALITY })
}

function byCost(choice: CostChoice, subject: CutSubject, { labels }: CutContext): ResolvedCut {
  const costs = costsOf(choice)
  if (!(costs.falseAlarm > 0)) throw badCut('cost of a false alarm', costs.falseAlarm, 'a number above 0')
  if (!(costs.missed >= 0)) throw badCut('loss per missed anomaly', costs.missed, 'a number from 0')
  if (!(choice.baseRate > 0 && choice.baseRate < 1))
    throw badCut('base rate', choice.baseRate, 'a share above 0 and below 1')
  if (costs.missedShare > 0 && subject.amountAlong === null) {
    return standIn(subject, 'The loss is a share of the amount, and the file has no amount column.')
  }
  const { cut } = lowestCost(chancesOf(choice, subject, labels), costs)
  const note =
    choice.label !== undefined && labels === null
      ? `The file has no label ${choice.label.column}: the base rate stands for it.`
      : null
  return { cut, note, used: true }
}

function byTail(risk: number, subject: CutSubject): ResolvedCut {
  if (!(risk > 0 && risk < 1)) throw badCut('risk', risk, 'a share above 0 and below 1')
  const { scores, order } = subject
  const peaks = peaksOf(subject)
  if (peaks === null) return standIn(subject, TOO_FEW_PEAKS)
  if (risk * peaks.rows >= peaks.peaks) {
    return standIn(subject, 'The risk is larger than the share of rows that the tail is told from.')
  }
  return used(cutAtRisk(peaks, scores, order, risk))
}

/** The tail of the rows that do not stand out. */
export function peaksOf({ scores, order, defaultCut }: CutSubject): PeaksTail | null {
  return fitPeaks(scores, order, defaultCut.standsOut ? defaultCut.cut : 0)
}

function byKnee(subject: CutSubject): ResolvedCut {
  const knee = findKnee(subject.scores, subject.order)
  return isTelling(knee, subject) ? used(knee.cut) : standIn(subject, NO_KNEE)
}

/** Whether a bend is one that says something: where rows stand out at all, and no more than a few. */
export function isTelling(
  knee: Knee | null,
  { defaultCut, order }: Pick<CutSubject, 'defaultCut' | 'order'>,
): knee is Knee {
  return knee !== null && defaultCut.standsOut && knee.cut <= MOST_SHARE * order.length
}

/** More than this share is not an anomaly but a part of the data; the proposed cut has the same limit. */
const MOST_SHARE = 0.05
const NO_KNEE = 'Nothing stands out at the bend of the scores: each curve of ranked scores has one.'

/** Why there is no tail to fit. */
export const TOO_FEW_PEAKS =
  'The tail needs at least 50 different rows among the highest tenth: there are fewer, or too many share one score.'
