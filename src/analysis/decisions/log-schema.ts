import * as v from 'valibot'
import { DECISION_LABELS } from './decision.ts'

const row = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const count = row
const time = v.pipe(v.number(), v.finite())
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'it is no SHA-256 in hex'))
const label = v.nullable(v.picklist(DECISION_LABELS))
const place = v.nullable(row)

const decision = {
  label,
  reason: v.exactOptional(v.string()),
  note: v.exactOptional(v.string()),
  at: time,
  reviewer: v.string(),
  blind: v.exactOptional(v.literal(true)),
}

const action = v.variant('kind', [
  v.strictObject({
    kind: v.literal('decide'),
    rows: v.array(row),
    label: v.exactOptional(label),
    reason: v.exactOptional(v.nullable(v.string())),
    note: v.exactOptional(v.nullable(v.string())),
    blind: v.exactOptional(v.literal(true)),
    seen: v.exactOptional(v.array(row)),
  }),
  v.strictObject({ kind: v.literal('undo'), of: count }),
  v.strictObject({ kind: v.literal('redo'), of: count }),
  v.strictObject({ kind: v.literal('file'), name: v.string(), bytes: count, rows: count, sha256: hash }),
  v.strictObject({
    kind: v.literal('check'),
    rows: v.array(row),
    seed: v.pipe(v.number(), v.safeInteger()),
    flagged: count,
    of: count,
    line: hash,
    places: v.exactOptional(v.array(count)),
  }),
  v.strictObject({ kind: v.literal('reveal'), rows: v.array(row) }),
  v.strictObject({
    kind: v.literal('carry'),
    from: hash,
    head: hash,
    key: v.string(),
    decisions: v.array(v.strictObject({ ...decision, row })),
    unmatched: v.exactOptional(v.array(v.strictObject({ ...decision, value: v.string() }))),
  }),
  v.strictObject({
    kind: v.literal('renumber'),
    lines: v.array(count),
    from: v.array(place),
    to: v.array(place),
  }),
])

/** One entry of a decision log, as it is kept in files. */
export const logEntrySchema = v.strictObject({
  seq: count,
  at: time,
  reviewer: v.string(),
  action,
  previous: hash,
  hash,
})
