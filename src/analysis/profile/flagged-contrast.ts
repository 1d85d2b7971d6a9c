import type { QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { columnPicture } from './column-profile.ts'

/**
 * How differently the flagged rows are spread over each column's picture than all rows: Cramér's V of bin (missing
 * cells are one) and flagged or not, with the bias correction, so that a handful of rows does not differ by chance
 * alone.
 *
 * @param cut how many rows of the latest run's order are flagged
 * @returns (columns,) 0: spread alike, 1: wholly apart; 0 without a run, without or with only flagged rows
 *
 * Cost: flagged rows × columns, and the pictures that were not asked for yet; tells how many are done.
 * Source: Cramér 1946; Bergsma 2013.
 */
export function* flaggedContrast(
  context: QuestionContext,
  { cut }: { readonly cut: number },
): Work<Float64Array> {
  const { columns, rowCount } = context.table
  const contrast = new Float64Array(columns.length)
  const { order } = context
  if (order === null || cut <= 0 || cut >= rowCount) return contrast
  for (const { index } of columns) {
    const { bins, counts } = yield* columnPicture(context, index)
    const flagged = new Uint32Array(256)
    for (let k = 0; k < cut; k++) flagged[bins[order[k]!]!]!++
    const inBins = counts.reduce((sum, count) => sum + count, 0)
    // Missing cells are in no bin of the picture: together they are one more.
    const all = [...counts, rowCount - inBins]
    let flaggedInBins = 0
    for (let bin = 0; bin < counts.length; bin++) flaggedInBins += flagged[bin]!
    const some = [...flagged.subarray(0, counts.length), cut - flaggedInBins]
    contrast[index] = correctedV(all, some, rowCount, cut)
    yield (index + 1) / columns.length
  }
  return contrast
}

/** Cramér's V of a table of two columns, flagged or not, with Bergsma's correction. */
function correctedV(all: readonly number[], flagged: readonly number[], rows: number, cut: number): number {
  const share = cut / rows
  let bins = 0
  let chiSquared = 0
  for (let bin = 0; bin < all.length; bin++) {
    if (all[bin] === 0) continue
    bins++
    const expected = all[bin]! * share
    const difference = flagged[bin]! - expected
    chiSquared += (difference * difference) / (expected * (1 - share))
  }
  if (bins < 2 || rows < 2) return 0
  const phi = Math.max(0, chiSquared / rows - (bins - 1) / (rows - 1))
  const width = bins - ((bins - 1) * (bins - 1)) / (rows - 1)
  const height = 2 - 1 / (rows - 1)
  const room = Math.min(width, height) - 1
  return room > 0 ? Math.min(1, Math.sqrt(phi / room)) : 0
}
