import type { LogEntry } from '../../analysis/decisions/decision-log.ts'
import type { SessionRecord } from '../../storage/session-record.ts'
import type { SessionStore } from '../../storage/session-store.ts'
import type { Result } from '../../workers/engine.api.ts'
import type { StorageClient } from '../../workers/storage.client.ts'

/** Sessions in memory, without a private file system; `refuse` says which writes fail, as on a full disk. */
export function memorySessions() {
  const records = new Map<string, SessionRecord>()
  const logs = new Map<string, LogEntry[]>()
  const files = new Map<string, Blob>()
  let refuses: (what: 'record' | 'entries' | 'file') => boolean = () => false
  const write = (what: 'record' | 'entries' | 'file', change: () => void) =>
    refuses(what)
      ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
      : new Promise<void>((resolve) => {
          change()
          resolve()
        })
  const store: SessionStore = {
    records: () => Promise.resolve([...records.values()]),
    putRecord: (record) => write('record', () => void records.set(record.id, record)),
    addEntries: (id, entries) =>
      write('entries', () => {
        const log = logs.get(id) ?? []
        for (const entry of entries) log[entry.seq] = entry
        logs.set(id, log)
      }),
    entries: (id) => Promise.resolve(logs.get(id) ?? []),
    remove(id) {
      records.delete(id)
      logs.delete(id)
      return Promise.resolve()
    },
    putFile: (name, data) => write('file', () => void files.set(name, data)),
    file: (name) => Promise.resolve(files.get(name) ?? null),
    removeFile(name) {
      files.delete(name)
      return Promise.resolve()
    },
  }
  const ok = <T>(value: T): Promise<Result<T>> => Promise.resolve({ ok: true, value })
  const client: StorageClient = { hash: () => ok('ab'.repeat(32)), keep: () => ok(false) }
  return {
    store,
    client,
    records,
    logs,
    files,
    refuse(when: typeof refuses): void {
      refuses = when
    },
  }
}
