import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors.ts'
import { matrixOf, normalColumn, quietRun } from '../test-data.ts'
import { meanAndSd, meanSd } from './mean-sd.ts'

const named = (names: readonly string[]) => {
  const x = matrixOf(names.map((_, c) => Float32Array.of(1, 2, 3, 4, 10 * (c + 1))))
  return { ...x, sources: x.sources.map((source, c) => ({ ...source, name: names[c]! })) }
}
const fit = (x: ReturnType<typeof named>, column = '') =>
  meanSd.fit(x, { ...meanSd.defaults, column }, quietRun(1))

describe('mean-sd', () => {
  it('is |x − mean| / sd of the chosen column', () => {
    const x = named(['Age', 'Height'])
    const model = fit(x, 'Height')
    expect([...model.columns, ...model.low, ...model.high]).toEqual([1, 6, 6])
    expect(model.spread[0]).toBeCloseTo(Math.sqrt(62.5), 12)
    expect(meanSd.score(model, x, quietRun(1))[4]).toBeCloseTo(14 / Math.sqrt(62.5), 6)
  })

  it('chooses the amount, or else the first feature', () => {
    expect(fit(named(['Age', 'Transaction Amount'])).columns[0]).toBe(1)
    expect(fit(named(['Age', 'Height'])).columns[0]).toBe(0)
  })

  it('names the features when the column is not among them', () => {
    expect(() => fit(named(['Age', 'Height']), 'Weight')).toThrow(UsageError)
    expect(() => fit(named(['Age', 'Height']), 'Weight')).toThrow(/Age, Height/)
  })

  it('scores a constant column 0', () => {
    const x = matrixOf([new Float32Array(9).fill(7)])
    expect(meanSd.score(meanSd.fit(x, meanSd.defaults, quietRun(1)), x, quietRun(1))).toEqual(
      new Float32Array(9),
    )
  })

  it('keeps its precision far from zero', () => {
    const far = normalColumn(5000, 1).map((v) => 1e7 + Math.round(v * 4))
    const near = far.map((v) => v - 1e7)
    expect(meanAndSd(far).sd).toBeCloseTo(meanAndSd(near).sd, 9)
    expect(meanAndSd(Float32Array.of(NaN, 1, Infinity, 3))).toEqual({ mean: 2, sd: Math.sqrt(2) })
  })
})
