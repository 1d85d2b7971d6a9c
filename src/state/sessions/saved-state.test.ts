import { describe, expect, it } from 'vitest'
import { initialState } from '../app-state.ts'
import { DATASET } from '../fake-engine.test-support.ts'
import type { OpenSession, SessionsState } from '../sessions-state.ts'
import { newRecord } from './new-record.ts'
import { savedState } from './saved-state.ts'

const INPUT = { kind: 'text', name: 'orders.csv', text: 'a\n1\n' } as const
const RECORD = newRecord({ input: INPUT, dataset: DATASET, sha256: 'ab'.repeat(32) }, initialState)

const KEPT: OpenSession = {
  record: { ...RECORD, file: { ...RECORD.file, kept: 'files' } },
  mode: 'saving',
  entries: 0,
  problem: null,
  fileProblem: null,
}

const of = (current: OpenSession | null, sessions: Partial<SessionsState> = {}) =>
  savedState({ review: initialState.review, sessions: { ...initialState.sessions, current, ...sessions } })

describe('what a reload would bring back', () => {
  it.each([
    ['everything', 'saved', of(KEPT)],
    ['everything, once the session has begun', 'saving', of(null)],
    ['everything, once the file is copied', 'saving', of({ ...KEPT, record: RECORD })],
    ['all but the file', 'without-file', of({ ...KEPT, record: RECORD, fileProblem: 'No room.' })],
    ['nothing after a write that failed', 'not-saved', of({ ...KEPT, problem: 'No room.' })],
    ['nothing of what is only looked at', 'not-saved', of({ ...KEPT, mode: 'read-only' })],
    ['nothing where another tab has the session', 'not-saved', of({ ...KEPT, mode: 'taken-over' })],
    ['nothing where nothing is to be kept', 'not-saved', of(KEPT, { keep: false })],
    ['nothing in a private window', 'not-saved', of(null, { problem: 'This window keeps nothing.' })],
  ])('%s', (_, wanted, found) => expect(found).toBe(wanted))
})
