import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionRecord } from '../../storage/session-record.ts'
import { DATASET, fakeEngine, rankingOf, SCORES } from '../fake-engine.test-support.ts'
import { decide } from '../actions/deciding.ts'
import { initialState } from '../app-state.ts'
import { setEngine } from '../engine.ts'
import { appStore } from '../store.ts'
import { setSessions, setStorage } from './access.ts'
import { saveNow, startKeeping } from './keeping.ts'
import { deleteSession, refreshList } from './listing.ts'
import { offerModel, watchModels } from './models.ts'
import { newRecord } from './new-record.ts'
import { memorySessions } from './sessions.test-support.ts'

const INPUT = { kind: 'text', name: 'orders.csv', text: 'a\n1\n' } as const
const SLOW = { ...rankingOf(SCORES), timingsMs: { features: 0, fit: 4000, score: 0, rank: 0 } }

let memory = memorySessions()
let stops: (() => void)[] = []
let offered: { readonly model: Blob; readonly stamp: string }[] = []
let packed = 0

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined })
  memory = memorySessions()
  offered = []
  packed = 0
  setEngine(
    fakeEngine({
      ask: () => Promise.reject(new Error('not asked for')),
      packModel: (stamp) => {
        packed++
        return Promise.resolve({ ok: true, value: new Blob([`model of ${stamp}`]) })
      },
      offerModel: (model, stamp) => {
        offered.push({ model, stamp })
        return Promise.resolve({ ok: true, value: null })
      },
    }),
  )
  setStorage(memory)
  appStore.setState({ ...initialState, input: INPUT, dataset: DATASET })
  const record = newRecord({ input: INPUT, dataset: DATASET, sha256: 'ab'.repeat(32) }, appStore.getState())
  const file = { ...record.file, kept: 'database' as const }
  setSessions({
    current: { record: { ...record, file }, mode: 'saving', entries: 0, problem: null, fileProblem: null },
  })
  stops = [startKeeping(), watchModels()]
})

afterEach(() => {
  for (const stop of stops) stop()
  vi.unstubAllGlobals()
})

const current = () => appStore.getState().sessions.current!
const kept = (): SessionRecord | undefined => memory.records.get(current().record.id)
const rank = (ranking = SLOW) => appStore.setState({ ranking, cut: 2, work: null })
const nameOf = () => `model-${current().record.id}`

describe('the fitted model of a session', () => {
  it('is kept where the fit took its time, once for each run, and offered when the session is opened', async () => {
    rank()
    await vi.waitFor(() => expect(kept()?.model).toMatchObject({ kept: 'database' }))
    const data = memory.files.get(nameOf())!
    expect(kept()?.model?.bytes).toBe(data.size)
    rank({ ...SLOW }) // decisions put the same run into another order
    await saveNow()
    expect(packed).toBe(1)
    await offerModel(kept()!)
    expect(offered).toEqual([{ model: data, stamp: await data.text().then((text) => text.slice(9)) }])
    expect(offered[0]?.stamp).toContain('ab'.repeat(32))
  })

  it('is not kept where the fit is as quick', async () => {
    rank(rankingOf(SCORES))
    await saveNow()
    expect(packed).toBe(0)
    expect(memory.files.size).toBe(0)
  })

  it('gives way when other settings are ranked by, and stays when it was used', async () => {
    rank()
    await vi.waitFor(() => expect(kept()?.model).toBeDefined())
    appStore.setState({ seed: 2, ranking: { ...SLOW, fittedBefore: true } })
    await saveNow()
    expect(kept()?.model).toBeDefined()
    appStore.setState({ seed: 3, ranking: rankingOf(SCORES) })
    await vi.waitFor(() => expect(kept()?.model).toBeUndefined())
    expect(memory.files.size).toBe(0)
  })

  it('waits for the copy of the file, which needs the room first', async () => {
    const { record } = current()
    setSessions({ current: { ...current(), record: { ...record, file: { ...record.file, kept: null } } } })
    rank()
    await saveNow()
    expect(packed).toBe(0)
    setSessions({ current: { ...current(), fileProblem: 'No room.' } })
    await vi.waitFor(() => expect(packed).toBe(1))
  })

  it('is left out without a word where there is no room', async () => {
    memory.refuse((what) => what === 'file')
    rank()
    await vi.waitFor(() => expect(packed).toBe(1))
    await saveNow()
    expect(current().problem).toBeNull()
    expect(current().record.model).toBeUndefined()
  })

  it('is the first thing to go when decisions need the room', async () => {
    rank()
    await vi.waitFor(() => expect(kept()?.model).toBeDefined())
    memory.refuse((what) => what === 'entries' && memory.files.size > 0)
    decide([1], { label: 'anomaly' })
    await vi.waitFor(() => expect(memory.logs.get(current().record.id)).toHaveLength(1))
    await saveNow()
    expect(memory.files.size).toBe(0)
    expect(current()).toMatchObject({ problem: null, entries: 1 })
    expect(current().record.model).toBeUndefined()
  })

  it('that is gone or not whole is not offered', async () => {
    rank()
    await vi.waitFor(() => expect(kept()?.model).toBeDefined())
    memory.files.set(nameOf(), new Blob(['mo']))
    await offerModel(kept()!)
    memory.files.clear()
    await offerModel(kept()!)
    expect(offered).toEqual([])
  })

  it('goes with its session', async () => {
    rank()
    await vi.waitFor(() => expect(kept()?.model).toBeDefined())
    await refreshList()
    await deleteSession(current().record.id)
    expect(memory.files.size).toBe(0)
    expect(memory.records.size).toBe(0)
  })
})
