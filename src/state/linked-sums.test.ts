import { afterEach, describe, expect, it } from 'vitest'
import type { Ranking } from '../workers/engine.api.ts'
import { initialState } from './app-state.ts'
import { NOT_PREPARED } from './fake-engine.test-support.ts'
import { linkedSums } from './linked-sums.ts'
import { UNRANKED } from './linked-views.ts'
import { appStore } from './store.ts'

const ranking: Ranking = {
  detector: 'test',
  params: {},
  seed: 1,
  scores: Float32Array.of(0.1, 0.9, 0.5, 0.7, 0.7, 0.3),
  order: Uint32Array.of(1, 3, 4, 2, 5, 0),
  amountAlong: null,
  defaultCut: { cut: 2, standsOut: true, explanation: '' },
  features: [],
  drivers: [],
  notes: [],
  diagnostics: [],
  prepared: NOT_PREPARED,
  timingsMs: { features: 0, fit: 0, score: 0, rank: 0 },
}
const bins = Int32Array.of(0, 1, 1, 0, -1, 1)
const amounts = Float64Array.of(0.1, 1e17, 0.3, 0.7, 5, NaN)
const select = (rows: readonly number[], source: string) => {
  const all = Uint8Array.from({ length: 6 }, (_, row) => Number(rows.includes(row)))
  const without = new Map([[source, null]])
  appStore.setState({ selection: { clauses: [], all, count: rows.length, without } })
}

afterEach(() => appStore.setState(initialState))

describe('linked sums', () => {
  it('add up the flagged rows after each move, exactly', () => {
    appStore.setState({ ranking, cut: 0 })
    const linked = linkedSums(ranking, bins, 2, amounts)
    const expected: Record<number, [number[], number[]]> = {
      1: [
        [0, 1e17],
        [0, 1],
      ],
      3: [
        [0.7, 1e17],
        [1, 1],
      ],
      4: [
        [0.7, 1e17 + 0.3],
        [1, 2],
      ],
      6: [
        [0.1 + 0.7, 1e17 + 0.3],
        [2, 2],
      ],
      0: [
        [0, 0],
        [0, 0],
      ],
    }
    for (const cut of [1, 6, 3, 6, 4, 0, 3, 1, 0, 6]) {
      appStore.setState({ cut })
      const { sums, present } = linked.flagged()
      expect([[...sums], [...present]]).toEqual(expected[cut])
    }
  })

  it('follow what is selected elsewhere, and not what the view selected itself', () => {
    appStore.setState({ ranking, cut: 4 })
    const here = linkedSums(ranking, bins, 2, amounts, 'here')
    const there = linkedSums(ranking, bins, 2, amounts, 'there')
    expect(here.selected()).toBe(null)
    select([0, 2, 3], 'here')
    expect(here.selected()).toBe(null)
    expect([...here.flagged().present]).toEqual([1, 2])
    expect([...there.selected()!.sums]).toEqual([0.1 + 0.7, 0.3])
    expect([...there.flagged().sums]).toEqual([0.7, 0.3])
  })

  it('are nothing without a ranking', () => {
    expect([...linkedSums(UNRANKED, bins, 2, amounts).flagged().present]).toEqual([0, 0])
  })
})
