import type { RankedRows } from './chances.ts'
import { scoreAtCut } from './cut.ts'

/** What moving the line from one place to another does. */
export interface CutMove {
  readonly from: number
  readonly to: number
  /** Rows that enter the flagged ones, or leave them: those of `order` between the two. */
  readonly rows: number
  readonly enters: boolean
  /** The amount column over them; null without one. */
  readonly amount: number | null
  /** Their highest and lowest score; null where none moves. */
  readonly highest: number | null
  readonly lowest: number | null
}

/**
 * Which rows enter or leave when the line moves.
 *
 * @param from flagged rows before, 0 … rows
 * @param to after
 *
 * Cost: constant.
 */
export function cutMove({ scores, order, amountAlong }: RankedRows, from: number, to: number): CutMove {
  const [low, high] = from < to ? [from, to] : [to, from]
  const upTo = (cut: number): number => (cut === 0 ? 0 : amountAlong![cut - 1]!)
  return {
    from,
    to,
    rows: high - low,
    enters: to >= from,
    amount: amountAlong === null ? null : upTo(high) - upTo(low),
    highest: low === high ? null : scoreAtCut(scores, order, low + 1),
    lowest: low === high ? null : scoreAtCut(scores, order, high),
  }
}
