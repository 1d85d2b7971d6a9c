import type { ByteSource } from '../analysis/table/byte-source.ts'
import type { OpenInput } from './engine.api.ts'

/** Bytes read at once: large enough for speed, small enough that parsing one piece takes some 20 ms. */
const PIECE_BYTES = 1 << 20

/** A dropped file or a pasted text as something that can be read as often as needed. */
export function sourceOf(input: OpenInput): ByteSource {
  const blob = input.kind === 'file' ? input.file : new Blob([input.text])
  const name = input.kind === 'file' ? input.file.name : input.name
  return { name, size: blob.size, open: () => pieces(blob), openAt: (position) => piecesFrom(blob, position) }
}

/** Bytes read at once when only some rows are wanted. */
const SMALL_PIECE_BYTES = 1 << 17

/** Nothing is fetched that was not asked for. */
async function* piecesFrom(blob: Blob, position: number): AsyncGenerator<Uint8Array> {
  for (let start = position; start < blob.size; start += SMALL_PIECE_BYTES)
    yield new Uint8Array(await blob.slice(start, start + SMALL_PIECE_BYTES).arrayBuffer())
}

/** The next piece is fetched while the last one is being worked on. */
async function* pieces(blob: Blob): AsyncGenerator<Uint8Array> {
  let next = blob.slice(0, PIECE_BYTES).arrayBuffer()
  for (let start = 0; start < blob.size; start += PIECE_BYTES) {
    const piece = await next
    const following = start + PIECE_BYTES
    if (following < blob.size) {
      next = blob.slice(following, following + PIECE_BYTES).arrayBuffer()
      next.catch(() => undefined)
    }
    yield new Uint8Array(piece)
  }
}
