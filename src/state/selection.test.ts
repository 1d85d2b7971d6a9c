import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Predicate, SelectClause } from '../analysis/select/predicate.ts'
import type { Result, SelectedRows } from '../workers/engine.api.ts'
import { initialState } from './app-state.ts'
import { setEngine } from './engine.ts'
import { AMOUNTS, DATASET, fakeEngine, rankingOf, SCORES } from './fake-engine.test-support.ts'
import { linkedCounts } from './linked-views.ts'
import { listFlagged, listSelected } from './selected-rows.ts'
import {
  addFilter,
  brush,
  clearSelection,
  redoSelection,
  removeFilter,
  setFlaggedOnly,
  undoSelection,
} from './selection.ts'
import { appStore } from './store.ts'

const rows = (...list: number[]): Predicate => ({ kind: 'rows', rows: Uint32Array.from(list) })
const ranking = rankingOf(SCORES, AMOUNTS) // rows by score: 1, 3, 4, 5, 2, 0

/** Answers as the engine would for sets of rows. */
function select(clauses: readonly SelectClause[]): Result<SelectedRows> {
  const maskOf = (some: readonly SelectClause[]) => {
    const mask = new Uint8Array(6)
    for (let row = 0; row < 6; row++) {
      const inAll = some.every(({ predicate }) => predicate.kind === 'rows' && predicate.rows.includes(row))
      mask[row] = Number(inAll)
    }
    return mask
  }
  const all = maskOf(clauses)
  const sources = [...new Set(clauses.flatMap(({ source }) => (source === null ? [] : [source])))]
  const without = sources.map((source) => {
    const others = clauses.filter((clause) => clause.source !== source)
    return { source, mask: others.length === 0 ? null : maskOf(others) }
  })
  return { ok: true, value: { all, count: all.reduce((a, b) => a + b, 0), without } }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
const chips = () => appStore.getState().clauses.map(({ source, label }) => label ?? source)

beforeEach(() => {
  appStore.setState({ ...initialState, dataset: DATASET, ranking, cut: 3 })
  setEngine(fakeEngine({ select: (clauses) => Promise.resolve(select(clauses)) }))
})
afterEach(() => setEngine(null))

describe('a selection', () => {
  it('is made of filters and brushes, each of which can be taken away', async () => {
    addFilter(rows(0, 1, 2, 3), 'first four')
    brush('plot', rows(2, 3, 4))
    await settle()
    expect(chips()).toEqual(['first four', 'plot'])
    expect(appStore.getState().selection?.count).toBe(2)
    expect([...listSelected(appStore.getState())!]).toEqual([3, 2])
    expect([...listFlagged(appStore.getState(), ranking.order)]).toEqual([3])
    removeFilter(appStore.getState().clauses[0]!.id)
    await settle()
    expect([...listSelected(appStore.getState())!]).toEqual([3, 4, 2])
    clearSelection()
    expect(appStore.getState().selection).toBeNull()
    expect(listSelected(appStore.getState())).toBeNull()
  })

  it('goes back and forth; a drag is one step', async () => {
    addFilter(rows(0, 1), 'a')
    brush('plot', rows(1), undefined, false)
    brush('plot', rows(1, 2), undefined, false)
    brush('plot', rows(1, 2, 3), 'dragged', true)
    expect(chips()).toEqual(['a', 'dragged'])
    undoSelection()
    expect(chips()).toEqual(['a'])
    undoSelection()
    expect(chips()).toEqual([])
    redoSelection()
    redoSelection()
    expect(chips()).toEqual(['a', 'dragged'])
    undoSelection()
    addFilter(rows(5), 'b')
    redoSelection() // nothing: another step was taken
    expect(chips()).toEqual(['a', 'b'])
    await settle()
    expect(appStore.getState().selection?.count).toBe(0)
  })

  it('the latest one wins, however slow an older one is', async () => {
    const waiting: (() => void)[] = []
    setEngine(
      fakeEngine({
        select: (clauses) => new Promise((resolve) => waiting.push(() => resolve(select(clauses)))),
      }),
    )
    brush('plot', rows(0))
    brush('plot', rows(0, 1))
    brush('plot', rows(0, 1, 2))
    waiting.shift()?.()
    await settle()
    expect(appStore.getState().selection).toBeNull()
    waiting.shift()?.()
    await settle()
    expect(appStore.getState().selection?.count).toBe(3)
    expect(waiting).toHaveLength(0)
  })

  it('one that cannot be had leaves the one before and says why', async () => {
    addFilter(rows(0, 1), 'good')
    await settle()
    setEngine(
      fakeEngine({
        select: () =>
          Promise.resolve({ ok: false, error: { code: 'not-numbers', message: 'No.', facts: {} } }),
      }),
    )
    addFilter(rows(2), 'bad')
    await settle()
    expect(chips()).toEqual(['good'])
    expect(appStore.getState().error?.message).toBe('No.')
  })
})

describe('linked counts with a selection', () => {
  const bins = Uint16Array.of(0, 0, 1, 1, 2, 2)

  it('follow it in other views, and not in the one where it was made', async () => {
    const mine = linkedCounts(ranking, bins, 3, 'mine')
    const other = linkedCounts(ranking, bins, 3, 'other')
    expect(other.selected()).toBeNull()
    expect([...other.flagged()]).toEqual([1, 1, 1])
    brush('mine', rows(1, 2, 3))
    await settle()
    expect(mine.selected()).toBeNull()
    expect([...mine.flagged()]).toEqual([1, 1, 1])
    expect([...(other.selected() ?? [])]).toEqual([1, 2, 0])
    expect([...other.flagged()]).toEqual([1, 1, 0])
    appStore.setState({ cut: 1 })
    expect([...other.flagged()]).toEqual([1, 0, 0])
  })

  it('with flagged only, what is flagged is what is selected', () => {
    const counts = linkedCounts(ranking, bins, 3)
    setFlaggedOnly(true)
    expect([...(counts.selected() ?? [])]).toEqual([1, 1, 1])
    appStore.setState({ cut: 1 })
    expect([...(counts.selected() ?? [])]).toEqual([1, 0, 0])
    expect([...listSelected(appStore.getState())!]).toEqual([1])
  })

  it('tells its listeners', async () => {
    const counts = linkedCounts(ranking, bins, 3)
    let told = 0
    const end = counts.subscribe(() => told++)
    addFilter(rows(1))
    await settle()
    expect(told).toBe(1)
    end()
    clearSelection()
    await settle()
    expect(told).toBe(1)
  })
})
