import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { CancelledError, UsageError } from '../errors.ts'
import type { FeatureMatrix } from '../features/feature-matrix.ts'
import { sliceRows } from '../features/feature-matrix.ts'
import { createRng } from '../math/rng.ts'
import type { Detector } from './detector.ts'
import { InvalidModelError } from './model-record.ts'
import { detectors } from './registry.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun, withValue } from './test-data.ts'

const FLT_MAX = 3.4028234663852886e38

describe.each(detectors.map((detector) => ({ id: detector.info.id, detector })))('$id', ({ detector }) => {
  const fit = (x: FeatureMatrix, seed = 1) => detector.fit(x, detector.defaults, quietRun(seed))
  const score = (model: unknown, x: FeatureMatrix) => detector.score(model, x, quietRun(99))
  const fitScore = (x: FeatureMatrix, seed = 1) => score(fit(x, seed), x)
  const small = normalMatrix(300, 4)
  let kept: unknown = null
  /** Of `small`; fitted once, since nothing changes a model. */
  const fitted = () => (kept ??= fit(small))

  it('gives the same scores for the same seed, and others for another if it is seeded', () => {
    const first = fitScore(small, 5)
    expect(fitScore(small, 5)).toEqual(first)
    const { seeded, seedOnlySearches = false, seedOnlySamples = false } = detector.info
    if (seeded && !seedOnlySearches && !seedOnlySamples) expect(fitScore(small, 6)).not.toEqual(first)
    if (seedOnlySamples) expect(fitScore(small, 6)).toEqual(first)
  })

  it('changes neither its input nor its parameters', () => {
    const x = normalMatrix(120, 3)
    const params = { ...detector.defaults }
    const model = detector.fit(x, params, quietRun(1))
    detector.score(model, x, quietRun(1))
    detector.explain(model, x, Uint32Array.of(0, 5), quietRun(1))
    expect(params).toEqual(detector.defaults)
    expect(x).toEqual(normalMatrix(120, 3))
  })

  it('scores a row alike alone, in a block and among all', () => {
    const model = fitted()
    const all = score(model, small)
    for (const width of [1, 7, 64]) {
      for (let start = 0; start < small.rowCount; start += width * 9) {
        const end = Math.min(start + width, small.rowCount)
        expect(score(model, sliceRows(small, start, end))).toEqual(all.slice(start, end))
      }
    }
  })

  it('leaves its model as it is, and the model clones', () => {
    const model = fitted()
    const before = structuredClone(model)
    const first = score(model, small)
    detector.explain(model, small, Uint32Array.of(3), quietRun(1))
    expect(model).toEqual(before)
    expect(score(before, small)).toEqual(first)
  })

  it('comes back from JSON with the same scores to the bit', () => {
    const model = fitted()
    const text = JSON.stringify(detector.serialize(model))
    const back = detector.deserialize(JSON.parse(text))
    expect(score(back, small)).toEqual(score(model, small))
    expect(detector.serialize(model).detector).toBe(detector.info.id)
    expect(JSON.stringify(detector.serialize(back))).toBe(text)
  })

  it('refuses a record that is not its own or is damaged', () => {
    const record = detector.serialize(fitted())
    const damaged: unknown[] = [
      null,
      7,
      'text',
      [],
      {},
      { ...record, version: 99 },
      { ...record, detector: 'other' },
    ]
    for (const key of Object.keys(record))
      damaged.push({ ...record, [key]: undefined }, { ...record, [key]: '!' })
    for (const wrong of damaged) expect(() => detector.deserialize(wrong)).toThrow(InvalidModelError)
  })

  it('says what is wrong with another number of columns and with empty input', () => {
    const model = fitted()
    const wider = normalMatrix(10, 5)
    expect(() => score(model, wider)).toThrow(UsageError)
    expect(() => detector.explain(model, wider, Uint32Array.of(0), quietRun(1))).toThrow(UsageError)
    expect(() => fit(normalMatrix(0, 3))).toThrow(UsageError)
    expect(() => fit(matrixOf([], 10))).toThrow(UsageError)
    expect(score(model, sliceRows(small, 0, 0)).length).toBe(0)
  })

  it.each([
    ['one row', normalMatrix(1, 3)],
    ['two rows', normalMatrix(2, 3)],
    ['one column', normalMatrix(50, 1)],
    ['a constant column', matrixOf([new Float32Array(50).fill(4), normalColumn(50, 1)])],
    ['only constant columns', matrixOf([new Float32Array(50), new Float32Array(50).fill(4)])],
    ['the same column twice', matrixOf([normalColumn(50, 1), normalColumn(50, 1)])],
    [
      'the same row in all but one',
      matrixOf([Float32Array.from({ length: 50 }, (_, r) => (r === 0 ? 1 : 0))]),
    ],
    [
      'extreme values',
      matrixOf([Float32Array.from({ length: 50 }, (_, r) => [FLT_MAX, -FLT_MAX, 0, 1e-45][r % 4]!)]),
    ],
    ['neighbouring values', matrixOf([Float32Array.from({ length: 50 }, (_, r) => 1 + (r % 2) * 2 ** -23)])],
  ])('gives finite scores for %s', (_, x) => {
    const scores = fitScore(x)
    expect(scores.length).toBe(x.rowCount)
    expect(scores.every(Number.isFinite)).toBe(true)
  })

  it('gives equal scores to equal rows', () => {
    const x = matrixOf([normalColumn(60, 1), normalColumn(60, 2)].map((c) => Float32Array.from([...c, ...c])))
    const scores = fitScore(x)
    expect(scores.slice(0, 60)).toEqual(scores.slice(60))
  })

  it('keeps scores finite for NaN and ±∞ in rows to score', () => {
    const model = fitted()
    let odd = small
    for (const value of [NaN, Infinity, -Infinity]) odd = withValue(odd, 0, 7, value)
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(score(model, withValue(small, 0, 7, value)).every(Number.isFinite)).toBe(true)
    }
    expect(score(model, odd).filter((_, r) => r !== 7)).toEqual(score(model, small).filter((_, r) => r !== 7))
  })

  it('puts a row that is far out first', () => {
    // Where only the order counts, other rows are the outermost of other columns: this one is of all.
    const planted = detector.info.ranksOnly === true ? [0, 1, 2, 3] : [0]
    const x = planted.reduce((before, column) => withValue(before, column, 17, 60), small)
    const scores = fitScore(x)
    expect(scores.indexOf(Math.max(...scores))).toBe(17)
  })

  it('stops at a checkpoint', () => {
    const cancelled = {
      ...quietRun(1),
      checkpoint: () => {
        throw new CancelledError()
      },
    }
    const model = fitted()
    expect(() => detector.fit(small, detector.defaults, cancelled)).toThrow(CancelledError)
    expect(() => detector.score(model, small, cancelled)).toThrow(CancelledError)
    expect(() => detector.explain(model, small, Uint32Array.of(0), cancelled)).toThrow(CancelledError)
  })

  it('tells a progress that never falls and ends at its total', () => {
    const told = (work: (run: ReturnType<typeof quietRun>) => void) => {
      const steps: [number, number][] = []
      work({ ...quietRun(1), progress: (done, total) => steps.push([done, total]) })
      for (const [i, [done]] of steps.entries()) expect(done).toBeGreaterThanOrEqual(steps[i - 1]?.[0] ?? 0)
      expect(steps.length).toBeGreaterThan(0)
      expect(steps.at(-1)[0]).toBe(steps.at(-1)[1])
    }
    const model = fitted()
    told((run) => detector.fit(small, detector.defaults, run))
    told((run) => detector.score(model, small, run))
    told((run) => detector.explain(model, small, Uint32Array.of(1, 2), run))
  })

  it('explains per source column: the planted one first, and another one when another is planted', () => {
    for (const planted of looksAt(detector)) {
      const x = withValue(small, planted, 20, 60)
      const reasons = detector.explain(fit(x), x, Uint32Array.of(20), quietRun(1))
      expect(reasons.length).toBe(x.sources.length)
      expect(reasons.indexOf(Math.max(...reasons))).toBe(planted)
      const calm = detector.explain(fitted(), small, Uint32Array.of(20), quietRun(1))
      expect(calm[planted]).toBeLessThan(reasons[planted]!)
    }
  })

  it('explains a row alike whichever rows are asked for', () => {
    const model = fitted()
    const several = detector.explain(model, small, Uint32Array.of(9, 250, 3), quietRun(1))
    expect(several.length).toBe(3 * small.sources.length)
    const alone = detector.explain(model, small, Uint32Array.of(250), quietRun(1))
    expect(several.slice(4, 8)).toEqual(alone)
  })

  if (detector.info.additive) {
    it('has contributions that add up to what decides the score', () => {
      const model = fitted()
      const scores = score(model, small)
      const rows = Uint32Array.from(scores.keys())
      const contributions = detector.explain(model, small, rows, quietRun(1))
      const sums = Array.from(rows, (r) => contributions.slice(r * 4, r * 4 + 4).reduce((a, b) => a + b, 0))
      const byScore = Array.from(rows).sort((a, b) => scores[a]! - scores[b]!)
      for (const [i, r] of byScore.entries()) {
        if (i > 0) expect(sums[r]! - sums[byScore[i - 1]!]!).toBeGreaterThan(-1e-5)
      }
    })
  }

  it('fits as the random stream says, not as the clock or the global generator does', () => {
    const original = Math.random
    fitScore(small)
    expect(Math.random).toBe(original)
  })

  if (!detector.info.seeded || detector.info.seedOnlySamples === true) {
    it('follows the rows when they are reordered', () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
          const rng = createRng(seed)
          const order = Uint32Array.from(small.columns[0]!.keys())
          for (let i = order.length - 1; i > 0; i--) {
            const j = rng.below(i + 1)
            const moved = order[i]!
            order[i] = order[j]!
            order[j] = moved
          }
          const shuffled = matrixOf(small.columns.map((c) => Float32Array.from(order, (r) => c[r]!)))
          const scores = fitScore(small)
          for (const [i, s] of fitScore(shuffled).entries()) expect(s).toBeCloseTo(scores[order[i]!]!, 5)
        }),
        { numRuns: 10 },
      )
    })
  }

  it('does not depend on the unit of a column', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 1000 }), (power, seed) => {
        // Powers of two scale without rounding, so that the scores must agree to the bit.
        const scaled = { ...small, columns: small.columns.map((c) => c.map((v) => v * 2 ** power)) }
        const scores = fitScore(small, seed)
        const after = fitScore(scaled, seed)
        for (const [r, s] of after.entries())
          expect(Math.abs(s - scores[r]!)).toBeLessThan(1e-6 * Math.max(1, s))
      }),
      { numRuns: 3 },
    )
  })
})

/** Columns that a detector with default parameters looks at. */
function looksAt(detector: Detector): readonly number[] {
  return detector.info.params.some((param) => param.kind === 'column') ? [0] : [1, 3]
}
