import * as v from 'valibot'
import type { LogFile } from '../decisions/log-file.ts'
import { UsageError } from '../errors.ts'
import { changedPreprocessing } from '../preprocess/preprocessing.ts'
import { preprocessingSchema } from '../preprocess/preprocessing-schema.ts'
import { cutChoiceSchema } from '../ranking/cut-choice-schema.ts'
import type { CutChoice, Settings } from '../settings.ts'
import type { Dataset } from './dataset.ts'
import { DEFAULT_SEED } from './dataset.ts'
import type { DetectRequest } from './results.ts'

/**
 * Everything that decides the result, spelled out: what was inferred is written down as if it had been
 * chosen, so that another door or a later version reads the same table.
 *
 * @param request of the run; null before there was one
 */
export function settingsOf(dataset: Dataset, request: DetectRequest | null, cut: CutChoice): Settings {
  const { read, roles, options, summary } = dataset
  const columns = Object.fromEntries(
    read.table.columns.map(({ name, type, format }, i) => {
      const { role } = roles[i]!
      // Of several time columns only the main one is written down: chosen ones would all be equally strong.
      const isSecondTime =
        role === 'time' && i !== summary.timeColumn && options.columns?.[name]?.role === undefined
      return [name, { type, format: format.code, ...(isSecondTime ? {} : { role }) }]
    }),
  )
  const { features } = request ?? {}
  const preprocessing = changedPreprocessing(request?.preprocessing)
  return {
    flagstone: 1,
    dialect: read.dialect,
    columns,
    ...(features === undefined ? {} : { features }),
    ...(Object.keys(preprocessing).length === 0 ? {} : { preprocessing }),
    detector: request?.detector ?? 'auto',
    params: request?.params ?? {},
    seed: request?.seed ?? options.seed ?? DEFAULT_SEED,
    cut,
    ...(options.sampleRows === undefined ? {} : { sampleRows: options.sampleRows }),
  }
}

/** What decides which row has which number. */
export function readingOf({ read, options, summary }: Dataset): LogFile['reading'] {
  const sampled = options.sampleRows !== undefined && summary.read.sampledFrom !== undefined
  return {
    rows: summary.rowCount,
    dialect: read.dialect,
    ...(sampled ? { sampleRows: options.sampleRows, seed: options.seed ?? DEFAULT_SEED } : {}),
  }
}

const settingsSchema = v.strictObject({
  flagstone: v.literal(1),
  dialect: v.strictObject({
    encoding: v.exactOptional(v.picklist(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])),
    delimiter: v.exactOptional(v.pipe(v.string(), v.maxLength(1))),
    quote: v.exactOptional(v.pipe(v.string(), v.maxLength(1))),
    header: v.exactOptional(v.boolean()),
    skipLines: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  columns: v.record(
    v.string(),
    v.strictObject({
      type: v.exactOptional(v.picklist(['number', 'datetime', 'category', 'text'])),
      format: v.exactOptional(v.string()),
      role: v.exactOptional(v.picklist(['feature', 'amount', 'time', 'entity', 'label', 'id', 'ignored'])),
    }),
  ),
  features: v.exactOptional(v.array(v.string())),
  preprocessing: v.exactOptional(preprocessingSchema),
  detector: v.string(),
  params: v.record(v.string(), v.union([v.number(), v.string(), v.boolean()])),
  seed: v.pipe(v.number(), v.safeInteger()),
  cut: cutChoiceSchema,
  sampleRows: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  feedback: v.exactOptional(v.strictObject({ on: v.boolean() })),
})

/**
 * Reads a settings file.
 *
 * @param json its text
 * @throws UsageError `bad-settings` that says which entry is wrong and why
 */
export function parseSettings(json: string): Settings {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw badSettings(`it is not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const parsed = v.safeParse(settingsSchema, value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const where = v.getDotPath(issue)
  throw badSettings(where === null ? issue.message : `${where}: ${issue.message}`)
}

function badSettings(why: string): UsageError {
  return new UsageError(
    'bad-settings',
    `The settings file cannot be used: ${why}. Save the settings from the page again, or mend that entry.`,
    { why },
  )
}
