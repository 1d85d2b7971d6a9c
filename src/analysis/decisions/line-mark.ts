import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * Which rows are above the line, as one short text: the SHA-256 of their numbers in ascending order, four bytes
 * each, lowest first. The order among them does not matter.
 *
 * @param order row indices by score, descending
 * @param cut how many of them are flagged
 *
 * Cost: a sort of the flagged rows.
 */
export function lineMark(order: Uint32Array, cut: number): string {
  const flagged = order.slice(0, cut).sort()
  const view = new DataView(new ArrayBuffer(4 * flagged.length))
  for (let i = 0; i < flagged.length; i++) view.setUint32(4 * i, flagged[i]!, true)
  return bytesToHex(sha256(new Uint8Array(view.buffer)))
}
