import { beforeEach, describe, expect, it } from 'vitest'
import type { ColumnSummary } from '../analysis/table/read-summary.ts'
import type { OpenOptions } from '../workers/engine.api.ts'
import { INPUT, lastOf, settle, state, use } from './actions/actions.test-support.ts'
import { setCut } from './actions/cut.ts'
import { setFeatures } from './actions/detecting.ts'
import { openInput } from './actions/opening.ts'
import { initialState } from './app-state.ts'
import { DATASET, FEATURES, rankingOf, SCORES } from './fake-engine.test-support.ts'
import { labelsAtCut } from './labels-at-cut.ts'
import { chooseLabel, labelCandidates, labelColumn, leaksAmong, withMeaning } from './labels.ts'
import { noLabels } from './labels-state.ts'
import { appStore } from './store.ts'

beforeEach(() => {
  appStore.setState(initialState, true)
})

function columns(...changes: Partial<ColumnSummary>[]) {
  return { columns: changes.map((change, index) => ({ ...DATASET.columns[0]!, index, ...change })) }
}

describe('the label', () => {
  it('is the column that was chosen, otherwise the first with the role', () => {
    const dataset = columns({ name: 'a' }, { name: 'b', role: 'label' }, { name: 'c', role: 'label' })
    expect(labelColumn(dataset, noLabels)?.name).toBe('b')
    expect(labelColumn(dataset, { column: 'c', mapping: null })?.name).toBe('c')
    expect(labelColumn(dataset, { column: 'a', mapping: null })?.name).toBe('b')
    expect(labelColumn(columns({ name: 'a' }), noLabels)).toBeNull()
  })

  it('may be a column of few values, those of two first', () => {
    const dataset = columns(
      { name: 'many', distinct: 900 },
      { name: 'four', distinct: 4 },
      { name: 'two', distinct: 2, type: 'category' },
      { name: 'when', distinct: 2, type: 'datetime' },
      { name: 'label', distinct: 3, role: 'label' },
    )
    expect(labelCandidates(dataset).map(({ name }) => name)).toEqual(['label', 'two', 'four'])
  })

  it('leaves the features when it is chosen, and the rows are ranked again', async () => {
    const engine = use()
    await openInput(INPUT)
    await setFeatures(['amount', 'fee'])
    await chooseLabel('fee')
    const reopened = lastOf(engine.calls.filter(({ name }) => name === 'reopen')).args[0] as OpenOptions
    expect(reopened.columns).toEqual({ fee: { role: 'label' } })
    expect(lastOf(engine.calls)).toMatchObject({ name: 'detect' })
    expect(lastOf(engine.calls).args[0]).toMatchObject({ features: ['amount'] })
    expect(state().labels).toEqual({ column: 'fee', mapping: null })
    expect(state().notice).toContain('fee is the label now')
  })

  it('stays what it was when the file cannot be read so', async () => {
    const error = { code: 'bad', message: 'No.', facts: {} }
    use({ reopen: () => Promise.resolve({ ok: false, error }) })
    await openInput(INPUT)
    await chooseLabel('fee')
    expect(state()).toMatchObject({ labels: noLabels, columnChoices: {}, error, notice: null })
  })

  it('is given away by a feature that was chosen in spite of it', () => {
    const dataset = columns(
      { name: 'amount' },
      { name: 'fee', roleReason: 'gives the label away: its values tell' },
    )
    expect(leaksAmong(dataset, rankingOf(SCORES))).toEqual(['fee'])
    const without = {
      ...rankingOf(SCORES),
      features: FEATURES.map((f) => ({ ...f, used: f.name !== 'fee' })),
    }
    expect(leaksAmong(dataset, without)).toEqual([])
  })

  it('has its meanings changed one at a time', () => {
    const mapping = { values: { a: 'normal', b: 'anomaly' }, missing: 'left-out' } as const
    expect(withMeaning(mapping, 'a', 'left-out').values).toEqual({ a: 'left-out', b: 'anomaly' })
    expect(withMeaning(mapping, null, 'normal')).toEqual({ ...mapping, missing: 'normal' })
  })
})

describe('figures at the cut', () => {
  it('follow the cut without the engine, and lead to a cut', async () => {
    const engine = use()
    await openInput(INPUT)
    const ranking = state().ranking!
    // By rank: anomaly, normal, anomaly, normal, normal, normal.
    const positives = Uint32Array.of(0, 1, 1, 2, 2, 2, 2)
    const atCut = labelsAtCut(ranking, { positives, labelled: null, anomalies: 2, normals: 4 }, 1)
    const asked = engine.calls.length
    let told = 0
    const stop = atCut.subscribe(() => told++)
    setCut(3)
    await settle()
    expect(told).toBe(1)
    expect(atCut.now()).toMatchObject({ cut: 3, figures: { precision: 2 / 3, recall: 1 } })
    expect(atCut.now()).toBe(atCut.now())
    expect([...atCut.rows({ anomalies: false, flagged: true })]).toEqual([ranking.order[1]])
    // Three would be better, but would part equal scores.
    expect(atCut.best()).toEqual({ cut: 1, fBeta: 2 / 3 })
    expect(atCut.at(1).figures.recall).toBe(0.5)
    expect(atCut.cutWith('anomalies', 1)).toBe(3)
    expect(atCut.cutWith('normals', 0.5)).toBe(4)
    expect(atCut.cutWith('rows', 0.5)).toBe(3)
    expect(engine.calls).toHaveLength(asked)
    stop()
  })
})
