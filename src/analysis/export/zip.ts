import type { Sink } from './table-writer.ts'

/** One entry of a ZIP archive, as it is stored there. */
export interface ZipEntry {
  readonly name: string
  /** 0: as it is; 8: deflated. */
  readonly method: number
  readonly crc: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Unpacked. */
  readonly size: number
}

const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END = 0x06054b50
/** 1980-01-01: the same content gives the same archive. */
const DOS_DATE = 0x21
const LARGEST = 0xffffffff

/** The entries of a small archive without encryption or ZIP64, in its order. */
export function zipEntries(archive: Uint8Array<ArrayBuffer>): ZipEntry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  let end = archive.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end--
  if (end < 0) throw new Error('not a ZIP archive')
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true))
    const stored = view.getUint32(at + 20, true)
    const local = view.getUint32(at + 42, true)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    entries.push({
      name: new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameLength!)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      bytes: archive.subarray(start, start + stored),
      size: view.getUint32(at + 24, true),
    })
    at += 46 + nameLength! + extra! + comment!
  }
  return entries
}

/** The content of an entry. */
export async function unpacked({ method, bytes }: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  if (method === 0) return bytes
  const pieces: Uint8Array[] = []
  await throughStream(new DecompressionStream('deflate-raw'), (piece) => void pieces.push(piece)).all(bytes)
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Writes an archive front to back; nothing of it is kept. */
export interface ZipWriter {
  /** Puts an entry in as it is stored. */
  add(entry: ZipEntry): Promise<void>
  /** Begins an entry whose content comes piece by piece, and is deflated on the way. */
  open(name: string): Promise<OpenEntry>
  finish(): Promise<void>
}

export interface OpenEntry {
  /** @throws RangeError once there are 4 GiB of content: the plain format holds no more */
  write(content: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
}

export function createZipWriter(sink: Sink): ZipWriter {
  const directory: {
    name: string
    method: number
    flags: number
    crc: number
    stored: number
    size: number
    at: number
  }[] = []
  let position = 0
  const put = async (bytes: Uint8Array<ArrayBuffer>) => {
    position += bytes.length
    await sink(bytes)
  }
  const header = (name: string, flags: number, method: number, crc: number, stored: number, size: number) => {
    const encoded = new TextEncoder().encode(name)
    const bytes = new Uint8Array(30 + encoded.length)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, LOCAL, true)
    const shorts: readonly [number, number][] = [
      [4, 20],
      [6, flags],
      [8, method],
      [12, DOS_DATE],
      [26, encoded.length],
    ]
    for (const [at, value] of shorts) view.setUint16(at, value, true)
    const longs: readonly [number, number][] = [
      [14, crc],
      [18, stored],
      [22, size],
    ]
    for (const [at, value] of longs) view.setUint32(at, value, true)
    bytes.set(encoded, 30)
    return bytes
  }
  return {
    async add({ name, method, crc, bytes, size }) {
      directory.push({ name, method, flags: 0, crc, stored: bytes.length, size, at: position })
      await put(header(name, 0, method, crc, bytes.length, size))
      await put(bytes)
    },
    async open(name) {
      // Bit 3: sizes and checksum follow the content, since they are not known before.
      const entry = { name, method: 8, flags: 8, crc: 0, stored: 0, size: 0, at: position }
      await put(header(name, 8, 8, 0, 0, 0))
      let crc = LARGEST
      const packing = throughStream(new CompressionStream('deflate-raw'), async (piece) => {
        entry.stored += piece.length
        await put(piece)
      })
      return {
        async write(content) {
          entry.size += content.length
          if (entry.size >= LARGEST) throw new RangeError('an entry of more than 4 GiB')
          crc = crc32(content, crc)
          await packing.write(content)
        },
        async close() {
          await packing.close()
          entry.crc = ~crc >>> 0
          directory.push(entry)
          const bytes = new Uint8Array(16)
          const view = new DataView(bytes.buffer)
          for (const [i, value] of [0x08074b50, entry.crc, entry.stored, entry.size].entries())
            view.setUint32(4 * i, value, true)
          await put(bytes)
        },
      }
    },
    async finish() {
      const start = position
      for (const { name, method, flags, crc, stored, size, at } of directory) {
        const local = header(name, flags, method, crc, stored, size)
        const bytes = new Uint8Array(local.length + 16)
        const view = new DataView(bytes.buffer)
        view.setUint32(0, CENTRAL, true)
        view.setUint16(4, 20, true)
        bytes.set(local.subarray(4, 30), 6)
        view.setUint32(42, at, true)
        bytes.set(local.subarray(30), 46)
        await put(bytes)
      }
      const bytes = new Uint8Array(22)
      const view = new DataView(bytes.buffer)
      view.setUint32(0, END, true)
      view.setUint16(8, directory.length, true)
      view.setUint16(10, directory.length, true)
      view.setUint32(12, position - start, true)
      view.setUint32(16, start, true)
      await put(bytes)
    },
  }
}

/** Feeds a transform stream and hands on what comes out, waiting where the taker is slower. */
function throughStream(
  stream: Pick<DecompressionStream, 'readable' | 'writable'>,
  take: (piece: Uint8Array<ArrayBuffer>) => void | Promise<void>,
) {
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  const pump = async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done || value === undefined) return
      await take(new Uint8Array(value))
    }
  }
  const pumped = pump()
  pumped.catch((error: unknown) => void writer.abort(error).catch(() => undefined)) // told by `close`
  const write = (bytes: Uint8Array<ArrayBuffer>) => writer.write(bytes)
  const close = async () => {
    await writer.close()
    await pumped
  }
  const all = async (bytes: Uint8Array<ArrayBuffer>) => {
    const writing = writer.write(bytes)
    writing.catch(() => undefined)
    await close()
  }
  return { write, close, all }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = (c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** @param crc of what came before, not yet inverted; 0xffffffff at the start */
function crc32(bytes: Uint8Array, crc: number): number {
  let c = crc
  for (let i = 0; i < bytes.length; i++) c = CRC_TABLE[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8)
  return c
}
