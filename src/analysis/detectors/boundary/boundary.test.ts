import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, normalColumn, normalMatrix, quietRun } from '../test-data.ts'
import { gaussianColumns } from './kernel-columns.ts'
import { gaussianSums } from './landmarks.ts'
import { oneClassSvm } from './ocsvm.ts'
import { fitBoundary, withLandmarks } from './one-class-fit.ts'
import { solveOneClass } from './one-class-smo.ts'

const none = () => undefined
const { defaults } = oneClassSvm
const run = quietRun(1)

/** Rows of nearly normal values, row-major. */
function rowsOf(count: number, width: number, seed: number): Float32Array {
  return normalColumn(count * width, seed)
}

describe('sequential minimal optimisation', () => {
  it('ends where the optimality conditions hold', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0 }),
    )
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.02, max: 1, noNaN: true }), ([rows, width, seed], nu) => {
        const values = rowsOf(rows, width, seed)
        const columns = gaussianColumns(values, rows, width, 0.5)
        const { alpha, rho } = solveOneClass(rows, nu, columns, 1e-6, none)
        expect(alpha.reduce((sum, value) => sum + value, 0)).toBeCloseTo(nu * rows, 9)
        const gradient = Array.from(alpha, (_, i) =>
          columns.column(i).reduce((sum, value, j) => sum + value * alpha[j]!, 0),
        )
        for (const [i, value] of alpha.entries()) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
          if (value > 0) expect(gradient[i]! - rho).toBeLessThan(1e-4)
          if (value < 1) expect(gradient[i]! - rho).toBeGreaterThan(-1e-4)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('gives the same with room for a few columns only', () => {
    const values = rowsOf(120, 3, 4)
    const roomy = solveOneClass(120, 0.3, gaussianColumns(values, 120, 3, 0.4), 1e-4, none)
    const tight = solveOneClass(120, 0.3, gaussianColumns(values, 120, 3, 0.4, 3 * 480), 1e-4, none)
    expect(tight).toEqual(roomy)
  })
})

describe('the one-class support vector machine', () => {
  it('leaves at most about ν of the rows outside, and has at least as many support vectors', () => {
    for (const nu of [0.05, 0.2, 0.5, 0.8]) {
      const x = normalMatrix(600, 3, 7)
      const model = oneClassSvm.fit(x, { ...defaults, nu }, run)
      // On the boundary itself the tolerance decides the side.
      const outside = oneClassSvm.score(model, x, run).filter((score) => score > 0.002).length
      expect(outside).toBeLessThanOrEqual(nu * 600 + 1)
      expect(outside).toBeGreaterThan(nu * 600 - 25)
      expect(model.supportVectors).toBeGreaterThanOrEqual(nu * 600)
    }
  })

  it('scores alike when the rows are turned round, and nearly alike in another order', () => {
    const x = normalMatrix(200, 2, 3)
    const values = new Float32Array(400)
    const turned = new Float32Array(400)
    for (let r = 0; r < 200; r++) {
      const [a, b] = [x.columns[0]![r]!, x.columns[1]![r]!]
      values.set([a, b], 2 * r)
      turned.set([0.6 * a - 0.8 * b, 0.8 * a + 0.6 * b], 2 * (199 - r))
    }
    const one = fitBoundary(values, 2, 0.3, 0.5, 1e-7, none)
    const other = fitBoundary(turned, 2, 0.3, 0.5, 1e-7, none)
    const sums = gaussianSums(one, values, 2, none)
    for (const [r, sum] of gaussianSums(other, turned, 2, none).reverse().entries()) {
      expect(Math.abs(sum - sums[r]!)).toBeLessThan(1e-3)
    }
  })

  it('explains rows far out, where every score is the same', () => {
    const far = normalMatrix(300, 3)
    far.columns[1]![5] = 1e6
    far.columns[1]![6] = -1e7
    far.columns[0]![6] = 50
    const model = oneClassSvm.fit(far, defaults, run)
    const reasons = oneClassSvm.explain(model, far, Uint32Array.of(5, 6), run)
    expect(reasons.every(Number.isFinite)).toBe(true)
    expect(reasons[1]! / (reasons[0]! + reasons[1]! + reasons[2]!)).toBeGreaterThan(0.9)
    expect(reasons[4]!).toBeGreaterThan(reasons[3]!)
    expect(reasons[3]!).toBeGreaterThan(reasons[5]!)
  })
})

describe('landmarks', () => {
  it('give what the support vectors give', () => {
    const values = rowsOf(900, 2, 6)
    const exact = fitBoundary(values, 2, 0.5, 0.5, 1e-3, none)
    const few = withLandmarks(exact, values, 2, 100, run, none)
    expect(few.weights.length).toBe(100)
    expect(few.near.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(450, 6)
    const sums = gaussianSums(exact, values, 2, none)
    for (const [r, sum] of gaussianSums(few, values, 2, none).entries()) {
      expect(Math.abs(sum - few.rho - (sums[r]! - exact.rho))).toBeLessThan(0.02 * exact.rho)
    }
    expect(withLandmarks(exact, values, 2, 1000, run, none)).toBe(exact)
  })

  it('stand for the boundary of a sample in a large table, which is said', () => {
    const x = matrixOf([0, 1, 2].map((c) => normalColumn(1500, c)))
    const params = { ...defaults, rows: 800 }
    const model = oneClassSvm.fit(x, params, run)
    expect([model.learned, model.seen, model.weights.length]).toEqual([800, 1500, 300])
    expect(oneClassSvm.notes!(model, x)[0]).toMatch(/800 of 1500 rows.*300 landmarks/)
    expect(oneClassSvm.fit(x, params, quietRun(1))).toEqual(model)
    const whole = oneClassSvm.fit(x, { ...params, rows: 1500 }, run)
    expect(oneClassSvm.notes!(whole, x)).toEqual([])
    const back = oneClassSvm.deserialize(JSON.parse(JSON.stringify(oneClassSvm.serialize(model))))
    expect(back).toEqual(model)
    // The two rank rows alike: their most anomalous hundredths share most rows.
    const top = (scores: Float32Array) =>
      new Set(
        Array.from(scores.keys())
          .sort((a, b) => scores[b]! - scores[a]!)
          .slice(0, 75),
      )
    const [some, all] = [model, whole].map((fitted) => top(oneClassSvm.score(fitted, x, run)))
    expect(Array.from(some!).filter((row) => all!.has(row)).length).toBeGreaterThan(60)
  })
})
