import { beforeEach, describe, expect, it, vi } from 'vitest'
import { packLessons, unpackLessons } from '../analysis/feedback/feedback.ts'
import type { EngineApi, Ranking, Result } from '../workers/engine.api.ts'
import { decide, undoDecision } from './actions/deciding.ts'
import { initialState } from './app-state.ts'
import { setEngine } from './engine.ts'
import { fakeEngine, rankingOf, SCORES } from './fake-engine.test-support.ts'
import { currentLessons, rankBefore, setLearning } from './learning.ts'
import { appStore } from './store.ts'

const get = appStore.getState
const own = rankingOf(SCORES)
const learned: Ranking = {
  ...rankingOf([...SCORES].reverse()),
  learned: { decisions: 1, positives: 1, method: 'paths' },
}
const NOTHING = packLessons(new Map())
const ok = <T>(value: T): Promise<Result<T>> => Promise.resolve({ ok: true, value })

/** Begins anew: no lessons, and a detector's own ranking beside this engine. */
async function begin(answers: Partial<EngineApi> = {}) {
  const learn = vi.fn<EngineApi['learn']>(
    answers.learn ?? ((lessons) => ok(lessons.rows.length > 0 ? learned : own)),
  )
  const learnTop = vi.fn<EngineApi['learnTop']>(answers.learnTop ?? (() => ok(Uint32Array.of(3, 1))))
  const prepareLearning = vi.fn<EngineApi['prepareLearning']>(() => ok(null))
  setEngine(fakeEngine({ learn, learnTop, prepareLearning }))
  appStore.setState({ ranking: { ...own }, cut: 2 })
  await settled()
  return { learn, learnTop, prepareLearning, own: get().learning.own! }
}

/** Lets everything that was answered be taken in. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  setEngine(fakeEngine())
  appStore.setState(initialState)
})

describe('learning from decisions', () => {
  it('gets ready once for a ranking, and lets go of it when it is switched off', async () => {
    const { prepareLearning, learn } = await begin()
    expect(prepareLearning.mock.calls).toEqual([[true]])
    setLearning(false)
    setLearning(true)
    expect(prepareLearning.mock.calls).toEqual([[true], [false], [true]])
    expect(learn).not.toHaveBeenCalled()
  })

  it('asks for the first rows, then for all; the learned ranking takes the place of the own one', async () => {
    const { learn, learnTop, own: before } = await begin()
    decide([4], { label: 'anomaly' })
    expect(get().learning.busy).toBe(true)
    await settled()
    const lessons = currentLessons(get())
    expect(unpackLessons(lessons)).toEqual([{ row: 4, label: 'anomaly' }])
    expect(learnTop).toHaveBeenCalledExactlyOnceWith(lessons, 200)
    expect(learn).toHaveBeenCalledExactlyOnceWith(lessons)
    expect(get().ranking).toBe(learned)
    expect(get().learning).toMatchObject({ own: before, next: null, busy: false, problem: null })
    expect(rankBefore(get(), 1)).toBe(0)
  })

  it('has the first rows before the whole order is there', async () => {
    let answer: (whole: Result<Ranking>) => void = () => undefined
    await begin({ learn: () => new Promise((resolve) => (answer = resolve)) })
    decide([4], { label: 'anomaly' })
    await settled()
    expect(get().learning).toMatchObject({ next: Uint32Array.of(3, 1), busy: true })
    expect(get().ranking?.learned).toBeUndefined()
    answer({ ok: true, value: learned })
    await settled()
    expect(get().ranking).toBe(learned)
    expect(get().learning.next).toBeNull()
  })

  it('drops what an older decision asked for', async () => {
    const answers: ((whole: Result<Ranking>) => void)[] = []
    await begin({ learn: () => new Promise((resolve) => answers.push(resolve)) })
    decide([4], { label: 'anomaly' })
    await settled()
    decide([5], { label: 'anomaly' })
    await settled()
    const newer: Ranking = { ...learned, learned: { decisions: 2, positives: 2, method: 'paths' } }
    answers[1]!({ ok: true, value: newer })
    answers[0]!({ ok: true, value: learned })
    await settled()
    expect(get().ranking).toBe(newer)
  })

  it('brings the detector’s own ranking back with an undo, and when it is switched off', async () => {
    const { learn, own: before } = await begin()
    decide([4], { label: 'false-alarm' })
    await settled()
    undoDecision()
    await settled()
    expect(get().ranking).toBe(before)
    expect(learn).toHaveBeenLastCalledWith(NOTHING)
    decide([4], { label: 'false-alarm' })
    await settled()
    expect(get().ranking).toBe(learned)
    setLearning(false)
    await settled()
    expect(get().ranking).toBe(before)
    expect(currentLessons(get())).toEqual(NOTHING)
    expect(rankBefore(get(), 1)).toBeNull()
  })

  it('learns nothing from unsure, a note or a reason', async () => {
    const { learn, own: before } = await begin()
    decide([4], { label: 'unsure' })
    decide([3], { note: 'ask Maria' })
    await settled()
    expect(learn).not.toHaveBeenCalled()
    expect(get().ranking).toBe(before)
    expect(unpackLessons(currentLessons(get()))).toEqual([{ row: 4, label: 'unsure' }])
  })

  it('learns again on another detector’s ranking', async () => {
    const { learn } = await begin()
    decide([4], { label: 'anomaly' })
    await settled()
    const other = { ...own, detector: 'ecod' }
    appStore.setState({ ranking: other })
    await settled()
    expect(get().learning.own).toBe(other)
    expect(learn).toHaveBeenCalledTimes(2)
    expect(get().ranking).toBe(learned)
  })

  it('holds the number of flagged rows where the choice rests on scores', async () => {
    await begin()
    appStore.setState({ cut: 3, cutChoice: { by: 'tail', risk: 0.001 } })
    decide([4], { label: 'anomaly' })
    await settled()
    expect(get().cutChoice).toEqual({ by: 'rows', rows: 3 })
  })

  it('says why it could not, and keeps the own ranking', async () => {
    const failed = { ok: false, error: { code: 'unexpected', message: 'No memory.', facts: {} } } as const
    const { own: before } = await begin({
      learn: (lessons) => (lessons.rows.length > 0 ? Promise.resolve(failed) : ok(own)),
    })
    decide([4], { label: 'anomaly' })
    await settled()
    expect(get().ranking).toBe(before)
    expect(get().learning).toMatchObject({ problem: 'No memory.', busy: false, next: null })
    // Another decision tries again.
    decide([5], { label: 'anomaly' })
    expect(get().learning.problem).toBeNull()
    await settled()
  })

  it('waits for the next decision where a newer call stopped it', async () => {
    const stopped = { ok: false, error: { code: 'cancelled', message: 'Stopped.', facts: {} } } as const
    const { own: before } = await begin({ learn: () => Promise.resolve(stopped) })
    decide([4], { label: 'anomaly' })
    await settled()
    expect(get().ranking).toBe(before)
    expect(get().learning).toMatchObject({ problem: null, busy: false })
  })
})
