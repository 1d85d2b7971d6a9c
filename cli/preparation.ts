import * as v from 'valibot'
import { UsageError } from '../src/analysis/errors.ts'
import { didYouMean } from '../src/analysis/nearest-name.ts'
import {
  PREPROCESSING_DEFAULTS,
  type FitOn,
  type PreprocessingChoice,
} from '../src/analysis/preprocess/preprocessing.ts'
import { preprocessingSchema } from '../src/analysis/preprocess/preprocessing-schema.ts'

/** What `--prepare` takes: the fields of `preprocessing` in saved settings, but for the rows to fit on. */
const KEYS = Object.keys(PREPROCESSING_DEFAULTS).filter((key) => key !== 'transforms' && key !== 'fitOn')

/**
 * Reads `--prepare` and `--fit-on`.
 *
 * @param pairs each `key=value`, or `transform:COLUMN=log`
 * @param fitOn see `fitOnOf`
 * @returns null when neither was said
 * @throws UsageError that says what to write instead
 */
export function readPreparation(
  pairs: readonly string[],
  fitOn: string | undefined,
): PreprocessingChoice | null {
  if (pairs.length === 0 && fitOn === undefined) return null
  const fields: Record<string, unknown> = {}
  const transforms: Record<string, string> = {}
  for (const pair of pairs) {
    const at = pair.lastIndexOf('=')
    const key = pair.slice(0, Math.max(at, 0)).trim()
    const value = pair.slice(at + 1).trim()
    const column = /^transform:(.+)$/su.exec(key)?.[1]
    if (at < 1) throw wrong(`--prepare takes key=value, for example scale=robust, not ${pair}.`)
    if (column !== undefined) transforms[column] = value
    else if (KEYS.includes(key)) fields[key] = typed(key, value)
    else {
      throw wrong(
        `--prepare does not know ${key}.${didYouMean(key, KEYS)} It takes ${KEYS.join(', ')} and transform:COLUMN.`,
      )
    }
  }
  if (Object.keys(transforms).length > 0) fields['transforms'] = transforms
  if (fitOn !== undefined) fields['fitOn'] = fitOnOf(fitOn)
  const parsed = v.safeParse(preprocessingSchema, fields)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const where = v.getDotPath(issue) ?? ''
  const flag = where.startsWith('fitOn') ? '--fit-on' : '--prepare'
  throw wrong(`${flag}: ${where.replace('transforms.', 'transform:')}: ${issue.message}.`)
}

/** Numbers and yes or no as such, everything else as it is written. */
function typed(key: string, value: string): unknown {
  const like: unknown = Object.entries(PREPROCESSING_DEFAULTS).find(([name]) => name === key)?.[1]
  if (typeof like === 'number') return value === '' ? value : Number(value)
  if (typeof like === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}

const SPEC = /^(all|share|before|normal|where)(?::("(?:[^"]|"")+"|[^=]+))?(?:=(.*))?$/su

/**
 * Reads which rows to fit on: `all`, `share=0.5`, `before=2024-06-01`, `before:COLUMN=2024-06-01`, `normal`,
 * `normal=VALUE`, `normal:COLUMN=VALUE`, `where=CONDITION` with one condition of saved settings as JSON, or a
 * list of them. A column with = in its name is put in double quotes.
 */
function fitOnOf(text: string): FitOn | Readonly<Record<string, unknown>> {
  const [, by, quoted, value] = SPEC.exec(text.trim()) ?? []
  const column = quoted?.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted
  const named = column === undefined ? {} : { column }
  switch (by) {
    case 'all':
      return { by }
    case 'share':
      return { by, share: value === undefined || value === '' ? NaN : Number(value) }
    case 'before':
      if (value === undefined) throw wrong('--fit-on before takes a moment: before=2024-06-01.')
      return { by, time: value, ...named }
    case 'normal':
      return { by, ...named, ...(value === undefined ? {} : { value }) }
    case 'where':
      return { by, where: conditions(value ?? '') }
    default:
      throw wrong(
        `--fit-on takes share=0.5, before=2024-06-01, before:COL=2024-06-01, normal, normal:COL=VALUE or where=JSON, not ${text}.`,
      )
  }
}

function conditions(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value : [value]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw wrong(
      `--fit-on where takes JSON (${why}), for example where='{"kind":"range","column":"Amount","low":0,"high":100}'.`,
    )
  }
}

/** Saved settings with what was said put before them. */
export function withPreparation(
  saved: PreprocessingChoice | undefined,
  said: PreprocessingChoice | null,
): PreprocessingChoice | undefined {
  if (said === null) return saved
  const transforms = { ...saved?.transforms, ...said.transforms }
  return { ...saved, ...said, ...(Object.keys(transforms).length === 0 ? {} : { transforms }) }
}

function wrong(message: string): UsageError {
  return new UsageError('wrong-usage', `${message} Try flagstone --help.`)
}
