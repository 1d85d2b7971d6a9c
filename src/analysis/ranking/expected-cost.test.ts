import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankLabels } from '../evaluate/ranked-labels.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { amountAlong } from './amount-along.ts'
import { modelChances, USUAL_QUALITY, type Chances } from './chances.ts'
import { cutMove } from './cut-move.ts'
import { cutPositions } from './cut-positions.ts'
import { chancesFromDecisions } from './decided-chances.ts'
import { costAlong, costAt, lowestCost } from './expected-cost.ts'
import { labelledChances } from './labelled-chances.ts'
import { rankScores } from './rank-scores.ts'

/** Rows with scores on few levels, so that many are equal, amounts of either sign, and labels. */
const files = fc.array(
  fc.record({
    score: fc.integer({ min: 0, max: 8 }),
    amount: fc.integer({ min: -20, max: 50 }),
    label: fc.constantFrom(0, 0, 0, 1),
  }),
  { minLength: 1, maxLength: 60 },
)
const prices = fc.record({
  falseAlarm: fc.integer({ min: 1, max: 9 }),
  missed: fc.integer({ min: 0, max: 30 }),
  missedShare: fc.constantFrom(0, 0.5, 1),
})

function rankedOf(rows: readonly { readonly score: number; readonly amount: number }[]) {
  const scores = Float32Array.from(rows, ({ score }) => score)
  const order = rankScores(scores)
  const amounts = Float64Array.from(rows, ({ amount }) => amount)
  return { scores, order, amountAlong: finish(amountAlong(amounts, order)) }
}

describe('cuts to look at', () => {
  it('rise from none to all and never part equal scores', () => {
    fc.assert(
      fc.property(files, (rows) => {
        const { scores, order } = rankedOf(rows)
        const positions = [...cutPositions(scores, order)]
        const ends = [...order.keys()].filter((k) => scores[order[k]!] !== scores[order[k + 1]!])
        expect(positions).toEqual([0, ...ends.map((k) => k + 1)])
      }),
    )
  })

  it('are few for many rows', () => {
    const rng = createRng(1)
    const scores = Float32Array.from({ length: 1_000_000 }, () => rng.next())
    const positions = cutPositions(scores, rankScores(scores))
    expect(positions.length).toBeLessThan(4000)
    expect([positions[0], positions.at(-1)]).toEqual([0, 1_000_000])
    // Of the first 1,024 cuts all but those between equal scores.
    expect(positions.findIndex((cut) => cut > 1024)).toBeGreaterThan(950)
  })
})

describe('the chances by rank', () => {
  const many = (() => {
    const rng = createRng(2)
    const scores = Float32Array.from({ length: 50_000 }, () => rng.next())
    return { scores, order: rankScores(scores), amountAlong: null }
  })()
  const slopes = ({ positions, anomalies }: Chances) =>
    Array.from(positions.subarray(1), (to, j) => (anomalies[j + 1]! - anomalies[j]!) / (to - positions[j]!))

  it('fall down the ranking and add up to the base rate', () => {
    for (const quality of [0.5, 0.7, USUAL_QUALITY, 0.95, 0.999]) {
      for (const baseRate of [0.0001, 0.01, 0.3]) {
        const chances = modelChances(many, { baseRate, quality })
        expect(chances.anomalies.at(-1)).toBeCloseTo(50_000 * baseRate, 6)
        const shares = slopes(chances)
        expect(Math.max(...shares)).toBeLessThanOrEqual(1 + 1e-9)
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
        expect(shares.slice(1).every((share, j) => share <= shares[j]! + 1e-7)).toBe(true)
      }
    }
  })

  it('have the area under the ROC curve that was stated', () => {
    const baseRate = 0.1
    const { positions, anomalies } = modelChances(many, { baseRate, quality: 0.8 })
    const [hits, alarms] = [50_000 * baseRate, 50_000 * (1 - baseRate)]
    let area = 0
    for (let j = 1; j < positions.length; j++) {
      const width = (positions[j]! - anomalies[j]! - (positions[j - 1]! - anomalies[j - 1]!)) / alarms
      area += (width * (anomalies[j]! + anomalies[j - 1]!)) / 2 / hits
    }
    expect(area).toBeCloseTo(0.8, 4)
  })

  it('flag more rows as missing one costs more, and fewer as looking costs more', () => {
    const chances = modelChances(many, { baseRate: 0.01, quality: 0.8 })
    const cutFor = (falseAlarm: number, missed: number) =>
      lowestCost(chances, { falseAlarm, missed, missedShare: 0 }).cut
    const byLoss = [10, 50, 100, 500, 2000].map((missed) => cutFor(5, missed))
    const byAlarm = [1, 5, 20, 100].map((falseAlarm) => cutFor(falseAlarm, 200))
    expect(byLoss).toEqual([...byLoss].sort((a, b) => a - b))
    expect(byAlarm).toEqual([...byAlarm].sort((a, b) => b - a))
    expect(byLoss[0]).toBeLessThan(byLoss[4]!)
  })
})

describe('the expected cost', () => {
  it('is lowest where brute force finds it, with any losses', () => {
    fc.assert(
      fc.property(files, prices, fc.constantFrom(0.05, 0.3), (rows, costs, baseRate) => {
        const ranked = rankedOf(rows)
        const chances = modelChances(ranked, { baseRate, quality: 0.8 })
        const best = lowestCost(chances, costs)
        // Every row with its own chance and its own amount.
        const chance = new Float64Array(rows.length)
        for (let j = 1; j < chances.positions.length; j++) {
          const [from, to] = [chances.positions[j - 1]!, chances.positions[j]!]
          chance.fill((chances.anomalies[j]! - chances.anomalies[j - 1]!) / (to - from), from, to)
        }
        const costOf = (cut: number) =>
          chance.reduce((sum, p, k) => {
            const loss = costs.missed + costs.missedShare * Math.abs(rows[ranked.order[k]!]!.amount)
            return sum + (k < cut ? (1 - p) * costs.falseAlarm : p * loss)
          }, 0)
        const all = [...chances.positions].map(costOf)
        expect(best.cost).toBeCloseTo(Math.min(...all), 6)
        expect(costOf(best.cut)).toBeCloseTo(best.cost, 6)
        ;[...costAlong(chances, costs)].forEach((cost, j) => expect(cost).toBeCloseTo(all[j]!, 6))
      }),
    )
  })

  it('with labels is the cost of the mistakes themselves', () => {
    fc.assert(
      fc.property(files, prices, (rows, costs) => {
        const ranked = rankedOf(rows)
        const labels = finish(
          rankLabels(
            Uint8Array.from(rows, ({ label }) => label),
            ranked.order,
          ),
        )
        const chances = labelledChances(ranked, labels)
        const costOf = (cut: number) =>
          [...ranked.order].reduce((sum, row, k) => {
            const { label, amount } = rows[row]!
            if (k < cut) return sum + (label === 0 ? costs.falseAlarm : 0)
            return sum + (label === 1 ? costs.missed + costs.missedShare * Math.abs(amount) : 0)
          }, 0)
        const allowed = [0, ...ranked.order.keys()].filter(
          (k) => ranked.scores[ranked.order[k - 1]!] !== ranked.scores[ranked.order[k]!],
        )
        const best = lowestCost(chances, costs)
        expect(best.cost).toBeCloseTo(Math.min(...[...allowed, rows.length].map(costOf)), 6)
        expect(costAt(chances, costs, best.cut).cost).toBeCloseTo(costOf(best.cut), 6)
      }),
    )
  })

  it('gives rows without a label the chance of the labelled ones around them, never rising', () => {
    const scores = Float32Array.from({ length: 12 }, (_, i) => 12 - i)
    const order = rankScores(scores)
    // Anomaly 1, normal 0, without a label 2: 1 ? 0 1 ? 0 0 ? 0 0 0 ?
    const labels = finish(rankLabels(Uint8Array.of(1, 2, 0, 1, 2, 0, 0, 2, 0, 0, 0, 2), order))
    const { positions, anomalies } = labelledChances({ scores, order, amountAlong: null }, labels)
    expect([...positions]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    const added = [...anomalies.subarray(1)].map((sum, j) => sum - anomalies[j]!)
    ;[1, 1, 0, 1, 0.5, 0, 0, 0, 0, 0, 0, 0].forEach((chance, k) => expect(added[k]).toBeCloseTo(chance, 9))
  })
})

describe('what decisions say', () => {
  it('is near the truth where rows all down the ranking were decided', () => {
    const rng = createRng(4)
    const rows = 20_000
    const gauss = () => Array.from({ length: 12 }, () => rng.next()).reduce((a, b) => a + b) - 6
    const anomaly = Array.from({ length: rows }, () => rng.next() < 0.05)
    const scores = Float32Array.from(anomaly, (is) => gauss() + (is ? 1.5 : 0))
    const decided = [...rankScores(scores)].flatMap((row, rank) =>
      rank < 100 || rank % 40 === 0 ? [{ rank, anomaly: anomaly[row]! }] : [],
    )
    const { baseRate, quality, low, high } = chancesFromDecisions(decided, rows, 0.01)
    expect(low).toBeLessThan(0.05)
    expect(high).toBeGreaterThan(0.05)
    expect(baseRate).toBeGreaterThan(0.03)
    expect(baseRate).toBeLessThan(0.08)
    expect(quality).toBeGreaterThan(0.78) // the two lie 1.5 apart: .856
    expect(quality).toBeLessThan(0.92)
  })

  it('keeps near what was stated after one decision, and widens it', () => {
    const one = chancesFromDecisions([{ rank: 0, anomaly: true }], 1000, 0.01)
    expect(one.baseRate).toBeGreaterThan(0.005)
    expect(one.baseRate).toBeLessThan(0.1)
    expect(one.high / one.low).toBeGreaterThan(20)
    const alarms = Array.from({ length: 50 }, (_, rank) => ({ rank, anomaly: false }))
    expect(chancesFromDecisions(alarms, 1000, 0.01).baseRate).toBeLessThan(one.baseRate)
  })
})

describe('a move of the line', () => {
  it('is the rows between its two places', () => {
    fc.assert(
      fc.property(files, fc.nat(60), fc.nat(60), (rows, a, b) => {
        const ranked = rankedOf(rows)
        const [from, to] = [Math.min(a, rows.length), Math.min(b, rows.length)]
        const between = [...ranked.order.subarray(Math.min(from, to), Math.max(from, to))]
        const move = cutMove(ranked, from, to)
        expect(move).toMatchObject({ rows: between.length, enters: to >= from })
        expect(move.amount).toBeCloseTo(
          between.reduce((sum, row) => sum + rows[row]!.amount, 0),
          6,
        )
        expect(move.lowest).toBe(between.length === 0 ? null : rows[between.at(-1)]!.score)
        expect(move.highest).toBe(between.length === 0 ? null : rows[between[0]!]!.score)
      }),
    )
  })
})
