import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { rankingOf, SCORES } from './fake-engine.test-support.ts'
import { cutAfterSteps, sliderScale, sliderValue } from './slider-scale.ts'
import { tiesBeyond } from './selectors.ts'

const ranking = rankingOf(SCORES)
const scale = sliderScale(ranking)

describe('threshold slider', () => {
  it('runs from the lowest score to just above the highest', () => {
    expect(scale.min).toBeCloseTo(0.4)
    expect(scale.max).toBeCloseTo(0.9 + 0.5 / 200)
    expect(sliderValue(ranking, scale, 0)).toBe(scale.max)
    expect(sliderValue(ranking, scale, 1)).toBeCloseTo(0.9)
    expect(sliderValue(ranking, scale, 6)).toBe(scale.min)
  })

  it('moves at least one row, equals together', () => {
    expect(cutAfterSteps(ranking, scale, 1, -1)).toBe(4)
    expect(cutAfterSteps(ranking, scale, 4, 1)).toBe(1)
    expect(cutAfterSteps(ranking, scale, 3, 1)).toBe(1)
    expect(cutAfterSteps(ranking, scale, 2, -1)).toBe(4)
    expect(cutAfterSteps(ranking, scale, 1, 1)).toBe(0)
    expect(cutAfterSteps(ranking, scale, 0, -1)).toBe(1)
    expect(cutAfterSteps(ranking, scale, 0, 1)).toBe(0)
    expect(cutAfterSteps(ranking, scale, 6, -1)).toBe(6)
  })

  it('moves by 1/200 of the range where rows are dense', () => {
    const dense = rankingOf(Array.from({ length: 2001 }, (_, i) => i / 2000))
    const wide = sliderScale(dense)
    // Scores are 32-bit: a step of ten rows may take one more or less.
    expect(Math.abs(cutAfterSteps(dense, wide, 1000, 1) - 990)).toBeLessThanOrEqual(1)
    const back = cutAfterSteps(dense, wide, 1000, -10)
    expect(Math.abs(back - 1100)).toBeLessThanOrEqual(1)
  })

  it('gets from one end to the other and always moves, whatever the scores', () => {
    const scores = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(scores, (values) => {
        const any = rankingOf(values)
        const axis = sliderScale(any)
        let cut = values.length
        for (let moves = 0; cut > 0; moves++) {
          const next = cutAfterSteps(any, axis, cut, 1)
          if (next >= cut || moves > 300) return false
          if (tiesBeyond(any, next) !== 0) return false
          if (cutAfterSteps(any, axis, next, -1) <= next) return false
          cut = next
        }
        return true
      }),
    )
  })
})
