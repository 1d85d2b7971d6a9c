import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DATASET, fakeEngine, rankingOf, SCORES } from '../fake-engine.test-support.ts'
import { decide, undoDecision } from '../actions/deciding.ts'
import { initialState } from '../app-state.ts'
import { setEngine } from '../engine.ts'
import { appStore } from '../store.ts'
import { setSessions, setStorage } from './access.ts'
import { saveNow, startKeeping } from './keeping.ts'
import { newRecord } from './new-record.ts'
import { memorySessions } from './sessions.test-support.ts'
import { followLines, linesOfLog } from './renumber.ts'

const INPUT = { kind: 'text', name: 'orders.csv', text: 'a\n1\n' } as const

const memory = memorySessions()
let stop: () => void = () => undefined

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined })
  setEngine(
    fakeEngine({
      // Rows stand on the lines from 2; after a reading without a header, from 1.
      ask: ((kind: string, request: { rows?: number[]; lines?: number[]; columns?: number[] }) =>
        Promise.resolve({
          ok: true,
          value:
            kind === 'rowsByLine'
              ? Int32Array.from(request.lines ?? [], (line) => line - 1)
              : {
                  lines: Uint32Array.from(request.rows ?? [], (row) => row + 2),
                  keys: request.columns?.map(() => request.rows?.map((row) => `T-${row}`)),
                },
        })) as never,
    }),
  )
  setStorage({
    store: memory.store,
    client: { hash: () => Promise.reject(new Error()), keep: () => Promise.reject(new Error()) },
  })
  appStore.setState({ ...initialState, input: INPUT, dataset: DATASET, ranking: rankingOf(SCORES), cut: 2 })
  const record = newRecord({ input: INPUT, dataset: DATASET, sha256: 'ab'.repeat(32) }, appStore.getState())
  setSessions({ current: { record, mode: 'saving', entries: 0, problem: null, fileProblem: null } })
  stop = startKeeping()
})

afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

const current = () => appStore.getState().sessions.current!
const kept = () => memory.logs.get(current().record.id)?.map(({ action }) => action.kind) ?? []

describe('saving as the user goes on', () => {
  it('writes each decision at once, without waiting for anything', async () => {
    decide([1], { label: 'anomaly' })
    decide([3], { label: 'unsure' })
    undoDecision()
    await vi.waitFor(() => expect(kept()).toEqual(['decide', 'decide', 'undo']))
    expect(current().entries).toBe(3)
  })

  it('saves settings and view when the page is left, with what rows are found again by', async () => {
    decide([1], { label: 'anomaly' })
    appStore.setState({ screen: 'explore', seed: 9 })
    await saveNow()
    const record = () => memory.records.get(current().record.id)
    await vi.waitFor(() => expect(record()?.anchors.rows).toEqual([1]))
    expect(record()).toMatchObject({
      settings: { seed: 9 },
      view: { screen: 'explore' },
      progress: { decided: 1, flagged: 2, decidedFlagged: 1 },
      anchors: { rows: [1], lines: [3] },
    })
  })

  it('says when there is no room, goes on, and writes everything with the next change', async () => {
    memory.refuse(() => true)
    decide([1], { label: 'anomaly' })
    await vi.waitFor(() => expect(current().problem).toContain('no room'))
    expect(appStore.getState().review.decided.decisions.size).toBe(1)
    memory.refuse(() => false)
    decide([2], { label: 'unsure' })
    await saveNow()
    expect(kept()).toEqual(['decide', 'decide'])
    expect(current().problem).toBeNull()
  })

  it('saves the last changes of a file that gives way to another one', async () => {
    const { id } = current().record
    appStore.setState({ seed: 11 })
    appStore.setState({ ...initialState })
    await vi.waitFor(() => expect(memory.records.get(id)?.settings.seed).toBe(11))
  })

  it('keeps its hands off what it may only look at', async () => {
    setSessions({ current: { ...current(), mode: 'read-only' } })
    decide([1], { label: 'anomaly' })
    await saveNow()
    expect(kept()).toEqual([])
    expect(appStore.getState().review.log).toEqual([])
    expect(appStore.getState().notice).toContain('read-only')
  })

  it('lets decisions follow their lines when the file is read in another way', async () => {
    decide([1], { label: 'anomaly' })
    decide([3], { label: 'unsure' })
    const lines = await linesOfLog()
    expect(lines).toEqual({ rows: [1, 3], lines: [3, 5], unplaced: [] })
    expect(await followLines(lines!)).toBe(true)
    expect([...appStore.getState().review.decided.decisions.keys()]).toEqual([2, 4])
    expect(appStore.getState().review.log.at(-1)?.action).toEqual({
      kind: 'renumber',
      lines: [3, 5],
      from: [1, 3],
      to: [2, 4],
    })
  })
})
