import { beforeEach, describe, expect, it } from 'vitest'
import type { DatasetSummary, OpenInput, Progress } from '../../workers/engine.api.ts'
import { initialState } from '../app-state.ts'
import { DATASET } from '../fake-engine.test-support.ts'
import { appStore } from '../store.ts'
import { INPUT, lastOf, later, settle, state, use } from './actions.test-support.ts'
import { setCut } from './cut.ts'
import { setDetector, setFeatures, setParams } from './detecting.ts'
import { answerWaiting, closeFile, openAgain, openAsSample, openInput } from './opening.ts'
import { cancelWork } from './work.ts'

beforeEach(() => {
  appStore.setState(initialState, true)
})

describe('opening', () => {
  it('goes from a file to a ranking with the proposed cut and the top row selected', async () => {
    const engine = use()
    await openInput(INPUT)
    expect(state()).toMatchObject({
      dataset: DATASET,
      cut: 2,
      cutIsDefault: true,
      selectedRow: 1,
      work: null,
    })
    expect(engine.calls.map(({ name }) => name)).toEqual(['open', 'detect'])
    expect(engine.calls[1]?.args[0]).toEqual({ detector: 'auto', params: {}, seed: 1 })
  })

  it('shows progress of the call that runs, and of no other', async () => {
    const tells: ((progress: Progress) => void)[] = []
    const answer = later<DatasetSummary>()
    use({ open: (_input, _options, tell) => (tells.push(tell), answer.promise) })
    const opening = openInput(INPUT)
    await settle()
    const progress = { label: 'Reading', done: 5, total: 10, unit: 'bytes' } as const
    tells[0]?.(progress)
    expect(state().work).toEqual({ kind: 'reading', title: 'Reading orders.csv', progress })
    await cancelWork()
    tells[0]?.(progress)
    expect(state().work).toBeNull()
    answer.give(DATASET)
    await opening
    expect(state().dataset).toBeNull()
  })

  it('asks before a second file interrupts the first', async () => {
    const first = later<DatasetSummary>()
    const engine = use({
      open: (input) => (input === INPUT ? first.promise : Promise.resolve({ ok: true, value: DATASET })),
    })
    void openInput(INPUT)
    await settle()
    const second: OpenInput = { ...INPUT, name: 'second.csv' }
    await openInput(second)
    expect(state().waitingInput).toBe(second)
    expect(engine.calls.filter(({ name }) => name === 'open')).toHaveLength(1)

    await answerWaiting(true)
    expect(engine.calls.map(({ name }) => name)).toEqual(['open', 'cancel', 'open', 'detect'])
    expect(state()).toMatchObject({ input: second, waitingInput: null, cut: 2 })
    first.give({ ...DATASET, name: 'too late' })
    await settle()
    expect(state().dataset).toBe(DATASET)
  })

  it('keeps the first file when the user says so', async () => {
    const first = later<DatasetSummary>()
    use({ open: () => first.promise })
    const opening = openInput(INPUT)
    await settle()
    await openInput({ ...INPUT, name: 'second.csv' })
    await answerWaiting(false)
    first.give(DATASET)
    await opening
    expect(state()).toMatchObject({ input: INPUT, waitingInput: null, dataset: DATASET })
  })

  it('makes errors and rejections an error on the page', async () => {
    const error = { code: 'empty', message: 'orders.csv is empty.', facts: {} }
    use({ open: () => Promise.resolve({ ok: false, error }) })
    await openInput(INPUT)
    expect(state()).toMatchObject({ error, dataset: null, work: null })

    use({ open: () => Promise.reject(new Error('gone')) })
    await openInput(INPUT)
    expect(state().error?.message).toContain('gone')
    expect(state().work).toBeNull()
  })

  it('says that the earlier file was closed when the next one cannot be read', async () => {
    const error = { code: 'empty', message: 'second.csv is empty.', facts: {} }
    use()
    await openInput(INPUT)
    use({ open: () => Promise.resolve({ ok: false, error }) })
    await openInput({ ...INPUT, name: 'second.csv' })
    expect(state().error?.message).toMatch(/^second\.csv is empty\. orders\.csv was closed/)
  })

  it('goes back to the detector that worked when another cannot be used, and keeps the reason', async () => {
    const error = { code: 'too-many-rows', message: 'Too many rows.', facts: {} }
    use()
    await openInput(INPUT)
    await setParams({ trees: 50 }, 7)
    const ranking = state().ranking!
    use({
      detect: ({ detector }) =>
        Promise.resolve(detector === 'slow' ? { ok: false, error } : { ok: true, value: ranking }),
    })
    await setDetector('slow')
    expect(state()).toMatchObject({ detector: 'auto', params: { trees: 50 }, seed: 7, ranking, error })
  })

  it('reads a sample of what was too large', async () => {
    const engine = use()
    await openInput(INPUT)
    await openAsSample(500)
    const [input, options] = engine.calls[2]?.args ?? []
    expect(input).toBe(INPUT)
    expect(options).toMatchObject({ sampleRows: 500 })
  })

  it('forgets everything on close', async () => {
    const engine = use()
    await openInput(INPUT)
    await closeFile()
    expect(state()).toEqual(initialState)
    expect(lastOf(engine.calls).name).toBe('close')
  })

  it('opens again with everything that was set', async () => {
    const engine = use()
    await openInput(INPUT)
    await setFeatures(['fee'])
    await setParams({ trees: 10 }, 9)
    setCut(3)
    await settle()
    await openAgain()
    expect(state().cut).toBe(3)
    expect(lastOf(engine.calls).args[0]).toEqual({
      detector: 'auto',
      params: { trees: 10 },
      seed: 9,
      features: ['fee'],
    })
  })
})
