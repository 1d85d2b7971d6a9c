import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import { countsAround } from './counts-around.ts'

const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0.5))

describe('counts around values', () => {
  it('are those of comparing each with each, whether few or many are asked for', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 40 }),
        fc.array(value, { maxLength: 30 }),
        (column, around) => {
          const { below, above, present } = finish(
            countsAround(Float64Array.from(column), Float64Array.from(around)),
          )
          if (around.length > 0) expect(present).toBe(column.filter((x) => !Number.isNaN(x)).length)
          expect([...below]).toEqual(around.map((a) => column.filter((x) => x < a).length))
          expect([...above]).toEqual(around.map((a) => column.filter((x) => x > a).length))
        },
      ),
      { seed: 4 },
    )
  })
})
