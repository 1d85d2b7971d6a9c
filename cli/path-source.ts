import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UnreadableInputError } from '../src/analysis/errors.ts'
import type { ByteSource } from '../src/analysis/table/byte-source.ts'

const PIECE_BYTES = 1 << 20
/** When only some rows are wanted. */
const SMALL_PIECE_BYTES = 1 << 17

export interface Input {
  readonly source: ByteSource
  /** Removes what was spooled. */
  close(): Promise<void>
}

/** A path as the caller meant it: npm runs scripts in the project's folder and says where it was called. */
export function callersPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
}

/**
 * @param path a file, or `-` for standard input, which is spooled because it is read more than once
 * @throws UnreadableInputError when there is no such file or it cannot be read
 */
export async function openInput(path: string): Promise<Input> {
  return path === '-'
    ? spooled()
    : { source: await pathSource(callersPath(path)), close: () => Promise.resolve() }
}

export async function pathSource(path: string, name = basename(path)): Promise<ByteSource> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error instanceof Error ? error.message : String(error))
  })
  if (found.isDirectory()) throw unreadable(path, 'it is a folder')
  return {
    name,
    size: found.size,
    open: () => createReadStream(path, { highWaterMark: PIECE_BYTES }),
    openAt: (start) => createReadStream(path, { start, highWaterMark: SMALL_PIECE_BYTES }),
  }
}

async function spooled(): Promise<Input> {
  const folder = await mkdtemp(join(tmpdir(), 'flagstone-'))
  const close = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'stdin')
    await pipeline(process.stdin, createWriteStream(path))
    return { source: await pathSource(path, 'stdin'), close }
  } catch (error) {
    await close()
    throw error
  }
}

function unreadable(path: string, why: string): UnreadableInputError {
  const message = `${path} cannot be read: ${why}. Check the path, or give - to read from standard input.`
  return new UnreadableInputError('no-such-input', message, { path })
}
