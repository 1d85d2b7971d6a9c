import { describe, expect, it } from 'vitest'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { sortedFinite } from './sorted-values.ts'

const ROWS = 30_000
const rng = createRng(11)
const made = (cell: (row: number) => number) => Float64Array.from({ length: ROWS }, (_, row) => cell(row))
const words = new Uint32Array(2)
const anyBits = () => {
  words[0] = rng.next() * 2 ** 32
  words[1] = rng.next() * 2 ** 32
  return new Float64Array(words.buffer)[0]!
}

const COLUMNS: Readonly<Record<string, Float64Array>> = {
  'both signs': made(() => rng.next() - 0.5),
  'negative values alike in their leading bits': made(() => -1.5 - rng.next() / 1e4),
  'one negative value': made(() => -3.25),
  'one value': made(() => 7),
  'whole numbers': made(() => rng.below(500) - 250),
  times: made(() => 1.5e12 + 1000 * rng.below(9e6)),
  'any bits at all': made(anyBits),
  'zeros of both signs': made((row) => (row % 3 === 0 ? -0 : row % 3 === 1 ? 0 : rng.next() - 0.5)),
  'holes and infinities': made((row) => [NaN, Infinity, -Infinity, rng.next(), -row][row % 5]!),
  'already ascending': made((row) => row * 0.1),
}

describe('sortedFinite', () => {
  for (const [name, values] of Object.entries(COLUMNS)) {
    it(`orders ${name} to the bit as a plain sort does`, () => {
      const sorted = finish(sortedFinite(values))
      const expected = values.filter((value) => Number.isFinite(value)).sort()
      expect(new BigInt64Array(sorted.slice().buffer)).toEqual(new BigInt64Array(expected.buffer))
    })
  }

  it('leaves the given values as they are', () => {
    const values = made(() => rng.next())
    const before = values.slice()
    finish(sortedFinite(values))
    expect(values).toEqual(before)
  })
})
