import { FlagstoneError, UsageError } from '../src/analysis/errors.ts'
import { didYouMean } from '../src/analysis/nearest-name.ts'
import { DEFAULT_SEED } from '../src/analysis/pipeline/dataset.ts'
import type { Host } from '../src/analysis/pipeline/host.ts'
import { createInlineRunner } from '../src/analysis/pipeline/inline-runner.ts'
import type { DatasetSummary } from '../src/analysis/pipeline/results.ts'
import { Session } from '../src/analysis/pipeline/session.ts'
import { questions, type QuestionKind, type RequestOf } from '../src/analysis/questions/questions.ts'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'
import type { AskCommand } from './commands.ts'
import { openOptions, readSettings } from './detect.ts'

/** Questions about a file as the page asks them; the answer is one JSON object. */
export async function ask(command: AskCommand, source: ByteSource, host: Host): Promise<string> {
  const kind = questionOf(command.question)
  const settings = await readSettings(command.settings)
  const session = await Session.open(source, openOptions(settings), createInlineRunner(), host)
  const { summary } = session.dataset
  const request = requestOf(command.request, summary)
  if (command.ranked) {
    const { detector = 'auto', params = {}, seed = DEFAULT_SEED, features, preprocessing } = settings ?? {}
    const request = { detector, params, seed, ...(features ? { features } : {}) }
    await session.detect({ ...request, ...(preprocessing ? { preprocessing } : {}) }, host)
  }
  const answer = await session.ask(kind, request, false, host).catch((error: unknown) => {
    if (error instanceof FlagstoneError) throw error
    const why = error instanceof Error ? error.message : String(error)
    const message = `The request ${command.request} does not fit the question ${kind} (${why}). docs/questions.md says what each one takes.`
    throw new UsageError('wrong-request', message, { question: kind })
  })
  return `${JSON.stringify(answer, (_, value: unknown) => plain(value, command.perRow ? Infinity : summary.rowCount))}\n`
}

function questionOf(name: string): QuestionKind {
  const kinds = Object.keys(questions)
  const found = kinds.find((kind): kind is QuestionKind => kind === name)
  if (found !== undefined) return found
  const message = `There is no question ${name}.${didYouMean(name, kinds)} There are: ${kinds.join(', ')}.`
  throw new UsageError('unknown-question', message, { question: name })
}

/** The request as typed; a column may be named: "@Amount" stands for its number. */
function requestOf(json: string, summary: DatasetSummary): RequestOf<QuestionKind> {
  try {
    // A request that does not fit its question is refused by the question.
    return JSON.parse(json, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith('@') ? columnOf(value.slice(1), summary) : value,
    ) as RequestOf<QuestionKind>
  } catch (error) {
    if (error instanceof UsageError) throw error
    const why = error instanceof Error ? error.message : String(error)
    const message = `The request is not JSON (${why}). Put it in single quotes, for example '{"column":"@Amount"}'.`
    throw new UsageError('wrong-request', message, { request: json })
  }
}

function columnOf(name: string, { columns }: DatasetSummary): number {
  const found = columns.find((column) => column.name === name)
  if (found) return found.index
  const names = columns.map((column) => column.name)
  const message = `There is no column ${name}.${didYouMean(name, names)} The columns are: ${names.join(', ')}.`
  throw new UsageError('unknown-column', message, { column: name })
}

/** Typed arrays become lists, and those with an entry per row only their length; ±∞ and NaN become words. */
function plain(value: unknown, rows: number): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const list = Array.from(value as unknown as ArrayLike<number>)
    return list.length >= rows && rows > MANY ? { perRow: list.length } : list
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return value
}

/** Lists of so many entries are printed even when there are no more rows than that. */
const MANY = 1000
