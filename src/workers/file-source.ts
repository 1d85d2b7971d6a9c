import { FlagstoneError } from '../analysis/errors.ts'
import type { ByteSource } from '../analysis/table/byte-source.ts'
import type { OpenInput } from './engine.api.ts'

/** Bytes read at once: large enough for speed, small enough that parsing one piece takes some 20 ms. */
const PIECE_BYTES = 1 << 20

/** A dropped file or a pasted text as something that can be read as often as needed. */
export function sourceOf(input: OpenInput): ByteSource {
  const blob = input.kind === 'file' ? input.file : new Blob([input.text])
  const name = input.kind === 'file' ? input.file.name : input.name
  const read: ReadPart = async (start, end) => {
    try {
      return await blob.slice(start, end).arrayBuffer()
    } catch (cause) {
      throw changedOnDisk(name, cause)
    }
  }
  return {
    name,
    size: blob.size,
    open: () => pieces(read, blob.size),
    openAt: (position) => piecesFrom(read, blob.size, position),
  }
}

type ReadPart = (start: number, end: number) => Promise<ArrayBuffer>

/** A browser hands out a file as it was when it was chosen, or not at all. */
function changedOnDisk(name: string, cause: unknown): unknown {
  const reason = cause instanceof Error ? cause.name : ''
  if (reason !== 'NotReadableError' && reason !== 'NotFoundError') return cause
  const message = `${name} was changed, moved or deleted on the disk after it was chosen, so the browser does not hand out its cells any more. What was read and ranked before stands. Open the file again: the decisions of this session are offered for it.`
  return new FlagstoneError('file-changed', message, { file: name })
}

/** Bytes read at once when only some rows are wanted. */
const SMALL_PIECE_BYTES = 1 << 17

/** Nothing is fetched that was not asked for. */
async function* piecesFrom(read: ReadPart, size: number, position: number): AsyncGenerator<Uint8Array> {
  for (let start = position; start < size; start += SMALL_PIECE_BYTES)
    yield new Uint8Array(await read(start, start + SMALL_PIECE_BYTES))
}

/** The next piece is fetched while the last one is being worked on. */
async function* pieces(read: ReadPart, size: number): AsyncGenerator<Uint8Array> {
  let next = read(0, PIECE_BYTES)
  next.catch(() => undefined)
  for (let start = 0; start < size; start += PIECE_BYTES) {
    const piece = await next
    const following = start + PIECE_BYTES
    if (following < size) {
      next = read(following, following + PIECE_BYTES)
      next.catch(() => undefined)
    }
    yield new Uint8Array(piece)
  }
}
