import { rowAnchors } from '../anchors/row-anchors.ts'
import { rowsByKey } from '../anchors/rows-by-key.ts'
import { rowsByLine } from '../anchors/rows-by-line.ts'
import { belowLimit } from '../audit/below-limit.ts'
import { benford } from '../audit/benford.ts'
import { duplicates } from '../audit/duplicates.ts'
import { groupFile } from '../audit/group-file.ts'
import { nearDuplicates } from '../audit/near-duplicates.ts'
import { offHours } from '../audit/off-hours.ts'
import { roundAmounts } from '../audit/round-amounts.ts'
import { sequenceGaps } from '../audit/sequence-gaps.ts'
import { calendarCells } from '../calendar/calendar-cells.ts'
import { timeBuckets } from '../calendar/time-buckets.ts'
import { categoryLevels, levelNames } from '../categories/category-levels.ts'
import { findLevels } from '../categories/find-levels.ts'
import { levelAmounts } from '../categories/level-amounts.ts'
import { correlation } from '../correlation/correlation.ts'
import { scoreDrivers } from '../correlation/score-drivers.ts'
import { distribution } from '../distribution/distribution.ts'
import { groupDistributions } from '../distribution/group-distributions.ts'
import { histogram } from '../distribution/histogram.ts'
import { labelIntervals, labelledRanking, labelValues } from '../evaluate/labelled-ranking.ts'
import { suggestTransforms } from '../features/suggest-transforms.ts'
import { entityRows } from '../evidence/entity-rows.ts'
import { peerColumns } from '../evidence/peer-columns.ts'
import { typicalCells } from '../evidence/typical-cells.ts'
import { findingRanks, findingRows, findings } from '../findings/findings.ts'
import { missingValues } from '../missing/missing-values.ts'
import { outlierTests } from '../outliers/outlier-tests.ts'
import { robustDistances } from '../outliers/robust-distances.ts'
import { groupBoxes } from '../pairs/group-boxes.ts'
import { matrixCorrelations } from '../pairs/matrix-correlations.ts'
import { pairColours } from '../pairs/pair-colours.ts'
import { pairCounts } from '../pairs/pair-counts.ts'
import { pairLines } from '../pairs/pair-lines.ts'
import { pairRaster } from '../pairs/pair-raster.ts'
import { scatterMatrix } from '../pairs/scatter-matrix.ts'
import { binned } from '../profile/binning.ts'
import { profileColumn, profileTable } from '../profile/column-profile.ts'
import { scatter } from '../profile/density.ts'
import { flaggedContrast } from '../profile/flagged-contrast.ts'
import type { Question } from './question.ts'

/** Everything that a door can ask about an open file, by its name. One line each, in the alphabet's order. */
export const questions = {
  belowLimit,
  benford,
  binned,
  calendarCells,
  categoryLevels,
  correlation,
  distribution,
  duplicates,
  entityRows,
  findLevels,
  findingRanks,
  findingRows,
  findings,
  flaggedContrast,
  groupBoxes,
  groupFile,
  groupDistributions,
  histogram,
  labelIntervals,
  labelledRanking,
  labelValues,
  levelAmounts,
  levelNames,
  matrixCorrelations,
  missingValues,
  nearDuplicates,
  offHours,
  outlierTests,
  pairColours,
  pairCounts,
  pairLines,
  pairRaster,
  peerColumns,
  profileColumn,
  profileTable,
  robustDistances,
  roundAmounts,
  rowAnchors,
  rowsByKey,
  rowsByLine,
  scatter,
  scatterMatrix,
  scoreDrivers,
  sequenceGaps,
  suggestTransforms,
  timeBuckets,
  typicalCells,
}

export type Questions = typeof questions
export type QuestionKind = keyof Questions
export type RequestOf<K extends QuestionKind> = Parameters<Questions[K]>[1]
export type AnswerOf<K extends QuestionKind> = Questions[K] extends Question<never, infer A> ? A : never
