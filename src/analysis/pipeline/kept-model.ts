import { loadRegistry } from '../detectors/load-registry.ts'
import { bytesFingerprint, matrixFingerprint } from '../features/matrix-fingerprint.ts'
import type { Run } from './run.ts'
import type { JobSettings } from './detector-jobs.ts'
import { runWork, type DetectorJob, type Host, type Runner } from './host.ts'

/** The present form of a kept model: one line that says what was fitted on what, then the model's record. */
const FORMAT = 1
const LINE_END = 10

/** A larger model is not kept: fitting it anew is the smaller evil. */
const MOST_MODEL_BYTES = 48 * 1024 * 1024

/** A model of an earlier visit, as it was kept. */
export interface KeptModel {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What else must be the same, e.g. the file and the version of the program. */
  readonly stamp: string
}

/**
 * A run's model as bytes that can be kept, with what it was fitted on: the detector, its parameters, the seed, and the
 * fingerprint of the matrix, which the file, the way it is read, the features and the preprocessing all go into.
 *
 * @param stamp what else must be the same when it is used again
 * @returns null where the model is too large
 *
 * Cost: one pass over the matrix; the record is made where detectors run.
 */
export async function packModel(
  { job, model }: Run,
  stamp: string,
  runner: Runner,
  host: Host,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (sizeOf(model) > MOST_MODEL_BYTES) return null
  const record = await runner.pack(job, model)
  const check = await runWork(bytesFingerprint(record), host)
  const head = new TextEncoder().encode(`${await headOf(job, stamp, host)} ${check}\n`)
  const bytes = new Uint8Array(head.length + record.length)
  bytes.set(head)
  bytes.set(record, head.length)
  return bytes
}

/**
 * The kept model, where it was fitted by this detector with these parameters and this seed on these very values; null
 * where it was not, or is damaged: then the detector is fitted anew, which comes to the same.
 *
 * Cost: one pass over the matrix.
 */
export async function unpackModel(
  job: DetectorJob,
  { bytes, stamp }: KeptModel,
  runner: Runner,
  host: Host,
): Promise<unknown> {
  const end = bytes.indexOf(LINE_END)
  if (end < 0) return null
  const head = new TextDecoder().decode(bytes.subarray(0, end))
  const record = bytes.slice(end + 1)
  const check = await runWork(bytesFingerprint(record), host)
  if (head !== `${await headOf(job, stamp, host)} ${check}`) return null
  return runner.unpack(job, record)
}

/** What must be the same, to the letter. */
async function headOf({ detector, params, seed, x, fitRows }: DetectorJob, stamp: string, host: Host) {
  const fitted = await runWork(matrixFingerprint(x, fitRows), host)
  const sorted = Object.fromEntries(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify({ flagstoneModel: FORMAT, stamp, detector, params: sorted, seed, fitted })
}

/**
 * The record of a model as text in UTF-8: where detectors run.
 *
 * @throws UsageError when there is no such detector
 */
export async function packRecord(
  { detector }: JobSettings,
  model: unknown,
): Promise<Uint8Array<ArrayBuffer>> {
  const { findDetector } = await loadRegistry()
  return new TextEncoder().encode(JSON.stringify(findDetector(detector).serialize(model)))
}

/** The model of a record that `packRecord` made; null where it is not usable. */
export async function unpackRecord({ detector }: JobSettings, bytes: Uint8Array): Promise<unknown> {
  const { findDetector } = await loadRegistry()
  try {
    return findDetector(detector).deserialize(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return null // damaged, or from another version: whoever asked fits anew
  }
}

/** Bytes of the typed arrays in a model, which is what makes it large. */
function sizeOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value !== 'object' || value === null) return 8
  let sum = 0
  for (const part of Object.values(value) as unknown[]) sum += sizeOf(part)
  return sum
}
