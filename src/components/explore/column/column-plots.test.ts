import { describe, expect, it } from 'vitest'
import { binsOfInterval } from './bins-of-interval.ts'
import { shareAtMost } from './cell-places.ts'
import { densityOfCells, distributionPath } from './line-paths.ts'

const cells = { first: [0, 1, 2, 10], last: [0, 1, 6, 10] }
const same = (position: number) => position

describe('drawing from rows per cell', () => {
  it('draws a distribution function upright at single values and straight across several', () => {
    const path = distributionPath(cells, [2, 0, 1, 1], same, same, -5, 8)
    expect(path).toBe('M-5 0L0 0L0 0.5L2 0.5L6 0.75L8 0.75L8 1L8 1')
    expect(distributionPath(cells, [0, 0, 0, 0], same, same, 0, 8)).toBe('')
  })

  it('tells the share of rows at or below a value', () => {
    expect(shareAtMost(cells, [2, 0, 4, 2], 0)).toBe(0.25)
    expect(shareAtMost(cells, [2, 0, 4, 2], 4)).toBe(0.5)
    expect(shareAtMost(cells, [2, 0, 4, 2], 10)).toBe(1)
    expect(shareAtMost(cells, [0, 0, 0, 0], 10)).toBeNaN()
  })

  it('smooths rows into a density of area 1 about where they are', () => {
    const grid = { low: -20, step: 0.1, points: 501 }
    const density = densityOfCells(cells, [0, 0, 0, 3], grid)!
    expect(density.reduce((a, b) => a + b) * grid.step).toBeCloseTo(1, 9)
    expect(density.indexOf(Math.max(...density))).toBe(300)
    const two = densityOfCells(cells, [50, 0, 0, 50], grid)!
    expect(two[200]).toBeCloseTo(two[300]!, 9)
    expect(two.reduce((a, b) => a + b) * grid.step).toBeCloseTo(1, 3)
    expect(densityOfCells(cells, [0, 0, 0, 0], grid)).toBeNull()
  })
})

describe('the bins of selected values', () => {
  const bins = {
    edges: Float64Array.of(-Infinity, 0, 10, 20, 30),
    labels: ['', '', '', '', 'missing'],
    hasMissingBin: true,
  }
  const of = (low: number, high: number, closed = false) => binsOfInterval(bins, { low, high, closed }, false)

  it('are all that the values reach into', () => {
    expect(of(0, 10)).toEqual({ from: 1, to: 1 })
    expect(of(0, 10, true)).toEqual({ from: 1, to: 2 })
    expect(of(5, 15)).toEqual({ from: 1, to: 2 })
    expect(of(-Infinity, Infinity)).toEqual({ from: 0, to: 3 })
    expect(of(31, 40)).toBeNull()
  })

  it('are the one of missing cells when those are selected', () => {
    expect(binsOfInterval(bins, null, true)).toEqual({ from: 4, to: 4 })
    expect(binsOfInterval(bins, null, false)).toBeNull()
  })
})
