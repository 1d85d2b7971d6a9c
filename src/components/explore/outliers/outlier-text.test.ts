import { describe, expect, it } from 'vitest'
import type { OutlierTestsAnswer } from '../../../analysis/outliers/outlier-tests.ts'
import { testTable } from '../../../analysis/features/testing/test-tables.ts'
import { DEFAULT_TEST_SETTINGS, type TestId } from '../../../analysis/outliers/column-tests.ts'
import { outlierTests, type OutlierTestsRequest } from '../../../analysis/outliers/outlier-tests.ts'
import { createKeeper } from '../../../analysis/questions/keeper.ts'
import { finish } from '../../../analysis/work.ts'
import { FIRST_SETTINGS } from './outlier-settings.ts'
import { overlapOf, overlapText } from './overlap.ts'
import { limitsText, resultText, shapeText } from './test-text.ts'

const ask = (
  values: readonly (number | null)[],
  patch: Partial<OutlierTestsRequest> = {},
): OutlierTestsAnswer => {
  const table = testTable({ Amount: values })
  const { kept } = createKeeper()
  const lineOf = (row: number) => row + 2
  const context = { table, statistics: [], roles: [], scores: null, order: null, lineOf, kept }
  return finish(outlierTests(context, { column: 0, transform: 'none', ...DEFAULT_TEST_SETTINGS, ...patch }))
}
const say = (answer: OutlierTestsAnswer, id: TestId) =>
  resultText(
    answer.tests.find((test) => test.id === id)!,
    answer,
    FIRST_SETTINGS,
  )
const bell = Array.from(
  { length: 200 },
  (_, row) => 50 + (((row * 7919) % 200) + ((row * 104729) % 200)) / 10,
)

describe('what the tests say', () => {
  it('begins with the settings that the analysis has', () => {
    expect(FIRST_SETTINGS).toMatchObject(DEFAULT_TEST_SETTINGS)
  })

  it('names what was found, and how much was to be expected', () => {
    const answer = ask([...bell, 900, 1000])
    expect(say(answer, 'mean-sd')).toBe(
      '2 values lie more than 3 standard deviations from the mean. A bell shape without outliers would have 0.5.',
    )
    expect(say(answer, 'modified-z')).toMatch(
      /^2 values lie more than 3.5 robust standard deviations from the median\./,
    )
    expect(say(answer, 'grubbs')).toMatch(
      /^The largest value 1,000 is an outlier at α = 0.05 \(G = [\d.]+ > [\d.]+, p < 0.001\)\.$/,
    )
    expect(say(answer, 'esd')).toMatch(
      /^2 outliers at α = 0.05, of at most 100 looked for \(last R = [\d.]+ > λ = [\d.]+\)\.$/,
    )
    expect(limitsText(answer.tests[1]!, answer)).toMatch(/^below -?[\d.]+ or above [\d.,]+$/)
  })

  it('says that nothing was found, and why nothing can be', () => {
    const calm = ask(bell)
    expect(say(calm, 'mean-sd')).toMatch(/^No value lies/)
    expect(say(calm, 'grubbs')).toMatch(
      /^No outlier at α = 0.05: the farthest value is G = [\d.]+ from the mean/,
    )
    expect(say(calm, 'esd')).toMatch(/^No outlier at α = 0.05.*first R = [\d.]+ ≤ λ = [\d.]+/)
    expect(say(ask([5, 5, 5]), 'esd')).toBe('All values are equal: none can be far out.')
    expect(say(ask([null]), 'iqr')).toBe('The column holds no number.')
    expect(say(ask([1, 2]), 'grubbs')).toBe('This test needs at least three values.')
    expect(limitsText(ask([5, 5]).tests[0]!, ask([5, 5]))).toBe('–')
    expect(say(ask([...Array.from({ length: 30 }, () => 5), 1, 2, 900]), 'modified-z')).toMatch(
      /More than half of the values are equal/,
    )
  })

  it('says whether the values are bell-shaped, and what to do', () => {
    expect(shapeText(ask(bell))).toMatch(/^The values are roughly bell-shaped \(skewness/)
    const skewed = bell.map((value) => Math.exp(value / 10))
    expect(shapeText(ask(skewed))).toMatch(/^The values are skewed.*transform the values first/)
    expect(shapeText(ask(skewed, { transform: 'log' }))).toMatch(
      /^The transformed values are roughly bell-shaped/,
    )
    expect(shapeText(ask([...bell, 900]))).toMatch(/^The middle is symmetric/)
    expect(shapeText(ask(bell.map((_, row) => row)))).toMatch(
      /^The values are spread more evenly than a bell shape/,
    )
    expect(shapeText(ask([1, 2]))).toMatch(/^Too few/)
  })
})

describe('overlap', () => {
  it('is the share of rows that are both among those that are either', () => {
    // Patterns: 4 flagged rows that no test found, 1 by test 0, 2 by test 1, 3 by both.
    const flagged = Uint32Array.of(4, 1, 2, 3)
    expect(overlapOf(flagged, 0, 6)).toEqual({ both: 4, flagged: 10, jaccard: 4 / 12 })
    expect(overlapOf(flagged, 1, 5)).toEqual({ both: 5, flagged: 10, jaccard: 0.5 })
    expect(overlapOf(new Uint32Array(4), 1, 0).jaccard).toBeNull()
    const text = (both: number, jaccard: number | null) => overlapText({ both, flagged: 9, jaccard })
    expect([text(1, 0.001), text(0, 0), text(9, 1), text(9, 0.999), text(0, null)]).toEqual([
      '< 0.01',
      '0.00',
      '1.00',
      '> 0.99',
      '–',
    ])
  })
})
