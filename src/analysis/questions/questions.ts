import { groupBoxes } from '../pairs/group-boxes.ts'
import { matrixCorrelations } from '../pairs/matrix-correlations.ts'
import { pairColours } from '../pairs/pair-colours.ts'
import { pairCounts } from '../pairs/pair-counts.ts'
import { pairLines } from '../pairs/pair-lines.ts'
import { pairRaster } from '../pairs/pair-raster.ts'
import { scatterMatrix } from '../pairs/scatter-matrix.ts'
import { binned } from '../profile/binning.ts'
import { scatter } from '../profile/density.ts'
import type { Question } from './question.ts'

/** Everything that a door can ask about an open file, by its name. One line each, in the alphabet's order. */
export const questions = {
  binned,
  groupBoxes,
  matrixCorrelations,
  pairColours,
  pairCounts,
  pairLines,
  pairRaster,
  scatter,
  scatterMatrix,
}

export type Questions = typeof questions
export type QuestionKind = keyof Questions
export type RequestOf<K extends QuestionKind> = Parameters<Questions[K]>[1]
export type AnswerOf<K extends QuestionKind> = Questions[K] extends Question<never, infer A> ? A : never
