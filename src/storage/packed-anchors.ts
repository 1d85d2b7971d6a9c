import type { SessionAnchors, SessionRecord } from './session-record.ts'

/** Anchors as the database keeps them: two lists of numbers and a text per key column are written in no time. */
interface PackedAnchors {
  readonly rows: Uint32Array
  readonly lines: Uint32Array
  readonly keys: readonly { readonly column: string; readonly values: string }[]
}

/** A record as the database keeps it; those of former versions have their anchors as they are. */
export type StoredRecord = Omit<SessionRecord, 'anchors'> & {
  readonly anchors: SessionAnchors | PackedAnchors
}

/** Cost: the rows of the log, once for as long as the anchors stay the same. */
export function stored(record: SessionRecord): StoredRecord {
  const { anchors } = record
  const packed = known.get(anchors) ?? pack(anchors)
  known.set(anchors, packed)
  return { ...record, anchors: packed }
}
const known = new WeakMap<SessionAnchors, PackedAnchors>()

function pack({ rows, lines, keys }: SessionAnchors): PackedAnchors {
  return {
    rows: Uint32Array.from(rows),
    lines: Uint32Array.from(lines),
    keys: keys.map(({ column, values }) => ({ column, values: JSON.stringify(values) })),
  }
}

/** What is damaged, or of a former version, stays as it is: records are checked as a whole after this. */
export function unstored(record: StoredRecord): SessionRecord {
  const { anchors, ...others } = record
  if (!isPacked(anchors)) return { ...others, anchors }
  const { rows, lines, keys } = anchors
  return {
    ...others,
    anchors: {
      rows: Array.from(rows),
      lines: Array.from(lines),
      keys: keys.map(({ column, values }) => ({ column, values: listOf(values) })),
    },
  }
}

function isPacked(anchors: StoredRecord['anchors'] | undefined): anchors is PackedAnchors {
  return anchors?.rows instanceof Uint32Array
}

/** An empty list for a damaged text: it is then not as long as the rows, which the check finds. */
function listOf(values: string): readonly (string | null)[] {
  try {
    const list: unknown = JSON.parse(values)
    if (!Array.isArray(list)) return []
    return list.map((value: unknown) => (typeof value === 'string' ? value : null))
  } catch {
    return []
  }
}
