import { UnreadableInputError } from '../errors.ts'
import type { ByteSource } from './byte-source.ts'

/** Bytes of content with how many stored bytes had been taken when they came out. */
export interface Block {
  readonly bytes: Uint8Array
  readonly stored: number
}

/**
 * The content of a source in blocks of exactly `size` bytes (the last one shorter), however the
 * source cuts its own chunks, so that nothing after this can depend on that cut. Gzip is inflated.
 *
 * @param from a position in the content of a source that is not packed and has `openAt`; the first block is then
 *   shorter, so that the others are those of a read from the beginning
 */
export async function* contentBlocks(source: ByteSource, size: number, from = 0): AsyncGenerator<Block> {
  if (from > 0) {
    yield* blocksFrom(source, size, from)
    return
  }
  let stored = 0
  let first = true
  let gzip = false
  let pending = new Uint8Array(0)
  const chunks = source.open()[Symbol.asyncIterator]()
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await chunks.next()
      if (next.done === true) return
      if (next.value.length === 0) continue
      stored += next.value.length
      yield next.value
    }
  }
  try {
    const raw = counted()
    // Two bytes tell gzip; a source may hand out single bytes.
    while (first) {
      const next = await raw.next()
      if (next.done === true) break
      pending = concat(pending, next.value)
      if (pending.length >= 2) {
        gzip = isGzip(pending)
        first = false
      }
    }
    const all = prepend(pending, raw)
    const content = gzip ? inflate(all, source.name) : all
    for await (const bytes of blocks(content, size, size)) yield { bytes, stored }
  } finally {
    await chunks.return?.()
  }
}

/** The blocks from a position on, cut at the same multiples of `size` as when reading from the beginning. */
async function* blocksFrom(source: ByteSource, size: number, from: number): AsyncGenerator<Block> {
  if (source.openAt === undefined) throw new Error(`${source.name} can only be read from its beginning`)
  let stored = from
  for await (const bytes of blocks(source.openAt(from), size - (from % size), size)) {
    stored += bytes.length
    yield { bytes, stored }
  }
}

/** Cuts chunks anew: a first block of `first` bytes, the others of `size`, the last one shorter. */
async function* blocks(
  chunks: AsyncIterable<Uint8Array>,
  first: number,
  size: number,
): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(first)
  let used = 0
  for await (const chunk of chunks) {
    let at = 0
    while (at < chunk.length) {
      const take = Math.min(block.length - used, chunk.length - at)
      block.set(chunk.subarray(at, at + take), used)
      used += take
      at += take
      if (used === block.length) {
        yield block
        block = new Uint8Array(size)
        used = 0
      }
    }
  }
  if (used > 0) yield block.subarray(0, used)
}

/** The first `limit` bytes of the content (inflated), fewer when there are not as many. */
export async function contentHead(
  source: ByteSource,
  limit: number,
): Promise<{ head: Uint8Array; whole: boolean }> {
  for await (const block of contentBlocks(source, limit)) {
    return { head: block.bytes, whole: block.bytes.length < limit }
  }
  return { head: new Uint8Array(0), whole: true }
}

/** The first bytes as they are stored (not inflated). */
export async function storedHead(source: ByteSource, limit: number): Promise<Uint8Array> {
  let head = new Uint8Array(0)
  for await (const chunk of source.open()) {
    head = concat(head, chunk)
    if (head.length >= limit) break
  }
  return head.subarray(0, limit)
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

async function* prepend(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  yield* rest
}

async function* inflate(chunks: AsyncGenerator<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('gzip')
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  let failure: unknown
  const pump = (async () => {
    try {
      for await (const chunk of chunks) await writer.write(new Uint8Array(chunk))
      await writer.close()
    } catch (error) {
      failure ??= error
      await writer.abort(error).catch(() => undefined)
    }
  })()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (value) yield value
    }
    await pump
    if (failure !== undefined) throw failure instanceof Error ? failure : new Error('the stream ended early')
  } catch (error) {
    throw new UnreadableInputError(
      'bad-gzip',
      `${name} begins like a gzip file but cannot be unpacked to its end: it is damaged, cut off, or made of several ` +
        'gzip parts that this browser does not join. Unpack it first and open the CSV inside.',
      { file: name, detail: String(error) },
    )
  } finally {
    await reader.cancel().catch(() => undefined)
    await pump
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
