import { UsageError } from '../errors.ts'
import type { QuestionContext } from '../questions/question.ts'
import { countRows, matchingRows } from '../select/matching-rows.ts'
import type { Predicate } from '../select/predicate.ts'
import type { Work } from '../work.ts'
import type { FindingContext, Found, Remedy, SentencePart, Severity } from './finding.ts'
import { findingRules } from './rules.ts'
import { rowsWhere } from './rows-where.ts'

export interface FindingsRequest {
  /** Midnight of today as epoch ms: the engine has no clock. */
  readonly today: number
}

/** Something about the data that an analyst should know before trusting a score. */
export interface Finding {
  /** Stable as long as the file is read in the same way. */
  readonly id: string
  readonly kind: string
  readonly title: string
  /** What several of this kind are called. */
  readonly plural: string
  readonly severity: Severity
  readonly columns: readonly number[]
  /** Rows that are concerned. */
  readonly count: number
  readonly sentence: readonly SentencePart[]
  /** Rows that can be shown; 0 where it is about a column as a whole. */
  readonly shown: number
  /** Says which rows these are; where it is null, `findingRows` has them. */
  readonly predicate: Predicate | null
  readonly remedies: readonly Remedy[]
}

export interface FindingsAnswer {
  /** What could make the analysis wrong comes first. */
  readonly findings: readonly Finding[]
  readonly rowCount: number
}

/**
 * Looks for everything in `rules.ts`.
 *
 * Cost: the sorted values of every number and datetime column, which are kept, and some ten passes over the table: a
 * few seconds for a million rows × 12 columns, in slices.
 */
export function* findings(context: QuestionContext, { today }: FindingsRequest): Work<FindingsAnswer> {
  const known = yield* everyFinding(context, today)
  return { findings: known.map(({ finding }) => finding), rowCount: context.table.rowCount }
}

export interface FindingRowsRequest extends FindingsRequest {
  readonly id: string
}

/**
 * The rows of one finding: ascending, except that rows that agree with each other stand side by side.
 *
 * @throws UsageError when there is no such finding, or it has no rows
 */
export function* findingRows(
  context: QuestionContext,
  { id, today }: FindingRowsRequest,
): Work<{ readonly rows: Uint32Array }> {
  const found = (yield* everyFinding(context, today)).find(({ finding }) => finding.id === id)
  if (found === undefined || found.rows === null)
    throw new UsageError('unknown-finding', 'There is no such finding any more.', { id })
  return { rows: yield* rowsOf(onDay(context, today), found.rows) }
}

export interface FindingRanksRequest extends FindingsRequest {
  readonly ids: readonly string[]
}

/** For each finding with rows: the places of its rows in the order by score, ascending. */
export type FindingRanksAnswer = readonly { readonly id: string; readonly ranks: Uint32Array }[]

/** Places that are answered at most, so that the page is not filled with them. */
const MOST_RANKS = 4_000_000

/**
 * Where the rows of findings stand in the latest ranking, so that the page can say for any cut how many of them are
 * flagged. Findings that would make the answer too large are left out, and so is everything while there is no ranking.
 *
 * Cost: one or two passes over the rows per finding.
 */
export function* findingRanks(
  context: QuestionContext,
  { ids, today }: FindingRanksRequest,
): Work<FindingRanksAnswer> {
  const { order } = context
  if (order === null) return []
  const wanted = new Set(ids)
  const answer: { id: string; ranks: Uint32Array }[] = []
  let room = MOST_RANKS
  const all = (yield* everyFinding(context, today)).filter(({ finding }) => wanted.has(finding.id))
  for (const [i, { finding, rows }] of all.entries()) {
    yield i / all.length
    if (rows === null || finding.shown > room) continue
    const member = new Uint8Array(context.table.rowCount)
    if (typeof rows === 'function') for (const row of yield* rows(onDay(context, today))) member[row] = 1
    else member.set(yield* matchingRows(context, rows))
    const ranks = yield* rowsWhere(order.length, (rank) => member[order[rank]!] === 1)
    room -= ranks.length
    answer.push({ id: finding.id, ranks })
  }
  return answer
}

function onDay(context: QuestionContext, today: number): FindingContext {
  const { table, statistics, roles, scores, order, lineOf } = context
  const kept: FindingContext['kept'] = (key, make) => context.kept(key, make)
  return { table, statistics, roles, scores, order, lineOf, today, kept }
}

interface KnownFinding {
  readonly finding: Finding
  readonly rows: Found['rows']
}

const SEVERITIES: readonly Severity[] = ['serious', 'notable', 'note']

function everyFinding(context: QuestionContext, today: number): Work<readonly KnownFinding[]> {
  return context.kept(`findings ${today}`, () => look(onDay(context, today)))
}

function* look(context: FindingContext): Work<readonly KnownFinding[]> {
  const known: KnownFinding[] = []
  for (const [i, rule] of findingRules.entries()) {
    yield i / findingRules.length
    for (const found of yield* rule.find(context)) {
      const { severity, columns, count, sentence, rows, remedies = [] } = found
      const shown = rows === null ? 0 : (found.shown ?? count)
      const id = `${rule.kind}:${columns.join('+')}`
      const predicate = rows === null || typeof rows === 'function' ? null : rows
      const { kind, title, plural } = rule
      const finding: Finding = {
        id,
        kind,
        title,
        plural,
        severity,
        columns,
        count,
        sentence,
        shown,
        predicate,
        remedies,
      }
      known.push({ finding, rows })
    }
  }
  const severity = ({ finding }: KnownFinding) => SEVERITIES.indexOf(finding.severity)
  const rule = ({ finding }: KnownFinding) => findingRules.findIndex(({ kind }) => kind === finding.kind)
  return known.sort(
    (a, b) => severity(a) - severity(b) || rule(a) - rule(b) || b.finding.count - a.finding.count,
  )
}

function* rowsOf(context: FindingContext, rows: NonNullable<Found['rows']>): Work<Uint32Array> {
  if (typeof rows === 'function') return yield* rows(context)
  const mask = yield* matchingRows(context, rows)
  const found = new Uint32Array(countRows(mask))
  for (let row = 0, k = 0; row < mask.length; row++) if (mask[row] === 1) found[k++] = row
  return found
}
