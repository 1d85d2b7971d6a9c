import type { CutMove } from '../../analysis/ranking/cut-move.ts'
import { formatAmountOf } from '../controls/amounts.ts'
import { formatRows, formatScore } from '../plots/format.ts'

/**
 * What a move of the line did, as a sentence and in short.
 *
 * @param total of the amount column: small sums of large ones need no decimals
 * @param range of the scores
 */
export function moveText(
  { rows, enters, amount, highest, lowest }: CutMove,
  total: number,
  range: number,
): { readonly long: string; readonly short: string } {
  const verb = enters ? 'entered' : 'left'
  const sum = amount === null ? '' : `, ${formatAmountOf(amount, total)}`
  const score = enters ? lowest : highest
  const edge = score === null ? '' : `; ${enters ? 'lowest' : 'highest'} score ${formatScore(score, range)}`
  return {
    long: `${formatRows(rows)} ${verb}${sum}${edge}`,
    short: `${enters ? '+' : '−'}${formatRows(rows)}${sum}`,
  }
}
