import { describe, expect, it } from 'vitest'
import { ballsAround } from '../detectors/neighbours/inne-balls.ts'
import { createRng } from '../math/rng.ts'
import { kernelSummer } from './neighbour-balls-kernel.ts'
import { BLOCK, plainSummer } from './neighbour-balls.ts'

describe('the balls kernel', () => {
  it.each([
    [1, 1, 1, 2],
    [3, 5, 8, 15],
    [10, 20, 8, 16],
    [40, 7, 33, 300],
    [2, 50, 2, BLOCK],
  ])(
    'gives the bits of the plain sums for %i columns, %i samples of %i, %i rows',
    (columns, subsets, size, rows) => {
      const rng = createRng(columns)
      const value = () => Math.fround((rng.next() - 0.5) * (rng.below(9) === 0 ? 100 : 1))
      const samples = Float32Array.from({ length: subsets * size * columns }, value)
      const balls = ballsAround(samples, columns, subsets, size, 'squared')
      const plain = plainSummer(balls)
      const kernel = kernelSummer(balls)!
      for (let i = 0; i < plain.block.length; i++) plain.block[i] = kernel.block[i] = value()
      // One row is the centre of a ball.
      for (let c = 0; c < columns; c++) plain.block[c * BLOCK] = kernel.block[c * BLOCK] = balls.centres[c]!
      const expected = new Float64Array(rows)
      const sums = new Float64Array(rows)
      plain.sum(rows, expected)
      kernel.sum(rows, sums)
      expect(sums).toEqual(expected)
      expect(expected.some((sum) => sum > 0)).toBe(true)
      expect(expected.every((sum) => sum <= subsets)).toBe(true)
    },
  )
})
