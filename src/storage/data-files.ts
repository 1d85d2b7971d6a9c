import type { SessionFile } from './session-record.ts'
import type { SessionStore } from './session-store.ts'

/** Folder of the origin's private file system that the storage worker copies files into. */
const FILES_FOLDER = 'flagstone-files'

/** The kept copy of a session's file; null when there is none, or not the whole of it. */
export async function keptFile(store: SessionStore, file: SessionFile): Promise<Blob | null> {
  const data = file.kept === 'database' ? await store.file(file.sha256) : await fromFolder(file.sha256)
  return data?.size === file.bytes ? data : null
}

/** Deletes the kept copy of a file, wherever it is. */
export async function removeKeptFile(store: SessionStore, sha256: string): Promise<void> {
  await store.removeFile(sha256)
  const folder = await filesFolder()
  await folder?.removeEntry(sha256).catch(whenThere)
}

/** A file of the private file system by its name; null when there is none. */
export async function fromFolder(name: string): Promise<Blob | null> {
  const folder = await filesFolder()
  if (!folder) return null
  try {
    return await (await folder.getFileHandle(name)).getFile()
  } catch (cause) {
    whenThere(cause)
    return null
  }
}

/** null: the browser has no such file system, or nothing was ever kept in it. */
async function filesFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(FILES_FOLDER)
  } catch {
    return null
  }
}

/** That something is not there is what was wanted, or an answer; everything else is told. */
function whenThere(cause: unknown): void {
  if (!(cause instanceof DOMException && cause.name === 'NotFoundError')) throw cause
}
