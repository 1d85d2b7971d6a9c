import { describe, expect, it } from 'vitest'
import { initialState, type AppState } from '../app-state.ts'
import { DATASET } from '../fake-engine.test-support.ts'
import { linkContent } from './sharing.ts'

const SECRET = 'Rosa Luxemburg AG'

const state: AppState = {
  ...initialState,
  dataset: {
    ...DATASET,
    name: `${SECRET}.csv`,
    columns: DATASET.columns.map((column) => ({ ...column, example: SECRET })),
  },
  input: { kind: 'text', name: `${SECRET}.csv`, text: SECRET },
  detector: 'iforest',
  params: { trees: 50 },
  features: ['amount'],
  columnChoices: { fee: { role: 'ignored' } },
  preprocessing: {
    scale: 'robust',
    imputeText: SECRET,
    fitOn: { by: 'where', where: [{ kind: 'values', column: 'id', values: [SECRET] }], label: SECRET },
  },
  cut: 3,
  cutChoice: {
    by: 'cost',
    falseAlarm: 1,
    missed: 2,
    baseRate: 0.1,
    label: { column: 'fee', mapping: { values: { [SECRET]: 'anomaly' }, missing: 'left-out' } },
  },
  clauses: [{ id: 1, source: null, label: SECRET, predicate: { kind: 'text', text: SECRET } }],
  explore: { ...initialState.explore, column: 1 },
  review: {
    ...initialState.review,
    reviewer: SECRET,
    reasonCodes: [SECRET],
    log: [],
  },
}

describe('what a link tells', () => {
  const { shared, leftOut } = linkContent(state)
  const text = JSON.stringify(shared)

  it('is no cell, no file name, no filter, no decision', () => {
    expect(text).not.toContain(SECRET)
    expect(leftOut).toHaveLength(3)
  })

  it('is what decides the picture, with the columns that it is about', () => {
    expect(shared.settings).toMatchObject({
      detector: 'iforest',
      params: { trees: 50 },
      features: ['amount'],
      columns: { fee: { role: 'ignored' } },
      preprocessing: { scale: 'robust' },
      // What labels decide is said as the number of rows it comes to.
      cut: { by: 'rows', rows: 3 },
    })
    expect(shared.view.explore.column).toBe('amount')
    // A column that nothing is said about is not named.
    expect(text).not.toContain('"id"')
  })
})
