import { FlagstoneError } from '../analysis/errors.ts'
import { pieces } from './hash-blob.ts'
import { FILES_FOLDER } from './storage.api.ts'

/**
 * Copies bytes into the origin's private file system, piece by piece. What could not be copied as a whole is
 * taken away again.
 *
 * @returns whether there is a copy now; false: the browser has no such file system
 * @throws FlagstoneError `no-room`, `not-kept`
 */
export async function keepFile(data: Blob, name: string): Promise<boolean> {
  let folder: FileSystemDirectoryHandle
  try {
    const root = await navigator.storage.getDirectory()
    folder = await root.getDirectoryHandle(FILES_FOLDER, { create: true })
  } catch {
    return false // not supported, or refused in a private window
  }
  try {
    // Only workers have it, and this is one.
    const file = (await folder.getFileHandle(name, { create: true })) as SyncFileHandle
    if ((await file.getFile()).size === data.size && data.size > 0) return true
    await copy(data, file)
    return true
  } catch (cause) {
    await folder.removeEntry(name).catch(() => undefined)
    throw refusal(cause)
  }
}

/** A file that a worker writes to at once; the library of the page's types leaves it out. */
interface SyncFile {
  truncate(size: number): void
  write(bytes: Uint8Array, options: { readonly at: number }): number
  flush(): void
  close(): void
}
interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncFile>
}

async function copy(data: Blob, file: SyncFileHandle): Promise<void> {
  const access = await file.createSyncAccessHandle()
  try {
    access.truncate(0)
    let at = 0
    for await (const piece of pieces(data)) {
      const written = access.write(piece, { at })
      if (written < piece.length) throw new DOMException('The disk is full.', 'QuotaExceededError')
      at += written
    }
    access.flush()
  } finally {
    access.close()
  }
}

function refusal(cause: unknown): FlagstoneError {
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'QuotaExceededError')
    return new FlagstoneError('no-room', 'the browser has no room for a copy of it')
  return new FlagstoneError('not-kept', cause instanceof Error ? cause.message : String(cause))
}
