import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readSessionFile } from '../../storage/session-file.ts'
import { DATASET, fakeEngine, rankingOf, SCORES } from '../fake-engine.test-support.ts'
import { decide } from '../actions/deciding.ts'
import { initialState } from '../app-state.ts'
import { setEngine } from '../engine.ts'
import { settingsSchema } from '../settings-file.ts'
import { appStore } from '../store.ts'
import { setSessions, setStorage } from './access.ts'
import { saveNow, startKeeping } from './keeping.ts'
import { deleteSession, refreshList, renameSession } from './listing.ts'
import { newRecord } from './new-record.ts'
import { resumeCopy, resumeSession } from './resume.ts'
import { exportOpenSession, importSession } from './session-files.ts'
import { memorySessions } from './sessions.test-support.ts'

const saved = vi.hoisted(() => [] as { readonly blob: Blob; readonly fileName: string }[])
vi.mock('../download.ts', () => ({
  saveBlob: (blob: Blob, fileName: string) => void saved.push({ blob, fileName }),
}))

const INPUT = { kind: 'text', name: 'orders.csv', text: 'a\n1\n' } as const
const MODEL = { bytes: 5, kept: 'database' } as const
const lines = { lines: Uint32Array.of(3), keys: [['T-1'], ['T-1'], ['T-1']] }

let memory = memorySessions()
let stop: () => void = () => undefined

beforeEach(async () => {
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined })
  vi.stubGlobal('navigator', {})
  saved.length = 0
  memory = memorySessions()
  setEngine(
    fakeEngine({
      ask: ((kind: string) =>
        Promise.resolve({ ok: true, value: kind === 'rowAnchors' ? lines : Int32Array.of(1) })) as never,
    }),
  )
  setStorage(memory)
  const ranking = rankingOf(SCORES)
  const review = { ...initialState.review, fileHash: 'ab'.repeat(32) }
  appStore.setState({ ...initialState, input: INPUT, dataset: DATASET, ranking, cut: 2, review })
  const record = {
    ...newRecord({ input: INPUT, dataset: DATASET, sha256: 'ab'.repeat(32) }, appStore.getState()),
    model: MODEL,
  }
  const file = { ...record.file, kept: 'database' as const }
  setSessions({
    list: [],
    current: { record: { ...record, file }, mode: 'saving', entries: 0, problem: null, fileProblem: null },
  })
  memory.files.set('ab'.repeat(32), new Blob([INPUT.text]))
  memory.files.set(`model-${record.id}`, new Blob(['model']))
  stop = startKeeping()
  decide([1], { label: 'anomaly' })
  appStore.setState({ seed: 9 })
  await saveNow()
  await refreshList()
})

afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

const sessions = () => appStore.getState().sessions
const id = () => sessions().current!.record.id

describe('the list of sessions', () => {
  it('forgets a session with its log, its file and its model, whatever was still to be saved', async () => {
    const gone = id()
    appStore.setState({ seed: 10 })
    await deleteSession(gone)
    await saveNow()
    expect([...memory.records, ...memory.logs, ...memory.files]).toEqual([])
    expect(sessions()).toMatchObject({ current: null, list: [], problem: null })
    expect(appStore.getState().review.decided.decisions.size).toBe(1)
  })

  it('leaves the copy of a file that another session is on', async () => {
    const first = id()
    await resumeCopy(sessions().current!.record)
    const copy = sessions().current!.record
    expect(copy).toMatchObject({ name: 'orders.csv (copy)' })
    expect(copy.model).toBeUndefined()
    await deleteSession(first)
    expect([...memory.files.keys()]).toEqual(['ab'.repeat(32)])
    expect(memory.logs.get(copy.id)).toHaveLength(1)
  })

  it('keeps a new name, and not an empty one', async () => {
    await renameSession(id(), '  March  ')
    await renameSession(id(), '   ')
    expect(sessions().list?.[0]?.name).toBe('March')
    expect(sessions().current?.record.name).toBe('March')
  })

  it('does not show what it cannot read, and leaves it alone', async () => {
    const other = { ...sessions().current!.record, id: 'from-a-later-version', version: 2 as never }
    await memory.store.putRecord(other)
    await refreshList()
    expect(sessions().list).toHaveLength(1)
    expect(memory.records.has(other.id)).toBe(true)
  })

  it('says so where nothing can be read', async () => {
    setStorage({
      ...memory,
      store: { ...memory.store, records: () => Promise.reject(new DOMException('no', 'SecurityError')) },
    })
    await refreshList()
    expect(sessions().problem).toContain('keeps nothing')
  })
})

describe('a session as a file', () => {
  it('goes out without its model and comes back as a session of its own', async () => {
    const before = id()
    await exportOpenSession(true)
    const [{ blob, fileName } = { blob: new Blob(), fileName: '' }] = saved
    expect(fileName).toBe('orders.flagstone')
    const read = await readSessionFile(blob, settingsSchema)
    expect(read).toMatchObject({ ok: true, session: { record: { settings: { seed: 9 } } } })
    expect(read.ok && read.session.record.model).toBeFalsy()
    await importSession(new File([blob], fileName))
    expect(id()).not.toBe(before)
    expect(memory.records.size).toBe(2)
    expect(appStore.getState().review.decided.decisions.get(1)?.label).toBe('anomaly')
    expect(appStore.getState().seed).toBe(9)
  })

  it('whose data are others changes nothing', async () => {
    await exportOpenSession(true)
    setStorage({
      ...memory,
      client: { ...memory.client, hash: () => Promise.resolve({ ok: true, value: 'cd'.repeat(32) }) },
    })
    await importSession(new File([saved[0]!.blob], 'orders.flagstone'))
    expect(appStore.getState().error?.message).toContain('their SHA-256 differs')
    expect(memory.records.size).toBe(1)
  })
})

describe('a session that is opened', () => {
  it('comes back with its decisions and settings', async () => {
    const { record } = sessions().current!
    appStore.setState({ ...initialState, sessions: { ...sessions(), current: null } })
    await resumeSession(record)
    expect(appStore.getState()).toMatchObject({ seed: 9, input: { kind: 'text', text: INPUT.text } })
    expect(appStore.getState().review.decided.decisions.get(1)?.label).toBe('anomaly')
    expect(sessions().current).toMatchObject({ mode: 'saving', entries: 1 })
  })

  it('asks for its file where there is no copy, or not the whole of it', async () => {
    const { record } = sessions().current!
    memory.files.set('ab'.repeat(32), new Blob(['a']))
    appStore.setState({ ...initialState, sessions: { ...sessions(), current: null } })
    await resumeSession(record)
    expect(sessions()).toMatchObject({ current: null, wanted: { id: record.id } })
  })

  it('whose log was changed is not opened', async () => {
    const { record } = sessions().current!
    const [entry] = memory.logs.get(record.id)!
    memory.logs.set(record.id, [{ ...entry!, reviewer: 'somebody else' }])
    appStore.setState({ ...initialState, sessions: { ...sessions(), current: null } })
    await resumeSession(record)
    expect(appStore.getState().error?.message).toContain('chain of the decision log is broken')
    expect(sessions().current).toBeNull()
  })
})
