import { FlagstoneError } from '../errors.ts'
import { decodeBase64, encodeBase64 } from '../math/base64.ts'

/** A saved model that cannot be used: not one of ours, of another version, or damaged. */
export class InvalidModelError extends FlagstoneError {
  constructor(detector: string, problem: string) {
    super(
      'invalid-model',
      `This is not a usable saved model of the detector ${detector}: ${problem}. Fit it again and save it anew.`,
      { detector, problem },
    )
  }
}

/** A typed array inside a record: its little-endian bytes as base64, exact to the bit and half the size of digits. */
export function packArray(array: Float32Array | Float64Array | Int32Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  return encodeBase64(LITTLE_ENDIAN ? bytes : swapped(bytes, array.BYTES_PER_ELEMENT))
}

/** Reads the fields of a record one by one, naming the detector and the field when one is not as it must be. */
export interface RecordReader {
  number(key: string): number
  integer(key: string, least: number, greatest: number): number
  string(key: string): string
  float32(key: string): Float32Array<ArrayBuffer>
  float64(key: string): Float64Array<ArrayBuffer>
  int32(key: string): Int32Array<ArrayBuffer>
  fail(problem: string): never
}

/**
 * @param record anything, e.g. parsed JSON
 * @throws InvalidModelError when it is not a record of this detector and version
 */
export function readRecord(record: unknown, detector: string, version: number): RecordReader {
  const fail = (problem: string): never => {
    throw new InvalidModelError(detector, problem)
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) fail('it is not an object')
  const fields = record as Readonly<Record<string, unknown>>
  if (fields['detector'] !== detector) fail(`its detector is ${JSON.stringify(fields['detector'] ?? null)}`)
  if (fields['version'] !== version) {
    fail(`its version is ${JSON.stringify(fields['version'] ?? null)}, and ${version} is read here`)
  }

  function bytesOf(key: string, size: number): ArrayBuffer {
    const text = fields[key]
    const bytes = typeof text === 'string' ? decodeBase64(text) : null
    if (bytes === null || bytes.length % size !== 0) return fail(`the field ${key} is damaged`)
    return (LITTLE_ENDIAN ? bytes : swapped(bytes, size)).buffer
  }
  const reader: RecordReader = {
    number(key) {
      const value = fields[key]
      return typeof value === 'number' && Number.isFinite(value)
        ? value
        : fail(`the field ${key} is not a number`)
    },
    integer(key, least, greatest) {
      const value = reader.number(key)
      const usable = Number.isInteger(value) && value >= least && value <= greatest
      return usable ? value : fail(`the field ${key} is not a whole number from ${least} to ${greatest}`)
    },
    string(key) {
      const value = fields[key]
      return typeof value === 'string' ? value : fail(`the field ${key} is not a text`)
    },
    float32: (key) => new Float32Array(bytesOf(key, 4)),
    float64: (key) => new Float64Array(bytesOf(key, 8)),
    int32: (key) => new Int32Array(bytesOf(key, 4)),
    fail,
  }
  return reader
}

function swapped(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) result[i] = bytes[i - (i % size) + (size - 1 - (i % size))]!
  return result
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
