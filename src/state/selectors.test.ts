import { describe, expect, it } from 'vitest'
import { initialState } from './app-state.ts'
import { AMOUNTS, DATASET, rankingOf, SCORES } from './fake-engine.test-support.ts'
import {
  amountFlagged,
  currentDetector,
  cutForScore,
  engineDied,
  featureChoices,
  isFlagged,
  rankOf,
  scoreRange,
  shareFlagged,
  thresholdScore,
  tiesBeyond,
} from './selectors.ts'

const ranking = rankingOf(SCORES, AMOUNTS)

describe('selectors over the ranking and the cut', () => {
  it('inverts the order once per ranking', () => {
    expect([...rankOf(ranking)]).toEqual([5, 0, 4, 1, 2, 3])
    expect(rankOf(ranking)).toBe(rankOf(ranking))
    expect(rankOf(rankingOf([1, 2]))).not.toBe(rankOf(ranking))
  })

  it('says of each row whether it is above the line', () => {
    const flagged = (cut: number) => SCORES.map((_, row) => isFlagged({ ranking, cut }, row))
    expect(flagged(0)).toEqual([false, false, false, false, false, false])
    expect(flagged(2)).toEqual([false, true, false, true, false, false])
    expect(flagged(6)).toEqual([true, true, true, true, true, true])
    expect(isFlagged({ ranking: null, cut: 2 }, 1)).toBe(false)
    expect(isFlagged({ ranking, cut: 2 }, 99)).toBe(false)
  })

  it('knows the score at the line, and none above it', () => {
    expect(thresholdScore(ranking, 1)).toBeCloseTo(0.9)
    expect(thresholdScore(ranking, 6)).toBeCloseTo(0.4)
    expect(thresholdScore(ranking, 0)).toBeNull()
    expect(scoreRange(ranking).map((score) => score.toFixed(2))).toEqual(['0.40', '0.90'])
    expect(scoreRange(rankingOf([]))).toEqual([0, 0])
  })

  it('counts the rows from a score on', () => {
    expect(cutForScore(ranking, 0.6)).toBe(4)
    expect(cutForScore(ranking, 2)).toBe(0)
  })

  it('counts the rows that the cut parts from their equals', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((cut) => tiesBeyond(ranking, cut))).toEqual([0, 0, 2, 1, 0, 0, 0])
  })

  it('sums the amount above the line', () => {
    expect([0, 1, 2, 6].map((cut) => amountFlagged(ranking, cut))).toEqual([0, 20, 60, 210])
    expect(amountFlagged(rankingOf(SCORES), 2)).toBeNull()
    expect(shareFlagged(ranking, 3)).toBe(0.5)
  })
})

describe('selectors over the settings', () => {
  it('shows what the next run will use while there is no ranking', () => {
    const used = (features: string[] | null) =>
      featureChoices({ dataset: DATASET, ranking: null, features })
        .filter((choice) => choice.used)
        .map(({ name }) => name)
    expect(used(null)).toEqual(['amount', 'fee'])
    expect(used(['id'])).toEqual(['id'])
    expect(featureChoices({ dataset: DATASET, ranking, features: ['id'] })).toBe(ranking.features)
  })

  it('finds the detector that `auto` stood for', () => {
    const entry = (id: string) =>
      ({
        info: {
          id,
          name: id,
          summary: '',
          family: 'forests',
          source: '',
          goodAt: '',
          badAt: '',
          params: [],
          cost: 'linear',
          seeded: true,
          additive: true,
        },
        defaults: {},
      }) as const
    const catalog = [entry('other'), entry('iforest')]
    expect(currentDetector({ ...initialState, catalog })?.info.id).toBe('other')
    expect(currentDetector({ ...initialState, catalog, ranking })?.info.id).toBe('iforest')
    expect(currentDetector({ ...initialState, catalog, ranking, detector: 'other' })?.info.id).toBe('other')
    expect(currentDetector(initialState)).toBeUndefined()
  })

  it('tells a dead engine from a mistake in the file', () => {
    expect(engineDied({ code: 'engine-died', message: '', facts: {} })).toBe(true)
    expect(engineDied({ code: 'empty-file', message: '', facts: {} })).toBe(false)
  })
})
