import type { Detector, ModelRecord } from '../detector.ts'
import { packArray, readRecord, type RecordReader } from '../model-record.ts'
import type { ReferenceScores } from './reference-scores.ts'

/** How members' scores become one. */
export type Combination = 'rank' | 'standardised' | 'maximum'

export interface FittedMember {
  readonly id: string
  readonly model: unknown
  readonly reference: ReferenceScores
}

export interface EnsembleModel {
  readonly columnCount: number
  readonly combination: Combination
  readonly members: readonly FittedMember[]
  /** Detectors that refused the data, each with its own words. */
  readonly leftOut: readonly string[]
  /** Rows that members' scores are compared with, and rows of the fit. */
  readonly referenceRows: number
  readonly rows: number
}

export function isCombination(text: string): text is Combination {
  return text === 'rank' || text === 'standardised' || text === 'maximum'
}

export function serializeEnsemble(
  { columnCount, combination, members, leftOut, referenceRows, rows }: EnsembleModel,
  find: (id: string) => Detector | undefined,
): ModelRecord {
  return {
    detector: 'ensemble',
    version: 1,
    columnCount,
    combination,
    referenceRows,
    rows,
    leftOut: JSON.stringify(leftOut),
    members: members.map(({ id, model, reference }) => ({
      detector: MEMBER,
      version: 1,
      id,
      values: packArray(reference.values),
      atMost: packArray(reference.atMost),
      median: reference.median,
      width: reference.width,
      mean: reference.mean,
      sd: reference.sd,
      model: find(id)!.serialize(model),
    })),
  }
}

const MEMBER = 'ensemble member'

/** @throws InvalidModelError for a damaged record, also of a member */
export function deserializeEnsemble(
  record: unknown,
  find: (id: string) => Detector | undefined,
): EnsembleModel {
  const fields = readRecord(record, 'ensemble', 1)
  const columnCount = fields.integer('columnCount', 1, 1e6)
  const combination = fields.string('combination')
  if (!isCombination(combination)) return fields.fail('its combination is unknown')
  // A record was seen to be an object; its members are checked one by one.
  const list = (record as { readonly members?: unknown }).members
  if (!Array.isArray(list) || list.length === 0) return fields.fail('it has no members')
  const members = list.map((one: unknown): FittedMember => {
    const own = readRecord(one, MEMBER, 1)
    const id = own.string('id')
    const detector = find(id)
    if (detector === undefined) return fields.fail(`its member ${id} is unknown`)
    const nested = (one as { readonly model?: unknown }).model
    return { id, model: detector.deserialize(nested), reference: readReference(own) }
  })
  return {
    columnCount,
    combination,
    members,
    leftOut: readTexts(fields),
    referenceRows: fields.integer('referenceRows', 1, 4294967296),
    rows: fields.integer('rows', 1, 4294967296),
  }
}

function readReference(fields: RecordReader): ReferenceScores {
  const values = fields.float32('values')
  const atMost = fields.int32('atMost')
  const ascends = values.every(
    (value, i) =>
      Number.isFinite(value) &&
      (i === 0 ? atMost[i]! > 0 : value > values[i - 1]! && atMost[i]! > atMost[i - 1]!),
  )
  if (values.length === 0 || atMost.length !== values.length || !ascends)
    fields.fail('its reference scores are damaged')
  const [median, mean] = [fields.number('median'), fields.number('mean')]
  const [width, sd] = [fields.number('width'), fields.number('sd')]
  if (!(width > 0 && sd > 0)) fields.fail('its reference scores have no spread')
  return { values, atMost, median, width, mean, sd }
}

function readTexts(fields: RecordReader): readonly string[] {
  try {
    const texts: unknown = JSON.parse(fields.string('leftOut'))
    if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts
  } catch {
    // Falls through to the named error.
  }
  return fields.fail('the field leftOut is damaged')
}
