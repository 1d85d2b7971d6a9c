import type { LogEntry } from '../analysis/decisions/decision-log.ts'
import type { SessionRecord } from './session-record.ts'

/** Where sessions are kept. An interface, so that tests need no browser. Every method may reject. */
export interface SessionStore {
  /** All records, unchecked: they may come from another version of the page. */
  records(): Promise<readonly unknown[]>
  putRecord(record: SessionRecord): Promise<void>
  /** Adds entries; one that is there with the same number is replaced. Resolves when they are safe. */
  addEntries(id: string, entries: readonly LogEntry[]): Promise<void>
  /** The log in order, unchecked. */
  entries(id: string): Promise<readonly unknown[]>
  /** Forgets a session with its log. */
  remove(id: string): Promise<void>
  /** Bytes by name: a file's by its SHA-256, a model's by its session. */
  putFile(sha256: string, data: Blob): Promise<void>
  file(sha256: string): Promise<Blob | null>
  removeFile(sha256: string): Promise<void>
}
