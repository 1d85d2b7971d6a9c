import * as v from 'valibot'
import type { ErrorReport } from '../analysis/errors.ts'
import { preprocessingSchema } from '../analysis/preprocess/preprocessing-schema.ts'
import { cutChoiceSchema } from '../analysis/ranking/cut-choice-schema.ts'
import type { Settings } from '../analysis/settings.ts'
import type { Result } from '../workers/engine.api.ts'

const scalar = v.union([v.pipe(v.number(), v.finite()), v.string(), v.boolean()])
const rowCount = v.pipe(v.number(), v.integer(), v.minValue(1))

const dialect = v.object({
  encoding: v.exactOptional(v.picklist(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])),
  delimiter: v.exactOptional(v.string()),
  quote: v.exactOptional(v.string()),
  header: v.exactOptional(v.boolean()),
  skipLines: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})

const column = v.object({
  type: v.exactOptional(v.picklist(['number', 'datetime', 'category', 'text'])),
  format: v.exactOptional(v.string()),
  role: v.exactOptional(v.picklist(['feature', 'amount', 'time', 'entity', 'label', 'id', 'ignored'])),
})

/** The shape of saved settings, for whatever else holds them. */
export const settingsSchema: v.GenericSchema<unknown, Settings> = v.object({
  flagstone: v.literal(1),
  dialect,
  columns: v.record(v.string(), column),
  features: v.exactOptional(v.array(v.string())),
  preprocessing: v.exactOptional(preprocessingSchema),
  detector: v.string(),
  params: v.record(v.string(), scalar),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  cut: cutChoiceSchema,
  sampleRows: v.exactOptional(rowCount),
  feedback: v.exactOptional(v.object({ on: v.boolean() })),
})

/** Saved settings from a file's text; the error says which field is not usable. */
export function parseSettings(text: string, fileName: string): Result<Settings> {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { ok: false, error: notSettings(fileName, 'it is not JSON') }
  }
  const parsed = v.safeParse(settingsSchema, data)
  if (parsed.success) return { ok: true, value: parsed.output }
  const [issue] = parsed.issues
  return { ok: false, error: notSettings(fileName, whatIsWrong(issue)) }
}

function whatIsWrong(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue)
  if (where === null) return 'it is not a list of settings'
  if (issue.received === 'undefined') return `its entry ${where} is missing`
  const expected = issue.expected === null ? '' : `, not ${issue.expected}`
  return `its entry ${where} is ${issue.received}${expected}`
}

function notSettings(fileName: string, why: string): ErrorReport {
  const message = `${fileName} is not a Flagstone settings file (${why}). Save settings from the export menu, or open a table.`
  return { code: 'bad-settings', message, facts: { file: fileName } }
}
