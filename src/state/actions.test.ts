import { beforeEach, describe, expect, it, vi } from 'vitest'
import type {
  DatasetSummary,
  EngineApi,
  OpenInput,
  OpenOptions,
  Progress,
  Ranking,
  Result,
} from '../workers/engine.api.ts'
import * as actions from './actions.ts'
import { initialState } from './app-state.ts'
import { saveBlob } from './download.ts'
import { setEngine } from './engine.ts'
import { DATASET, fakeEngine, rankingOf, SCORES } from './fake-engine.test-support.ts'
import { appStore, subscribeCut } from './store.ts'

vi.mock('./download.ts', () => ({ saveBlob: vi.fn() }))

const INPUT: OpenInput = { kind: 'text', name: 'orders.csv', text: 'a,b\n1,2\n' }
const state = appStore.getState
/** Time for what waits for the next frame (a microtask here) and for answers. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

function use(replace: Partial<EngineApi> = {}) {
  const engine = fakeEngine(replace)
  setEngine(engine)
  return engine
}

function lastOf<T>(list: readonly T[]): T {
  expect(list).not.toHaveLength(0)
  return list[list.length - 1]!
}

/** An answer that is given later. */
function later<T>() {
  let give: (value: Result<T>) => void = () => undefined
  const promise = new Promise<Result<T>>((resolve) => (give = resolve))
  return { promise, give: (value: T) => give({ ok: true, value }) }
}

beforeEach(() => {
  appStore.setState(initialState, true)
  vi.mocked(saveBlob).mockClear()
})

describe('opening', () => {
  it('goes from a file to a ranking with the proposed cut and the top row selected', async () => {
    const engine = use()
    await actions.openInput(INPUT)
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
    const opening = actions.openInput(INPUT)
    await settle()
    const progress = { label: 'Reading', done: 5, total: 10, unit: 'bytes' } as const
    tells[0]?.(progress)
    expect(state().work).toEqual({ kind: 'reading', title: 'Reading orders.csv', progress })
    await actions.cancelWork()
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
    void actions.openInput(INPUT)
    await settle()
    const second: OpenInput = { ...INPUT, name: 'second.csv' }
    await actions.openInput(second)
    expect(state().waitingInput).toBe(second)
    expect(engine.calls.filter(({ name }) => name === 'open')).toHaveLength(1)

    await actions.answerWaiting(true)
    expect(engine.calls.map(({ name }) => name)).toEqual(['open', 'cancel', 'open', 'detect'])
    expect(state()).toMatchObject({ input: second, waitingInput: null, cut: 2 })
    first.give({ ...DATASET, name: 'too late' })
    await settle()
    expect(state().dataset).toBe(DATASET)
  })

  it('keeps the first file when the user says so', async () => {
    const first = later<DatasetSummary>()
    use({ open: () => first.promise })
    const opening = actions.openInput(INPUT)
    await settle()
    await actions.openInput({ ...INPUT, name: 'second.csv' })
    await actions.answerWaiting(false)
    first.give(DATASET)
    await opening
    expect(state()).toMatchObject({ input: INPUT, waitingInput: null, dataset: DATASET })
  })

  it('makes errors and rejections an error on the page', async () => {
    const error = { code: 'empty', message: 'orders.csv is empty.', facts: {} }
    use({ open: () => Promise.resolve({ ok: false, error }) })
    await actions.openInput(INPUT)
    expect(state()).toMatchObject({ error, dataset: null, work: null })

    use({ open: () => Promise.reject(new Error('gone')) })
    await actions.openInput(INPUT)
    expect(state().error?.message).toContain('gone')
    expect(state().work).toBeNull()
  })

  it('says that the earlier file was closed when the next one cannot be read', async () => {
    const error = { code: 'empty', message: 'second.csv is empty.', facts: {} }
    use()
    await actions.openInput(INPUT)
    use({ open: () => Promise.resolve({ ok: false, error }) })
    await actions.openInput({ ...INPUT, name: 'second.csv' })
    expect(state().error?.message).toMatch(/^second\.csv is empty\. orders\.csv was closed/)
  })

  it('goes back to the detector that worked when another cannot be used, and keeps the reason', async () => {
    const error = { code: 'too-many-rows', message: 'Too many rows.', facts: {} }
    use()
    await actions.openInput(INPUT)
    await actions.setParams({ trees: 50 }, 7)
    const ranking = state().ranking!
    use({
      detect: ({ detector }) =>
        Promise.resolve(detector === 'slow' ? { ok: false, error } : { ok: true, value: ranking }),
    })
    await actions.setDetector('slow')
    expect(state()).toMatchObject({ detector: 'auto', params: { trees: 50 }, seed: 7, ranking, error })
  })

  it('reads a sample of what was too large', async () => {
    const engine = use()
    await actions.openInput(INPUT)
    await actions.openAsSample(500)
    const [input, options] = engine.calls[2]?.args ?? []
    expect(input).toBe(INPUT)
    expect(options).toMatchObject({ sampleRows: 500 })
  })

  it('forgets everything on close', async () => {
    const engine = use()
    await actions.openInput(INPUT)
    await actions.closeFile()
    expect(state()).toEqual(initialState)
    expect(lastOf(engine.calls).name).toBe('close')
  })

  it('opens again with everything that was set', async () => {
    const engine = use()
    await actions.openInput(INPUT)
    await actions.setFeatures(['fee'])
    await actions.setParams({ trees: 10 }, 9)
    actions.setCut(3)
    await settle()
    await actions.openAgain()
    expect(state().cut).toBe(3)
    expect(lastOf(engine.calls).args[0]).toEqual({
      detector: 'auto',
      params: { trees: 10 },
      seed: 9,
      features: ['fee'],
    })
  })
})

describe('the cut', () => {
  it('moves once per frame, without the engine, and tells its listeners from and to', async () => {
    const engine = use()
    await actions.openInput(INPUT)
    const asked = engine.calls.length
    const told = vi.fn()
    const stop = subscribeCut(told)
    actions.setCut(1)
    actions.setCut(5)
    actions.setCut(4)
    expect(state().cut).toBe(2)
    expect(actions.upcomingCut()).toBe(4)
    await settle()
    expect(told.mock.calls).toEqual([[4, 2]])
    expect(state()).toMatchObject({ cut: 4, cutIsDefault: false, cutChoice: { by: 'rows', rows: 4 } })
    expect(engine.calls).toHaveLength(asked)
    stop()
    actions.setCut(0)
    await settle()
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('can be said as score, share or rows, within what there is', async () => {
    use()
    await actions.openInput(INPUT)
    const after = async (act: () => void) => {
      act()
      await settle()
      return state().cut
    }
    expect(await after(() => actions.setCutByScore(0.6))).toBe(4)
    expect(await after(() => actions.setCutByScore(NaN))).toBe(4)
    expect(await after(() => actions.setCutByShare(0.5))).toBe(3)
    expect(await after(() => actions.setCutByShare(7))).toBe(6)
    expect(await after(() => actions.setCut(-3))).toBe(0)
    expect(await after(() => actions.setCut(99))).toBe(6)
    expect(await after(actions.resetCut)).toBe(2)
    expect(state().cutIsDefault).toBe(true)
  })

  it('is not told across rankings: a view of the new one counts afresh', async () => {
    use()
    await actions.openInput(INPUT)
    const told = vi.fn()
    const stop = subscribeCut(told)
    await actions.setParams({ trees: 3 })
    stop()
    expect(told).not.toHaveBeenCalled()
  })

  it('holds for the next run; a score does not hold for another detector', async () => {
    use()
    await actions.openInput(INPUT)
    actions.setCut(4)
    await settle()
    await actions.setFeatures(['fee'])
    expect(state()).toMatchObject({ cut: 4, cutIsDefault: false })
    actions.setCutByScore(0.45)
    await settle()
    await actions.setDetector('mean-sd')
    expect(state()).toMatchObject({ cut: 2, cutIsDefault: true })
  })
})

describe('running again', () => {
  it('stops the run before it, and drops its answer', async () => {
    const first = later<Ranking>()
    const second = later<Ranking>()
    const answers = [first, second]
    const engine = use({ detect: () => answers.shift()!.promise })
    void actions.openInput(INPUT)
    await settle()
    const again = actions.setFeatures(['fee'])
    await settle()
    expect(engine.calls.map(({ name }) => name)).toEqual(['open', 'detect', 'cancel', 'detect'])
    first.give(rankingOf([9, 9, 9, 9, 9, 9]))
    await settle()
    expect(state().ranking).toBeNull()
    const wanted = rankingOf(SCORES)
    second.give(wanted)
    await again
    expect(state().ranking).toBe(wanted)
  })

  it('keeps the file open when the run is cancelled', async () => {
    const engine = use({ detect: () => new Promise(() => undefined) })
    void actions.openInput(INPUT)
    await settle()
    expect(state().work?.kind).toBe('detecting')
    await actions.cancelWork()
    expect(state()).toMatchObject({ work: null, dataset: DATASET, ranking: null, error: null })
    expect(lastOf(engine.calls).name).toBe('cancel')
  })

  it('reads again when a column changes, and merges choices of one column', async () => {
    const engine = use()
    await actions.openInput(INPUT)
    await actions.setColumn('fee', { type: 'text' })
    await actions.setColumn('fee', { role: 'id' })
    const last = lastOf(engine.calls.filter(({ name }) => name === 'reopen'))
    expect(last.args[0]).toMatchObject({ columns: { fee: { type: 'text', role: 'id' } } })
    expect(lastOf(engine.calls).name).toBe('detect')
  })

  it('reads a column in a chosen format, of one type only, until it is inferred again', async () => {
    const engine = use()
    await actions.openInput(INPUT)
    const columns = () =>
      (lastOf(engine.calls.filter(({ name }) => name === 'reopen')).args[0] as OpenOptions).columns
    await actions.setColumn('paid', { type: 'datetime', format: 'month-first' })
    await actions.setColumn('paid', { role: 'time' })
    expect(columns()).toEqual({ paid: { type: 'datetime', format: 'month-first', role: 'time' } })
    await actions.setColumn('paid', { type: 'number' })
    expect(columns()).toEqual({ paid: { type: 'number', role: 'time' } })
    await actions.setColumn('fee', { role: 'id' })
    await actions.inferColumns('paid')
    expect(columns()).toEqual({ fee: { role: 'id' } })
    await actions.inferColumns()
    expect(columns()).toEqual({})
  })

  it('does not show a choice that could not be applied', async () => {
    const error = { code: 'bad-type', message: 'No.', facts: {} }
    use({ reopen: () => Promise.resolve({ ok: false, error }) })
    await actions.openInput(INPUT)
    await actions.setDialect({ delimiter: ';' })
    expect(state()).toMatchObject({ dialect: {}, error, dataset: DATASET, work: null })
  })

  it('applies saved settings, now or to the next file', async () => {
    const engine = use()
    const settings = {
      flagstone: 1,
      dialect: { delimiter: ';' },
      columns: {},
      features: ['fee'],
      detector: 'iforest',
      params: { trees: 7 },
      seed: 5,
      cut: { by: 'rows', rows: 1 },
    } as const
    await actions.applySettings(settings)
    expect(engine.calls).toHaveLength(0)
    await actions.openInput(INPUT)
    expect(engine.calls[0]?.args[1]).toMatchObject({ dialect: { delimiter: ';' }, seed: 5 })
    expect(engine.calls[1]?.args[0]).toEqual({
      detector: 'iforest',
      params: { trees: 7 },
      seed: 5,
      features: ['fee'],
    })
    expect(state().cut).toBe(1)
    await actions.applySettings({ ...settings, seed: 6 })
    expect(lastOf(engine.calls).args[0]).toMatchObject({ seed: 6 })
  })
})

describe('writing', () => {
  it('exports at the cut that is on its way, and says what was written', async () => {
    const engine = use()
    await actions.openInput(INPUT)
    actions.setCut(4)
    actions.setNeutraliseFormulas(false)
    await actions.exportFlagged()
    expect(lastOf(engine.calls).args[0]).toEqual({ what: 'flagged', cut: 4, neutraliseFormulas: false })
    expect(saveBlob).toHaveBeenCalledWith(expect.anything(), 'orders.flagged.csv')
    expect(state().notice).toMatch(/4 rows written to orders\.flagged\.csv/)
  })

  it('saves the settings with the way the cut was chosen, and the control totals', async () => {
    use()
    await actions.openInput(INPUT)
    actions.setCutByShare(0.5)
    await settle()
    await actions.saveSettings()
    const [blob, name] = vi.mocked(saveBlob).mock.calls[0]!
    expect(name).toBe('orders.settings.json')
    expect(JSON.parse(await blob.text())).toMatchObject({ cut: { by: 'share', share: 0.5 } })
    actions.saveControlTotals()
    const [totals, totalsName] = vi.mocked(saveBlob).mock.calls[1]!
    expect(totalsName).toBe('orders.control-totals.csv')
    expect(await totals.text()).toContain('rows flagged,3')
  })
})
