import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { rankScores } from '../ranking/rank-scores.ts'
import { finish } from '../work.ts'
import { gainCurve, liftCurve, precisionRecallCurve, rocCurve, thinRising } from './curves.ts'
import { areaUnderRoc, averagePrecisionOf, labelSteps } from './label-steps.ts'

/** Overlapping scores; `grain` makes ties. */
function stepsOf(rows: number, share: number, grain = 0, seed = 1) {
  const rng = createRng(seed)
  const labels = Uint8Array.from({ length: rows }, () => Number(rng.next() < share))
  const scores = Float32Array.from(labels, (label) => {
    const score = rng.next() + rng.next() + rng.next() + 0.6 * label
    return grain > 0 ? Math.round(score / grain) * grain : score
  })
  return finish(labelSteps(scores, rankScores(scores), labels))
}

function area({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }): number {
  let sum = 0
  for (let i = 1; i < x.length; i++) sum += (x[i]! - x[i - 1]!) * ((y[i]! + y[i - 1]!) / 2)
  return sum
}

describe.each([
  ['few rows', 300, 0.1, 0],
  ['ties', 5000, 0.2, 0.05],
  ['many rows', 30_000, 0.3, 0],
  ['mostly anomalies', 20_000, 0.9, 0.001],
] as const)('curves of %s', (_, rows, share, grain) => {
  const steps = stepsOf(rows, share, grain)

  it('have few points and exactly the areas of all points', () => {
    const roc = rocCurve(steps)
    const precisionRecall = precisionRecallCurve(steps)
    expect(area(roc)).toBeCloseTo(areaUnderRoc(steps), 12)
    expect(area(precisionRecall)).toBeCloseTo(averagePrecisionOf(steps), 12)
    expect(roc.x.length).toBeLessThanOrEqual(1030)
    expect(precisionRecall.x.length).toBeLessThanOrEqual(1030)
    expect(gainCurve(steps).x.length).toBeLessThanOrEqual(1500)
  })

  it('rise, from one corner to the other, and lie near all points', () => {
    const { x, y } = rocCurve(steps)
    expect([x[0], y[0], x.at(-1), y.at(-1)]).toEqual([0, 0, 1, 1])
    for (let i = 1; i < x.length; i++) {
      expect(x[i]).toBeGreaterThanOrEqual(x[i - 1]!)
      expect(y[i]).toBeGreaterThanOrEqual(y[i - 1]!)
    }
    let [tp, fp, at] = [0, 0, 0]
    for (let s = 0; s < steps.count; s++) {
      tp += steps.positives[s]!
      fp += steps.negatives[s]!
      const sum = tp / steps.anomalies + fp / steps.normals
      while (at < x.length - 2 && x[at + 1]! + y[at + 1]! < sum) at++
      const part = (sum - x[at]! - y[at]!) / (x[at + 1]! + y[at + 1]! - x[at]! - y[at]!)
      const height = y[at]! + part * (y[at + 1]! - y[at]!)
      expect(Math.abs(height - tp / steps.anomalies)).toBeLessThan(1 / 128)
    }
  })

  it('gain all anomalies with all rows, and lift by what is gained', () => {
    const gain = gainCurve(steps)
    expect([gain.x[0], gain.y[0], gain.x.at(-1), gain.y.at(-1)]).toEqual([0, 0, 1, 1])
    const lift = liftCurve(gain)
    expect(lift.y.at(-1)).toBe(1)
    const [first = 0] = lift.x
    expect(first).toBeCloseTo(1 / (steps.anomalies + steps.normals), 12)
    for (let i = 1; i < gain.x.length; i++) {
      expect(gain.x[i]).toBeGreaterThan(gain.x[i - 1]!)
      expect(gain.y[i]).toBeGreaterThanOrEqual(gain.y[i - 1]!)
    }
  })
})

describe('thinning', () => {
  it('keeps the area of any rising curve', () => {
    const step = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(step, step), { minLength: 2, maxLength: 80 }), (moves) => {
        const x = [0]
        const y = [0]
        for (const [dx, dy] of moves) {
          x.push(x.at(-1) + dx)
          y.push(y.at(-1) + dy)
        }
        const scale = Math.max(x.at(-1), y.at(-1), 1e-9)
        const curve = {
          x: Float64Array.from(x, (v) => v / scale),
          y: Float64Array.from(y, (v) => v / scale),
        }
        const thin = thinRising(curve, 8)
        expect(area(thin)).toBeCloseTo(area(curve), 10)
        for (let i = 1; i < thin.x.length; i++) {
          expect(thin.x[i]).toBeGreaterThanOrEqual(thin.x[i - 1]!)
          expect(thin.y[i]).toBeGreaterThanOrEqual(thin.y[i - 1]!)
        }
      }),
    )
  })

  it('has nothing to draw without rows of both kinds', () => {
    const only = (label: number) => {
      const scores = Float32Array.of(3, 2, 1)
      return finish(labelSteps(scores, rankScores(scores), new Uint8Array(3).fill(label)))
    }
    expect(rocCurve(only(1)).x).toHaveLength(0)
    expect(rocCurve(only(0)).x).toHaveLength(0)
    expect(precisionRecallCurve(only(0)).x).toHaveLength(0)
    expect(gainCurve(only(0)).x).toHaveLength(0)
    expect([...precisionRecallCurve(only(1)).y]).toEqual([1, 1, 1, 1, 1, 1, 1])
  })
})
