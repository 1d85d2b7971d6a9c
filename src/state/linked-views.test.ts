import { afterEach, describe, expect, it } from 'vitest'
import type { Ranking } from '../workers/engine.api.ts'
import { initialState } from './app-state.ts'
import { NOT_PREPARED } from './fake-engine.test-support.ts'
import { firstFlagged, linkedCounts, linkedScoreCounts, linkMarks } from './linked-views.ts'
import { scoreBins } from './score-bins.ts'
import { appStore } from './store.ts'

const scores = Float32Array.of(0.1, 0.9, 0.5, 0.7, 0.7, 0.3)
const ranking: Ranking = {
  detector: 'test',
  params: {},
  seed: 1,
  scores,
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
const moveTo = (cut: number) => appStore.setState({ cut })

afterEach(() => appStore.setState(initialState))

describe('linked views', () => {
  it('count the flagged rows of every bin after each move, as a recount would', () => {
    appStore.setState({ ranking, cut: 2 })
    const bins = Uint16Array.of(0, 1, 2, 0, 1, 2)
    const counts = linkedCounts(ranking, bins, 3)
    let told = 0
    const end = counts.subscribe(() => told++)
    for (const cut of [2, 6, 0, 3, 5, 1]) {
      moveTo(cut)
      const expected = [0, 0, 0]
      for (let k = 0; k < cut; k++) expected[bins[ranking.order[k]!]!]!++
      expect([...counts.flagged()]).toEqual(expected)
    }
    expect(told).toBe(5)
    end()
    moveTo(4)
    expect(told).toBe(5)
  })

  it('count rows without a place apart, so that the sum is always the cut', () => {
    appStore.setState({ ranking, cut: 3 })
    const counts = linkedCounts(ranking, Int32Array.of(0, -1, 0, 0, -1, 0), 1)
    expect([counts.flagged()[0], counts.outside()]).toEqual([1, 2])
  })

  it('count scores by where the bins start in the order', () => {
    appStore.setState({ ranking, cut: 0 })
    const bins = scoreBins(ranking, 4)
    expect([...bins.rows].reduce((a, b) => a + b)).toBe(6)
    const counts = linkedScoreCounts(ranking, bins)
    for (let cut = 0; cut <= 6; cut++) {
      moveTo(cut)
      expect([...counts.flagged()].reduce((a, b) => a + b)).toBe(cut)
    }
    moveTo(1)
    expect([...counts.flagged()]).toEqual([0, 0, 0, 1])
  })

  it('add and take away marks for the rows that enter or leave, and for no others', () => {
    appStore.setState({ ranking, cut: 2 })
    const steps: string[] = []
    const end = linkMarks(ranking, {
      add: (row) => steps.push(`+${row}`),
      remove: (row) => steps.push(`-${row}`),
      clear: () => steps.push('x'),
      done: () => steps.push('.'),
    })
    moveTo(4)
    moveTo(3)
    end()
    moveTo(0)
    expect(steps.join('')).toBe('+1+3.+4+2.-2.')
  })

  it('one bin holds all rows when all scores are equal', () => {
    const flat = { ...ranking, scores: new Float32Array(6).fill(0.5) }
    expect([...scoreBins(flat, 80).rows]).toEqual([6])
  })
})

describe('the first flagged row of a bin', () => {
  it('is the highest one that is flagged and selected elsewhere', () => {
    const six = { ...ranking, order: Uint32Array.of(1, 3, 4, 2, 5, 0) }
    const bins = Int32Array.of(0, 1, 1, 0, -1, 1)
    appStore.setState({ ranking: six, cut: 4, selection: null, clauses: [], flaggedOnly: false })
    expect(firstFlagged(six, bins, 1)).toBe(1)
    expect(firstFlagged(six, bins, 0)).toBe(3)
    expect(firstFlagged(six, bins, 5)).toBe(null)
    appStore.setState({ cut: 1 })
    expect(firstFlagged(six, bins, 0)).toBe(null)
    const all = Uint8Array.of(0, 0, 1, 0, 0, 0)
    const selection = { clauses: [], all, count: 1, without: new Map([['here', null]]) }
    appStore.setState({ cut: 4, selection })
    expect(firstFlagged(six, bins, 1)).toBe(2)
    expect(firstFlagged(six, bins, 1, 'here')).toBe(1)
  })
})
