import type { SessionRecord } from '../storage/session-record.ts'
import type { Shared } from '../storage/share-link.ts'

export type { SessionProgress, SessionRecord } from '../storage/session-record.ts'

/** How the open session is kept: saved as the user goes on, only looked at, or taken over by another tab. */
export type SessionMode = 'saving' | 'read-only' | 'taken-over'

/** The session of the open file. */
export interface OpenSession {
  /** As it was last saved. */
  readonly record: SessionRecord
  readonly mode: SessionMode
  /** Entries of the log that are safe. */
  readonly entries: number
  /** Why the last attempt to save failed, as a sentence; null: it did not. */
  readonly problem: string | null
  /** Why there is no copy of the file, as a sentence; null: there is one, or it is being made. */
  readonly fileProblem: string | null
}

/** Something that was done before and could be gone on with. */
export type SessionOffer =
  /** The very same file. */
  | { readonly kind: 'same-file'; readonly record: SessionRecord }
  /** Another version of the file: rows are matched by a key column. */
  | {
      readonly kind: 'other-version'
      readonly record: SessionRecord
      readonly key: string
      readonly matched: number
      readonly of: number
    }

export type SessionDialog = 'list' | 'save' | 'share' | 'unmatched'

export interface SessionsState {
  /** Whether sessions are kept on this machine. */
  readonly keep: boolean
  /** What is kept, the latest first; null while it is being read. */
  readonly list: readonly SessionRecord[] | null
  readonly current: OpenSession | null
  readonly offer: SessionOffer | null
  /** A session that was to be opened and is open in another tab. */
  readonly conflict: SessionRecord | null
  /** A session that waits for its file to be given again. */
  readonly wanted: SessionRecord | null
  /** What a link brought, until a file is opened. */
  readonly shared: Shared | null
  readonly dialog: SessionDialog | null
  /** Why nothing can be kept at all, as a sentence. */
  readonly problem: string | null
}

export const noSessions: SessionsState = {
  keep: true,
  list: null,
  current: null,
  offer: null,
  conflict: null,
  wanted: null,
  shared: null,
  dialog: null,
  problem: null,
}

/** What of it goes on with another file, or with none. */
export function keptSessions(sessions: SessionsState): SessionsState {
  return { ...sessions, current: null, offer: null, conflict: null, dialog: null }
}

/** Whether the start page has anything to say of earlier work. */
export function hasEarlier({ list, wanted, shared }: SessionsState): boolean {
  return (list !== null && list.length > 0) || wanted !== null || shared !== null
}

/** Whether the page has to say something about the open session. */
export function hasBanner({ offer, current }: SessionsState): boolean {
  return offer !== null || (current !== null && current.mode !== 'saving')
}
