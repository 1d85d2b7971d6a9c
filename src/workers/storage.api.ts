import type { Result } from './engine.api.ts'

/** What the storage worker does: the work on whole files that must not hold up the page or the engine. */
export interface StorageWorkerApi {
  /** SHA-256 of the bytes, in hex. Only a piece of a large file is in memory at a time. */
  hash(data: Blob): Promise<Result<string>>
  /**
   * Keeps a copy of the bytes in the browser's private file system. A copy of the same name and size is left as it is.
   * @returns whether there is one now; false: the browser has no such file system
   */
  keep(data: Blob, name: string): Promise<Result<boolean>>
}

/** Folder of the origin's private file system that holds the copies, one file each, named by SHA-256; models by session. */
export const FILES_FOLDER = 'flagstone-files'
