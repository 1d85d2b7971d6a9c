import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankScores } from '../ranking/rank-scores.ts'
import { auroc } from './auroc.ts'
import { averagePrecision } from './average-precision.ts'

const positive = Uint8Array.of(0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1)
const scores = Float32Array.of(0.1, 0.9, 0.4, 0.4, 0.4, 0.8, 0.75, 0.3, 0.3, 0.05, 0.9, 0.2)
const both = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: 2, maxLength: 40 })
  .filter((rows) => rows.some(([, one]) => one) && rows.some(([, one]) => !one))

describe('average precision', () => {
  it('gives what scikit-learn 1.2.1 gives, ties included', () => {
    expect(averagePrecision(scores, positive, rankScores(scores))).toBeCloseTo(0.5079365079365079, 12)
  })

  it('is 1 for a perfect ranking and the share of positives when all scores are equal', () => {
    const equal = new Float32Array(4)
    expect(averagePrecision(equal, Uint8Array.of(0, 1, 0, 0), rankScores(equal))).toBe(0.25)
    const perfect = Float32Array.of(3, 1, 2)
    expect(averagePrecision(perfect, Uint8Array.of(1, 0, 1), rankScores(perfect))).toBe(1)
  })
})

describe('area under the ROC curve', () => {
  it('gives what scikit-learn 1.2.1 gives, ties included', () => {
    expect(auroc(scores, positive, rankScores(scores))).toBeCloseTo(0.6, 12)
  })

  it('is the share of pairs in the right order, ties counting half', () => {
    fc.assert(
      fc.property(both, (rows) => {
        const s = Float32Array.from(rows, ([score]) => score)
        const y = Uint8Array.from(rows, ([, one]) => (one ? 1 : 0))
        let right = 0
        let pairs = 0
        rows.forEach(([a, one]) => {
          rows.forEach(([b, other]) => {
            if (!one || other) return
            pairs++
            right += a > b ? 1 : a === b ? 0.5 : 0
          })
        })
        expect(auroc(s, y, rankScores(s))).toBeCloseTo(right / pairs, 12)
      }),
    )
  })
})
