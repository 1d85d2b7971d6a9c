import { buildMatrix } from '../features/build-matrix.ts'
import { chooseFeatures, type FeatureChoice } from '../features/choose-features.ts'
import { describeEncoding, type EncodedSource } from '../features/describe-encoding.ts'
import { distinctRows } from '../features/distinct-rows.ts'
import type { Encoder } from '../features/encoder.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { REFERENCE_ROWS } from '../features/neighbour-fill.ts'
import { tableStatistics } from '../features/infer-roles.ts'
import { createRng } from '../math/rng.ts'
import { completePreprocessing, type Preprocessing } from '../preprocess/preprocessing.ts'
import { tableOfRows } from '../questions/sample-table.ts'
import type { Dataset } from './dataset.ts'
import { fitPart } from './fit-part.ts'
import { runWork, type Host } from './host.ts'
import type { DetectRequest } from './results.ts'

/** The run's generator for the rows that gaps are filled from. */
const NEIGHBOUR_STREAM = 4

/** What a detector gets, and how it came about. */
export interface Prepared {
  readonly matrix: FeatureMatrix
  /** Ascending; null: fitted on all rows. */
  readonly fitRows: Uint32Array | null
  readonly encoder: Encoder
  readonly preprocessing: Preprocessing
  readonly choices: readonly FeatureChoice[]
  readonly encoding: readonly EncodedSource[]
  readonly notes: readonly string[]
}

/**
 * From an open file to the matrix that a detector sees. Which features are used and how they are encoded is learned
 * from the rows to fit on and applied to all; the columns' types and roles are those of the file.
 *
 * @throws UsageError about the rows to fit on or the features; FlagstoneError `no-features` when no column can be
 *   used, `outside-domain` for a transform that cannot take its column
 *
 * Cost: some passes per used column.
 */
export async function prepare(dataset: Dataset, request: DetectRequest, host: Host): Promise<Prepared> {
  const { table } = dataset.read
  const { seed } = request
  const preprocessing = completePreprocessing(request.preprocessing)
  const { rows: part, words } = await fitPart(dataset, preprocessing.fitOn, seed, host)
  const choices = await featuresOf(dataset, part, request.features, host)
  const used = choices.filter((choice) => choice.used).map(({ column }) => column)
  const fitRows = preprocessing.dropDuplicates ? await runWork(distinctRows(table, used, part), host) : part
  const known = { texts: new Map(), medians: dataset.statistics.map(({ median }) => median) }
  const rng = createRng(seed).fork(NEIGHBOUR_STREAM)
  const built = await runWork(buildMatrix(table, choices, preprocessing, fitRows, rng, known), host)
  const { matrix, encoder } = built
  const notes = [
    ...partNote(words, part, fitRows, table.rowCount),
    ...built.notes,
    ...(encoder.neighbours?.sampled === true
      ? [`Gaps were filled from ${REFERENCE_ROWS.toLocaleString('en-US')} rows, drawn by the seed.`]
      : []),
  ]
  const encoding = describeEncoding(encoder, matrix, built.choices)
  return { matrix, fitRows, encoder, preprocessing, choices: built.choices, encoding, notes }
}

/** What the fitted rows show of the columns decides, unless the user named them. */
async function featuresOf(
  { read, statistics, roles }: Dataset,
  part: Uint32Array | null,
  named: readonly string[] | undefined,
  host: Host,
): Promise<FeatureChoice[]> {
  if (part === null || named !== undefined) return chooseFeatures(read.table, statistics, roles, named)
  const fitted = tableOfRows(read.table, part)
  return chooseFeatures(fitted, await runWork(tableStatistics(fitted), host), roles)
}

function partNote(
  words: string,
  part: Uint32Array | null,
  fitRows: Uint32Array | null,
  all: number,
): string[] {
  if (fitRows === null) return []
  const count = (n: number): string => n.toLocaleString('en-US')
  const repeats = (part?.length ?? all) - fitRows.length
  const left =
    repeats > 0
      ? `${count(repeats)} ${repeats === 1 ? 'row' : 'rows'} equal to another one left out`
      : part === null
        ? 'no two rows are equal'
        : ''
  const what = [words, left].filter((text) => text !== '').join(', ')
  return [`Fitted on ${count(fitRows.length)} of ${count(all)} rows: ${what}.`]
}
