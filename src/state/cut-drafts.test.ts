import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { scoreDraft, shareDraft } from './cut-drafts.ts'
import { rankingOf, SCORES } from './fake-engine.test-support.ts'
import { cutForScore } from './selectors.ts'

describe('what the fields show', () => {
  it('keeps every flagged row when the shown score is typed again', () => {
    const scores = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 2, maxLength: 50 })
    fc.assert(
      fc.property(scores, fc.nat(), (values, pick) => {
        const ranking = rankingOf(values)
        const cut = pick % (values.length + 1)
        const again = cutForScore(ranking, Number(scoreDraft(ranking, cut).text))
        return cut === 0 ? again === 0 : again >= cut
      }),
    )
  })

  it('shows four digits of the range', () => {
    const ranking = rankingOf(SCORES)
    expect(scoreDraft(ranking, 1)).toEqual({ text: '0.8999', step: 0.0001 })
    expect(scoreDraft(rankingOf([1200, 3]), 1)).toEqual({ text: '1200', step: 1 })
  })

  it('shows the share with as many decimals as rows ask for', () => {
    expect(shareDraft(rankingOf(SCORES), 3)).toBe('50')
    const many = rankingOf(Array.from({ length: 100_000 }, (_, i) => i))
    expect(shareDraft(many, 123)).toBe('0.123')
    expect(shareDraft(many, 0)).toBe('0')
  })
})
