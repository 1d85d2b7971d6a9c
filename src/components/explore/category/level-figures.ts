import type { LevelAmounts } from '../../../analysis/categories/level-amounts.ts'
import { flaggedRate, ratedRows, type FlaggedRate } from '../../../state/flagged-rate.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'

export type Statistic = 'sum' | 'mean' | 'median'

/** What is said of one level, or of several together. */
export interface LevelFigures {
  readonly rows: number
  /** Rows that other views' selections leave; null when nothing is selected elsewhere. */
  readonly selected: number | null
  readonly flagged: number
  readonly rate: FlaggedRate
}

/** Figures of levels, in which the flagged rows are those of now. */
export interface LevelCounts {
  readonly total: LevelFigures
  figuresOf(level: number): LevelFigures
  /** All but these levels together. */
  without(levels: readonly number[]): LevelFigures
}

export function levelCounts(rows: Uint32Array, counts: LinkedCounts): LevelCounts {
  const flagged = counts.flagged()
  const selected = counts.selected()
  const base = ratedRows(rows, counts)
  const figures = (n: number, chosen: number | null, hits: number, of: number): LevelFigures => ({
    rows: n,
    selected: chosen,
    flagged: hits,
    rate: flaggedRate(hits, of),
  })
  const totals = [sum(rows), selected ? sum(selected) : null, sum(flagged), sum(base)] as const
  return {
    total: figures(...totals),
    figuresOf: (level) =>
      figures(rows[level]!, selected ? selected[level]! : null, flagged[level]!, base[level]!),
    without(levels) {
      let [n, chosen, hits, of] = totals
      for (const level of levels) {
        n -= rows[level]!
        if (chosen !== null && selected) chosen -= selected[level]!
        hits -= flagged[level]!
        of -= base[level]!
      }
      return figures(n, chosen, hits, of)
    },
  }
}

function sum(counts: Uint32Array): number {
  let total = 0
  for (let k = 0; k < counts.length; k++) total += counts[k]!
  return total
}

/** (levels,) one statistic of the amounts; NaN where no amount is present. */
export function statisticOf(amounts: LevelAmounts, statistic: Statistic): Float64Array {
  const { present, sums, medians } = amounts
  if (statistic === 'median') return medians
  return sums.map((total, level) =>
    present[level]! === 0 ? NaN : statistic === 'sum' ? total : total / present[level]!,
  )
}

/** The statistic of all but some levels together; NaN for a median, which cannot be had from parts. */
export function statisticWithout(
  { present, sums }: LevelAmounts,
  statistic: Statistic,
  levels: readonly number[],
): number {
  if (statistic === 'median') return NaN
  const left = new Set(levels)
  let total = 0
  let count = 0
  for (let level = 0; level < sums.length; level++) {
    if (left.has(level)) continue
    total += sums[level]!
    count += present[level]!
  }
  return count === 0 ? NaN : statistic === 'sum' ? total : total / count
}
