import { UsageError } from '../errors.ts'
import type { RankedLabels } from '../evaluate/ranked-labels.ts'
import type { CapacityChoice, CostChoice, CutChoice } from '../settings.ts'
import type { RankedRows } from './chances.ts'
import { clampCut, cutForScore, cutForShare } from './cut.ts'

/** What a choice is applied to. */
export interface CutSubject extends RankedRows {
  /** The cut that is proposed: what `auto` means, and what stands in where a choice cannot be used on this file. */
  readonly defaultCut: { readonly cut: number; readonly standsOut: boolean }
}

/** What is known of the file beside its ranking. */
export interface CutContext {
  /** Days that it covers; null without a time column. */
  readonly days: number | null
  /** Labels of the column that the choice names, counted along the ranking; null where there are none. */
  readonly labels: RankedLabels | null
}

export interface ResolvedCut {
  /** Rows flagged. */
  readonly cut: number
  /** Why the choice cannot be used on this file and the proposed cut stands in, or what it rests on instead. */
  readonly note: string | null
  /** False where the proposed cut stands in. */
  readonly used: boolean
}

/** A choice that needs no more than the order of the rows. */
export type PlainChoice = Exclude<CutChoice, CostChoice | { readonly by: 'tail' } | { readonly by: 'knee' }>

export function isPlain(choice: CutChoice): choice is PlainChoice {
  return choice.by !== 'cost' && choice.by !== 'tail' && choice.by !== 'knee'
}

/** See `resolveCut`. Cost: logarithmic. */
export function resolvePlainCut(choice: PlainChoice, subject: CutSubject, days: number | null): ResolvedCut {
  const { scores, order } = subject
  switch (choice.by) {
    case 'auto':
      return used(subject.defaultCut.cut)
    case 'score':
      if (Number.isNaN(choice.score)) throw badCut('score threshold', choice.score, 'a number')
      // Scores are Float32: a score that was printed and typed again means the score it was printed for.
      return used(cutForScore(scores, order, Math.fround(choice.score)))
    case 'share':
      if (!(choice.share >= 0 && choice.share <= 1))
        throw badCut('share of rows', choice.share, 'between 0 and 1')
      return used(cutForShare(choice.share, order.length))
    case 'rows':
      if (!(choice.rows >= 0)) throw badCut('number of rows', choice.rows, 'a whole number from 0')
      return used(clampCut(choice.rows, order.length))
    case 'capacity':
      return byCapacity(choice, subject, days)
  }
}

function byCapacity(choice: CapacityChoice, subject: CutSubject, covered: number | null): ResolvedCut {
  if (!(choice.perDay > 0)) throw badCut('number of rows per day', choice.perDay, 'a number above 0')
  const days = choice.days ?? covered
  if (days === null) {
    return standIn(subject, 'Without a time column it is not known how many days the file covers: say so.')
  }
  return used(clampCut(choice.perDay * days, subject.order.length))
}

/** The choice itself. */
export function used(cut: number): ResolvedCut {
  return { cut, note: null, used: true }
}

/** The proposed cut in place of a choice that cannot be used on this file. */
export function standIn({ defaultCut }: CutSubject, why: string): ResolvedCut {
  return { cut: defaultCut.cut, note: `${why} The proposed line stands in.`, used: false }
}

/** A figure that can be used on no file. */
export function badCut(what: string, value: number, wanted: string): UsageError {
  return new UsageError('bad-cut', `The ${what} ${value} cannot be used: give ${wanted}.`, { value })
}
