import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquaredCdf, chiSquaredQuantile, chiSquaredUpperTail } from './chi-squared.ts'
import { regularisedBeta } from './incomplete-beta.ts'
import { logGamma } from './log-gamma.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { studentTCdf, studentTDensity, studentTQuantile } from './student-t.ts'

type Rows = readonly (readonly number[])[]

/** What scripts/golden/distributions.py wrote; its `meta` says versions, digits and what is left out. */
interface Golden {
  readonly normalCdf: Rows
  readonly normalQuantile: Rows
  readonly tLower: Rows
  readonly tQuantile: Rows
  readonly chiSquaredTails: Rows
  readonly chiSquaredQuantile: Rows
  readonly regularisedBeta: Rows
  readonly logGamma: Rows
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/distributions.json', import.meta.url), 'utf8'),
) as Golden

/** The largest relative error over rows whose last number is the true value. */
function worst(rows: Rows, f: (...x: number[]) => number): number {
  let largest = 0
  for (const row of rows) {
    const truth = row.at(-1)!
    const error = Math.abs(f(...row.slice(0, -1)) - truth)
    largest = Math.max(largest, truth === 0 ? error : error / Math.abs(truth))
  }
  return largest
}

describe('distributions against mpmath', () => {
  it('has the normal distribution', () => {
    expect(worst(golden.normalCdf, normalCdf)).toBeLessThan(4e-15)
    expect(worst(golden.normalQuantile, normalQuantile)).toBeLessThan(2e-15)
  })

  it("has Student's t from half a degree of freedom to a million", () => {
    expect(worst(golden.tLower, (t, df) => studentTCdf(-t, df))).toBeLessThan(1e-12)
    expect(worst(golden.tQuantile, studentTQuantile)).toBeLessThan(1e-12)
  })

  it('has both tails and the quantiles of chi-squared', () => {
    const lower = golden.chiSquaredTails.filter((row) => row[2]! < 0.6 && row[2]! > 1e-300)
    const upper = golden.chiSquaredTails.filter((row) => row[3]! < 0.6 && row[3]! > 1e-300)
    expect(
      worst(
        lower.map((row) => row.slice(0, 3)),
        chiSquaredCdf,
      ),
    ).toBeLessThan(1e-12)
    expect(
      worst(
        upper.map((row) => [row[0]!, row[1]!, row[3]!]),
        chiSquaredUpperTail,
      ),
    ).toBeLessThan(1e-12)
    expect(worst(golden.chiSquaredQuantile, chiSquaredQuantile)).toBeLessThan(1e-12)
  })

  it('has the incomplete beta function and the logarithm of gamma', () => {
    expect(worst(golden.regularisedBeta, regularisedBeta)).toBeLessThan(1e-12)
    for (const [x, truth] of golden.logGamma) {
      expect(Math.abs(logGamma(x!) - truth!)).toBeLessThan(2e-15 * Math.max(1, Math.abs(truth!)))
    }
  })
})

describe('distributions at their edges', () => {
  it('follows 0, 1, infinity and NaN', () => {
    expect([-Infinity, Infinity, NaN, -41, 41].map(normalCdf)).toEqual([0, 1, NaN, 0, 1])
    expect([0, 1, 0.5, -0.1, 1.1, NaN].map(normalQuantile)).toEqual([-Infinity, Infinity, 0, NaN, NaN, NaN])
    expect([-Infinity, 0, Infinity, NaN].map((t) => studentTCdf(t, 3))).toEqual([0, 0.5, 1, NaN])
    expect([0, 0.5, 1, -1, NaN].map((p) => studentTQuantile(p, 3))).toEqual([
      -Infinity,
      0,
      Infinity,
      NaN,
      NaN,
    ])
    expect(studentTQuantile(0.3, 0)).toBeNaN()
    expect([-1, 0, Infinity, NaN].map((x) => chiSquaredCdf(x, 4))).toEqual([0, 0, 1, NaN])
    expect([0, 1, 2, NaN].map((p) => chiSquaredQuantile(p, 4))).toEqual([0, Infinity, NaN, NaN])
    expect(studentTQuantile(0.025, Infinity)).toBe(normalQuantile(0.025))
    expect([0, NaN, -1, Infinity].map(logGamma)).toEqual([Infinity, NaN, NaN, Infinity])
    expect(regularisedBeta(0.5, 0, 1)).toBeNaN()
  })

  it('has quantiles that are inverse to the shares, and densities that are their slope', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
        fc.double({ min: 0.3, max: 1e6, noNaN: true }),
        (p, df) => {
          expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 11)
          const t = studentTQuantile(p, df)
          expect(studentTCdf(t, df) / p).toBeCloseTo(1, 11)
          expect(chiSquaredUpperTail(chiSquaredQuantile(1 - p, df), df) / (1 - (1 - p))).toBeCloseTo(1, 9)
          if (t > -50 && df > 1) {
            const slope = (studentTCdf(t + 1e-4, df) - studentTCdf(t - 1e-4, df)) / 2e-4
            expect(slope / studentTDensity(t, df)).toBeCloseTo(1, 4)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
