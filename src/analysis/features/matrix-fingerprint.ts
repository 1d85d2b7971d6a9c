import { SLICE_ROWS, type Work } from '../work.ts'
import type { FeatureMatrix } from './feature-matrix.ts'

/** Odd constants whose bits are spread: one per lane, so that lanes do not repeat each other. */
const LANES = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const

/**
 * 128 bits that tell matrices apart: every value to the bit, the columns' names and sources, and the rows to fit on.
 * For finding out whether a kept model was fitted on the very same values; no protection against somebody who means
 * to deceive.
 *
 * @param fitRows rows of `x`, ascending; null: all of them
 * @returns 32 hexadecimal digits
 *
 * Cost: one pass over the matrix.
 */
export function* matrixFingerprint(x: FeatureMatrix, fitRows: Uint32Array | null): Work<string> {
  const lanes = Uint32Array.from(LANES)
  const about = [x.rowCount, x.names, [...x.sourceOf], x.sources, x.scaled === true, fitRows?.length ?? -1]
  mixWords(lanes, Uint32Array.from(new TextEncoder().encode(JSON.stringify(about))))
  for (const column of x.columns) yield* mixAll(lanes, wordsOf(column))
  for (const marks of x.standIns ?? []) {
    mixWords(lanes, Uint32Array.of(marks === null ? 0 : 1))
    if (marks !== null) yield* mixMarks(lanes, marks)
  }
  if (fitRows !== null) yield* mixAll(lanes, fitRows)
  return digitsOf(lanes)
}

/**
 * 128 bits that tell bytes apart, to notice that something kept was damaged.
 *
 * @returns 32 hexadecimal digits
 *
 * Cost: one pass over the bytes.
 */
export function* bytesFingerprint(bytes: Uint8Array): Work<string> {
  const lanes = Uint32Array.from(LANES)
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = aligned.length >>> 2
  yield* mixAll(lanes, new Uint32Array(aligned.buffer, aligned.byteOffset, words))
  mixWords(lanes, Uint32Array.of(aligned.length, ...aligned.subarray(4 * words)))
  return digitsOf(lanes)
}

function digitsOf(lanes: Uint32Array): string {
  return Array.from(lanes, (lane) => finished(lane).toString(16).padStart(8, '0')).join('')
}

function* mixAll(lanes: Uint32Array, words: Uint32Array): Work<void> {
  for (let start = 0; start < words.length; start += SLICE_ROWS) {
    mixWords(lanes, words.subarray(start, start + SLICE_ROWS))
    yield
  }
}

function* mixMarks(lanes: Uint32Array, marks: Uint8Array): Work<void> {
  for (let start = 0; start < marks.length; start += SLICE_ROWS) {
    mixWords(lanes, Uint32Array.from(marks.subarray(start, start + SLICE_ROWS)))
    yield
  }
}

/** Every word goes into every lane, each of which turns it in a way of its own. */
function mixWords(lanes: Uint32Array, words: Uint32Array): void {
  let a = lanes[0]!
  let b = lanes[1]!
  let c = lanes[2]!
  let d = lanes[3]!
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    a = Math.imul(rotated(a ^ word, 13), LANES[0]) + LANES[3]
    b = Math.imul(rotated(b + word, 17), LANES[1]) ^ (b >>> 15)
    c = Math.imul(rotated(c ^ Math.imul(word, LANES[2]), 11), LANES[3]) + 1
    d = Math.imul(rotated(d + Math.imul(word, LANES[0]), 19), LANES[2]) ^ (d >>> 13)
  }
  lanes[0] = a
  lanes[1] = b
  lanes[2] = c
  lanes[3] = d
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}

/** The last values reach all bits too. */
function finished(lane: number): number {
  let value = lane
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** The bits of the values; columns begin at a multiple of four bytes, as Float32Array demands. */
function wordsOf(column: Float32Array): Uint32Array {
  return new Uint32Array(column.buffer, column.byteOffset, column.length)
}
