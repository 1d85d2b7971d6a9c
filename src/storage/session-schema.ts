import * as v from 'valibot'
import { brokenAt, type LogAction, type LogEntry } from '../analysis/decisions/decision-log.ts'
import { DECISION_LABELS } from '../analysis/decisions/decision.ts'
import type { RowCondition } from '../analysis/preprocess/row-condition.ts'
import type { Settings } from '../analysis/settings.ts'
import { SESSION_VERSION, type SessionRecord } from './session-record.ts'

/** Limits of what is read: far beyond any use, far below what hurts. */
const LONG_TEXT = 100_000
const NAME_TEXT = 1000
const MOST_ROWS = 2 ** 32 - 2

const whole = (most = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
const row = whole(MOST_ROWS)
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))
const name = v.pipe(v.string(), v.maxLength(NAME_TEXT))
const text = v.pipe(v.string(), v.maxLength(LONG_TEXT))
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const finite = v.pipe(v.number(), v.finite())

const decision = {
  label: v.nullable(v.picklist(DECISION_LABELS)),
  reason: v.exactOptional(text),
  note: v.exactOptional(text),
  at: time,
  reviewer: name,
  blind: v.exactOptional(v.literal(true)),
}

const action: v.GenericSchema<unknown, LogAction> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('decide'),
    rows: v.array(row),
    label: v.exactOptional(v.nullable(v.picklist(DECISION_LABELS))),
    reason: v.exactOptional(v.nullable(text)),
    note: v.exactOptional(v.nullable(text)),
    blind: v.exactOptional(v.literal(true)),
    seen: v.exactOptional(v.array(row)),
  }),
  v.strictObject({ kind: v.picklist(['undo', 'redo']), of: whole() }),
  v.strictObject({ kind: v.literal('file'), name, bytes: whole(), rows: row, sha256 }),
  v.strictObject({
    kind: v.literal('check'),
    rows: v.array(row),
    seed: whole(),
    flagged: row,
    of: row,
    line: name,
    places: v.exactOptional(v.array(row)),
  }),
  v.strictObject({ kind: v.literal('reveal'), rows: v.array(row) }),
  v.strictObject({
    kind: v.literal('carry'),
    from: sha256,
    head: sha256,
    key: text,
    decisions: v.array(v.strictObject({ ...decision, row })),
    unmatched: v.exactOptional(v.array(v.strictObject({ ...decision, value: text }))),
  }),
  v.pipe(
    v.strictObject({
      kind: v.literal('renumber'),
      lines: v.array(row),
      from: v.array(v.nullable(row)),
      to: v.array(v.nullable(row)),
    }),
    v.check(
      ({ lines, from, to }) => lines.length === from.length && from.length === to.length,
      'lists differ',
    ),
  ),
])

/** A decision log: entry by entry of the right shape, and the chain of hashes holds. */
export const logSchema: v.GenericSchema<unknown, LogEntry[]> = v.pipe(
  v.array(v.strictObject({ seq: whole(), at: time, reviewer: name, action, previous: sha256, hash: sha256 })),
  v.check((log) => brokenAt(log) === null, 'the chain of the decision log is broken'),
)

const bounds = { low: v.exactOptional(finite), high: v.exactOptional(finite) }
const parts = v.exactOptional(v.pipe(v.array(whole(31)), v.maxLength(31)))
const not = v.exactOptional(v.boolean())

const condition: v.GenericSchema<unknown, RowCondition> = v.variant('kind', [
  v.strictObject({ kind: v.literal('range'), column: text, ...bounds, closed: not }),
  v.strictObject({ kind: v.literal('values'), column: text, values: v.array(text), not }),
  v.strictObject({ kind: v.literal('missing'), column: text, not }),
  v.strictObject({ kind: v.literal('rows'), rows: v.array(row) }),
  v.strictObject({ kind: v.literal('row-range'), from: row, to: row }),
  v.strictObject({
    kind: v.literal('calendar'),
    column: text,
    weekdays: parts,
    hours: parts,
    months: parts,
    monthDays: parts,
  }),
  v.strictObject({ kind: v.literal('text'), text }),
  v.strictObject({ kind: v.literal('all'), of: v.array(v.lazy(() => condition)) }),
  v.strictObject({ kind: v.literal('any'), of: v.array(v.lazy(() => condition)), not }),
])

const scoreCondition = v.strictObject({ kind: v.literal('score'), ...bounds, open: not })

const column = v.nullable(text)

/** What a link tells of the view: never rows, values or filters. */
export const linkViewSchema = v.strictObject({
  screen: v.picklist(['overview', 'explore', 'correlations', 'model', 'evaluate', 'review']),
  explore: v.strictObject({
    section: v.picklist(['column', 'pair', 'matrix', 'outliers', 'audit']),
    column,
    x: column,
    y: column,
  }),
  evaluate: v.picklist(['labels', 'compare', 'unlabelled']),
  tab: name,
  flaggedOnly: v.boolean(),
})

const view = v.strictObject({
  ...linkViewSchema.entries,
  selectedRow: v.nullable(row),
  rowsShown: v.boolean(),
  clauses: v.array(
    v.strictObject({
      source: v.nullable(text),
      label: v.nullable(text),
      condition: v.union([scoreCondition, condition]),
    }),
  ),
})

const anchors = v.pipe(
  v.strictObject({
    rows: v.array(row),
    lines: v.array(row),
    keys: v.array(v.strictObject({ column: text, values: v.array(v.nullable(text)) })),
  }),
  v.check(
    ({ rows, lines, keys }) =>
      lines.length === rows.length && keys.every(({ values }) => values.length === rows.length),
    'lists differ',
  ),
)

/** @param settings the schema of the page's settings */
export function recordSchema(
  settings: v.GenericSchema<unknown, Settings>,
): v.GenericSchema<unknown, SessionRecord> {
  return v.strictObject({
    version: v.literal(SESSION_VERSION),
    id: v.pipe(v.string(), v.regex(/^[0-9a-z-]{8,64}$/)),
    name,
    createdAt: time,
    savedAt: time,
    file: v.strictObject({
      name,
      bytes: whole(),
      sha256,
      kind: v.picklist(['file', 'text']),
      rows: row,
      columns: v.array(text),
      kept: v.nullable(v.picklist(['files', 'database'])),
    }),
    settings,
    view,
    anchors,
    reviewer: name,
    reasonCodes: v.array(text),
    progress: v.strictObject({ decided: row, decidedFlagged: row, flagged: row }),
    model: v.exactOptional(v.strictObject({ bytes: whole(), kept: v.picklist(['files', 'database']) })),
  })
}

/** What is wrong with a value, in a few words with its place. */
export function whatIsWrong(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue)
  if (issue.kind === 'validation' && issue.type === 'check') return issue.message
  if (where === null) return 'it is not a session'
  return issue.received === 'undefined' ? `its entry ${where} is missing` : `its entry ${where} is not usable`
}
