import { completePreprocessing, type PreprocessingChoice } from '../preprocess/preprocessing.ts'
import { createRng } from '../math/rng.ts'
import type { Rng } from '../run-context.ts'
import type { Table } from '../table/table.ts'
import type { Work } from '../work.ts'
import { applyEncoding } from './apply-encoding.ts'
import type { FeatureChoice } from './choose-features.ts'
import { encodingWords } from './describe-encoding.ts'
import type { Encoder } from './encoder.ts'
import type { FeatureMatrix } from './feature-matrix.ts'
import { fitEncoding, type KnownOfTable } from './fit-encoding.ts'

export interface BuiltMatrix {
  readonly matrix: FeatureMatrix
  readonly encoder: Encoder
  /** The given choices with their counts of cells without a value, and what was done to their column. */
  readonly choices: FeatureChoice[]
  /** What was done to the cells: sentences for the user. */
  readonly notes: readonly string[]
}

/**
 * Builds what a detector sees from the chosen columns: the encoding is fitted on some rows and applied to all.
 *
 * Without any preprocessing numbers stay as they are (Float32; a missing cell gets the median of the others and,
 * from 1 % missing on, an indicator column tells the detector; ±∞ is clamped just outside the finite values).
 * Categories get one column per value up to 8 values (two values: one column) and otherwise the share of rows
 * with the same value, missing being a value of its own. Datetimes become the sine and cosine of the hour of the
 * day and of the weekday. Text becomes the share of rows with the same text. Every source column has weight 1,
 * however many matrix columns it has.
 *
 * @param table the parsed table
 * @param choices from `chooseFeatures`; at least one is used
 * @param preprocessing what else to do to the cells
 * @param rows the rows to fit on, ascending; null: all of them
 * @param rng of the sample that gaps are filled from
 * @returns columns of rowCount finite values each
 *
 * Cost: linear per used column, in slices; 4 bytes per row and matrix column.
 */
export function* buildMatrix(
  table: Table,
  choices: readonly FeatureChoice[],
  preprocessing: PreprocessingChoice = {},
  rows: Uint32Array | null = null,
  rng: Rng = createRng(0),
  known: KnownOfTable = { texts: new Map() },
): Work<BuiltMatrix> {
  const full = completePreprocessing(preprocessing)
  const encoder = yield* fitEncoding(table, choices, full, rows, rng, known)
  const { matrix, imputed, notes } = yield* applyEncoding(encoder, table, known.texts)
  let position = 0
  const counted = choices.map((choice) => {
    if (!choice.used) return choice
    const at = position++
    return {
      ...choice,
      imputed: imputed[at]!,
      encoding: encodingWords(encoder.columns[at]!, choice.encoding),
    }
  })
  return { matrix, encoder, choices: counted, notes }
}
