import {
  bitCount,
  flaggedByBoth,
  jaccard,
  rowsWithPattern,
  votesPerRow,
  type FlagPatterns,
} from '../analysis/compare/flag-patterns.ts'
import { figuresOf } from '../analysis/evaluate/figures.ts'
import type { LabelledRankingAnswer } from '../analysis/evaluate/labelled-ranking.ts'
import { confusionAt } from '../analysis/evaluate/ranked-labels.ts'

/** What a ranking comes to beside the current one, at the cut. */
export interface AgreementFigures {
  /** Rows that each ranking flags. */
  readonly cut: number
  /** Rows that it and the current one flag. */
  readonly both: number
  /** Rows that it alone flags. */
  readonly only: number
  /** Spearman's, with the current one; null while it is not worked out. */
  readonly correlation: number | null
  /** Against labels; null without them. */
  readonly labelled: {
    readonly auroc: number
    readonly averagePrecision: number
    readonly precision: number
    readonly recall: number
  } | null
}

/** The figures of every ranking, the current one first. Cost: rankings × patterns. */
export function agreementFigures(
  patterns: FlagPatterns,
  correlations: readonly (readonly (number | null)[])[],
  labelled: readonly (LabelledRankingAnswer | null)[] | null,
): AgreementFigures[] {
  const { cut, rankings, counts } = patterns
  return Array.from({ length: rankings }, (_, r) => {
    const answer = labelled?.[r] ?? null
    const figures = answer && figuresOf(confusionAt(answer, cut), 1)
    return {
      cut,
      both: flaggedByBoth(patterns, 0, r),
      only: rankings > 1 ? counts[1 << r]! : 0,
      correlation: correlations[0]?.[r] ?? null,
      labelled:
        answer && figures
          ? {
              auroc: answer.auroc,
              averagePrecision: answer.averagePrecision,
              precision: figures.precision,
              recall: figures.recall,
            }
          : null,
    }
  })
}

/** The share of the rows that either flags which both flag. */
export function flaggedTogether({ both, cut }: Pick<AgreementFigures, 'both' | 'cut'>): number {
  return jaccard(both, cut)
}

/** How many rows so many of the rankings flag. */
export interface Votes {
  readonly byAtLeastOne: number
  readonly byAll: number
  readonly byOne: number
  /** (rankings + 1,) */
  readonly rows: Uint32Array
}

export function votesOf(patterns: FlagPatterns): Votes {
  const rows = votesPerRow(patterns)
  const byAtLeastOne = rows.subarray(1).reduce((a, b) => a + b, 0)
  return { byAtLeastOne, byAll: rows[patterns.rankings] ?? 0, byOne: rows[1] ?? 0, rows }
}

/** Which rows of a comparison are looked at. */
export type RowsWanted =
  { readonly kind: 'only'; readonly ranking: number } | { readonly kind: 'votes'; readonly votes: number }

/** How many rows are wanted. */
export function countWanted({ counts }: FlagPatterns, votes: Votes, wanted: RowsWanted): number {
  return (wanted.kind === 'only' ? counts[1 << wanted.ranking] : votes.rows[wanted.votes]) ?? 0
}

/** The rows that are wanted, in the order of the first ranking that flags them. Cost: rankings × cut. */
export function rowsWanted(
  patterns: FlagPatterns,
  orders: readonly Uint32Array[],
  wanted: RowsWanted,
  limit?: number,
): Uint32Array {
  const isWanted = (mask: number): boolean =>
    wanted.kind === 'only' ? mask === 1 << wanted.ranking : bitCount(mask) === wanted.votes
  return rowsWithPattern(patterns, orders, isWanted, limit)
}
