import { describe, expect, it } from 'vitest'
import type { FeatureMatrix } from '../../features/feature-matrix.ts'
import { createRng } from '../../math/rng.ts'
import { InvalidModelError } from '../model-record.ts'
import { sampleRows } from '../sample-rows.ts'
import { matrixOf, normalColumn, normalMatrix, quietRun } from '../test-data.ts'
import { factsOf } from './auto-facts.ts'
import { planFor } from './auto-plan.ts'
import { auto } from './auto.ts'

const ids = (facts: Parameters<typeof planFor>[0]) => planFor(facts).members.map(({ id }) => id)

describe('what Auto runs', () => {
  it('follows from the number of columns, their kinds and the number of rows, and is said', () => {
    const several = { rows: 1000, varying: 8, indicators: 1 }
    expect(ids(several)).toEqual(['iforest', 'eif', 'pooled-forest'])
    expect(ids({ ...several, varying: 1, indicators: 0 })).toEqual(['iforest', 'pooled-forest'])
    expect(planFor(several).reason).toMatch(/^Auto ran three forests \(.+ because .+\.$/)
    expect(planFor({ ...several, varying: 1 }).reason).toMatch(/^Auto ran two forests .+ one column/)
    expect(planFor({ ...several, indicators: 4 }).reason).toContain('categories')
    expect(planFor({ ...several, indicators: 4 }).members[0]!.params['columnChoice']).toBe('even')
    expect(planFor(several).members[0]!.params['columnChoice']).toBe('heavy-tailed')
    expect(planFor({ ...several, rows: 1e6 }).members.map(({ params }) => params['trees'])).toEqual([
      40, 40, 40,
    ])
    expect(planFor({ ...several, rows: 1e6 }).reason).toContain('40 trees')
  })

  it('counts a source of several matrix columns once, as yes/no when each holds two values at most', () => {
    const yes = (rows: number, every: number) =>
      Float32Array.from({ length: rows }, (_, r) => +(r % every === 0))
    const x: FeatureMatrix = {
      ...matrixOf([normalColumn(500, 1), yes(500, 2), yes(500, 3), yes(500, 5), new Float32Array(500)]),
      sourceOf: Int32Array.of(0, 1, 1, 2, 3),
      sources: [0, 1, 2, 3].map((column) => ({ column, name: `source ${column}`, weight: 1 })),
    }
    expect(factsOf(x, createRng(1))).toEqual({ rows: 500, varying: 3, indicators: 2 })
  })

  it('is told first in the notes', () => {
    const x = normalMatrix(300, 4)
    const model = auto.fit(x, {}, quietRun(1))
    expect(auto.notes!(model, x)[0]).toBe(planFor(model.facts).reason)
    expect(auto.diagnostics!(model, x)).toHaveLength(1)
  })
})

describe('its score', () => {
  it('is in standard deviations of the members’ scores: 0 on average over the table', () => {
    const x = normalMatrix(2000, 4)
    const scores = auto.score(auto.fit(x, {}, quietRun(1)), x, quietRun(1))
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
    expect(mean).toBeCloseTo(0, 4)
    const sd = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
    expect(sd).toBeGreaterThan(0.7)
    expect(sd).toBeLessThanOrEqual(1)
  })

  it('finds planted amounts among columns of noise', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const rng = createRng(seed)
      const amount = normalColumn(1000, seed).map((v) => 1000 + 150 * v)
      const planted = new Set(sampleRows(1000, 20, rng))
      for (const row of planted) amount[row] = 1800 + 1400 * rng.next()
      const noise = [4, 11, 30, 7, 1440, 52, 2].map((levels) =>
        Float32Array.from({ length: 1000 }, () => rng.below(levels)),
      )
      const x = matrixOf([amount, ...noise])
      const scores = auto.score(auto.fit(x, {}, quietRun(seed)), x, quietRun(seed))
      const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!)
      expect(order.slice(0, 20).filter((row) => planted.has(row)).length).toBeGreaterThanOrEqual(19)
    }
  })
})

describe('a saved model', () => {
  it('is refused when a member is missing, foreign, damaged or without a scale', () => {
    const record = auto.serialize(auto.fit(normalMatrix(60, 2), {}, quietRun(1)))
    const members = record['members'] as readonly Record<string, unknown>[]
    const wrong = [
      members.slice(1),
      [...members].reverse(),
      members.map((member) => ({ ...member, spread: 0 })),
      members.map((member) => ({ ...member, centre: null })),
      members.map((member) => ({ ...member, record: {} })),
      [null, ...members.slice(1)],
    ]
    for (const damaged of wrong) {
      expect(() => auto.deserialize({ ...record, members: damaged })).toThrow(InvalidModelError)
    }
  })
})
