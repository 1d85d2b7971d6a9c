import { beforeEach, describe, expect, it } from 'vitest'
import type { OpenOptions, Ranking } from '../../workers/engine.api.ts'
import { initialState } from '../app-state.ts'
import { DATASET, rankingOf, SCORES } from '../fake-engine.test-support.ts'
import { appStore } from '../store.ts'
import { INPUT, lastOf, later, settle, state, use } from './actions.test-support.ts'
import { inferColumns, setColumn, setDialect } from './columns.ts'
import { setFeatures } from './detecting.ts'
import { openInput } from './opening.ts'
import { applySettings } from './settings.ts'
import { cancelWork } from './work.ts'

beforeEach(() => {
  appStore.setState(initialState, true)
})

describe('running again', () => {
  it('stops the run before it, and drops its answer', async () => {
    const first = later<Ranking>()
    const second = later<Ranking>()
    const answers = [first, second]
    const engine = use({ detect: () => answers.shift()!.promise })
    void openInput(INPUT)
    await settle()
    const again = setFeatures(['fee'])
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
    void openInput(INPUT)
    await settle()
    expect(state().work?.kind).toBe('detecting')
    await cancelWork()
    expect(state()).toMatchObject({ work: null, dataset: DATASET, ranking: null, error: null })
    expect(lastOf(engine.calls).name).toBe('cancel')
  })

  it('reads again when a column changes, and merges choices of one column', async () => {
    const engine = use()
    await openInput(INPUT)
    await setColumn('fee', { type: 'text' })
    await setColumn('fee', { role: 'id' })
    const last = lastOf(engine.calls.filter(({ name }) => name === 'reopen'))
    expect(last.args[0]).toMatchObject({ columns: { fee: { type: 'text', role: 'id' } } })
    expect(lastOf(engine.calls).name).toBe('detect')
  })

  it('reads a column in a chosen format, of one type only, until it is inferred again', async () => {
    const engine = use()
    await openInput(INPUT)
    const columns = () =>
      (lastOf(engine.calls.filter(({ name }) => name === 'reopen')).args[0] as OpenOptions).columns
    await setColumn('paid', { type: 'datetime', format: 'month-first' })
    await setColumn('paid', { role: 'time' })
    expect(columns()).toEqual({ paid: { type: 'datetime', format: 'month-first', role: 'time' } })
    await setColumn('paid', { type: 'number' })
    expect(columns()).toEqual({ paid: { type: 'number', role: 'time' } })
    await setColumn('fee', { role: 'id' })
    await inferColumns('paid')
    expect(columns()).toEqual({ fee: { role: 'id' } })
    await inferColumns()
    expect(columns()).toEqual({})
  })

  it('does not show a choice that could not be applied', async () => {
    const error = { code: 'bad-type', message: 'No.', facts: {} }
    use({ reopen: () => Promise.resolve({ ok: false, error }) })
    await openInput(INPUT)
    await setDialect({ delimiter: ';' })
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
    await applySettings(settings)
    expect(engine.calls).toHaveLength(0)
    await openInput(INPUT)
    expect(engine.calls[0]?.args[1]).toMatchObject({ dialect: { delimiter: ';' }, seed: 5 })
    expect(engine.calls[1]?.args[0]).toEqual({
      detector: 'iforest',
      params: { trees: 7 },
      seed: 5,
      features: ['fee'],
    })
    expect(state().cut).toBe(1)
    await applySettings({ ...settings, seed: 6 })
    expect(lastOf(engine.calls).args[0]).toMatchObject({ seed: 6 })
  })
})
