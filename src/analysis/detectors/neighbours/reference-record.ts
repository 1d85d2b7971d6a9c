import { packArray, type RecordReader } from '../model-record.ts'
import type { ReferenceRows } from './reference-rows.ts'

/** The fields of a saved model that hold its reference rows. */
export function packReference({ scaling, columns, points, counts, fitted, sampled }: ReferenceRows) {
  return {
    shift: packArray(scaling.shift),
    factor: packArray(scaling.factor),
    columns,
    points: packArray(points),
    counts: packArray(counts),
    fitted,
    sampled,
  }
}

/** @throws InvalidModelError when a field is not as `packReference` writes it */
export function readReference(fields: RecordReader): ReferenceRows {
  const columns = fields.integer('columns', 1, 1e6)
  const shift = fields.float64('shift')
  const factor = fields.float64('factor')
  const points = fields.float32('points')
  const counts = fields.int32('counts')
  if (shift.length !== columns || !shift.every(Number.isFinite)) fields.fail('the field shift is damaged')
  if (factor.length !== columns || !factor.every((value) => Number.isFinite(value) && value >= 0))
    fields.fail('the field factor is damaged')
  if (counts.length === 0 || counts.some((count) => count < 1)) fields.fail('the field counts is damaged')
  if (points.length !== counts.length * columns || !points.every(Number.isFinite))
    fields.fail('the field points is damaged')
  const fitted = fields.integer('fitted', 1, 4294967295)
  const sampled = fields.integer('sampled', 1, fitted)
  if (counts.reduce((sum, count) => sum + count, 0) !== sampled) fields.fail('its rows do not add up')
  return { scaling: { shift, factor }, columns, points, counts, fitted, sampled }
}
