import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** Up to here the browser's own hash is used: it is some five times as fast, but takes the whole at once. */
const AT_ONCE_BYTES = 64 * 2 ** 20
const PIECE_BYTES = 4 * 2 ** 20

/** SHA-256 of a blob's bytes, in hex. Cost: one reading of the blob; memory: at most 64 MB. */
export async function hashBlob(data: Blob, atOnceBytes = AT_ONCE_BYTES): Promise<string> {
  // Absent where the page is not served securely; the type does not say so.
  const native = (crypto as Partial<Crypto>).subtle
  if (native && data.size <= atOnceBytes)
    return bytesToHex(new Uint8Array(await native.digest('SHA-256', await data.arrayBuffer())))
  const hash = sha256.create()
  for await (const piece of pieces(data)) hash.update(piece)
  return bytesToHex(hash.digest())
}

/** The bytes of a blob, some megabytes at a time; the next ones are fetched while the last are worked on. */
export async function* pieces(data: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const fetchAt = (start: number) => data.slice(start, start + PIECE_BYTES).arrayBuffer()
  let next = fetchAt(0)
  for (let start = 0; start < data.size; start += PIECE_BYTES) {
    const piece = await next
    if (start + PIECE_BYTES < data.size) {
      next = fetchAt(start + PIECE_BYTES)
      next.catch(() => undefined)
    }
    yield new Uint8Array(piece)
  }
}
