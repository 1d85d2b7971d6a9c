import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { LogEntry } from '../analysis/decisions/decision-log.ts'
import { stored, unstored, type StoredRecord } from './packed-anchors.ts'
import type { SessionStore } from './session-store.ts'

interface Schema extends DBSchema {
  records: { key: string; value: StoredRecord }
  /** By session and number. */
  entries: { key: [id: string, seq: number]; value: LogEntry }
  /** By SHA-256; models by the name of their session. */
  files: { key: string; value: Blob }
}

const NAME = 'flagstone'
const VERSION = 1

/** Sessions in the browser's database. @throws where the browser refuses one, e.g. in a private window */
export async function openSessionStore(): Promise<SessionStore> {
  return storeIn(
    await openDB<Schema>(NAME, VERSION, {
      upgrade(db) {
        db.createObjectStore('records', { keyPath: 'id' })
        db.createObjectStore('entries')
        db.createObjectStore('files')
      },
      // Another tab has a newer page: it may change the database.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
      },
    }),
  )
}

function storeIn(db: IDBPDatabase<Schema>): SessionStore {
  return {
    records: async () => (await db.getAll('records')).map(unstored),
    async putRecord(record) {
      await db.put('records', stored(record))
    },
    async addEntries(id, entries) {
      const change = db.transaction('entries', 'readwrite', { durability: 'strict' })
      await Promise.all([...entries.map((entry) => change.store.put(entry, [id, entry.seq])), change.done])
    },
    entries: (id) => db.getAll('entries', entriesOf(id)),
    async remove(id) {
      const change = db.transaction(['records', 'entries'], 'readwrite')
      await Promise.all([
        change.objectStore('records').delete(id),
        change.objectStore('entries').delete(entriesOf(id)),
        change.done,
      ])
    },
    async putFile(sha256, data) {
      await db.put('files', data, sha256)
    },
    file: async (sha256) => (await db.get('files', sha256)) ?? null,
    removeFile: (sha256) => db.delete('files', sha256),
  }
}

function entriesOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])
}
