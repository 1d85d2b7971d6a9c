import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testTable } from '../features/testing/test-tables.ts'
import { createRng } from '../math/rng.ts'
import { finish } from '../work.ts'
import { association } from './contingency.ts'
import { pairColours } from './pair-colours.ts'
import { pairLines, rowsToFit, THEIL_SEN_ROWS } from './pair-lines.ts'
import { pairMoments, pearson } from '../statistics/pair-moments.ts'
import { pairRaster } from './pair-raster.ts'
import { contextOf } from '../questions/testing.ts'

const number = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(0, 1, -1, NaN, Infinity, -Infinity),
)
const rows = fc.array(fc.tuple(number, number), { maxLength: 60 })

const columns = (pairs: readonly (readonly [number, number])[]) => ({
  x: pairs.map(([x]) => x),
  y: pairs.map(([, y]) => y),
})
const whole = { x: 0, y: 1, logX: false, logY: false, xWithin: null, yWithin: null }

describe('raster', () => {
  it('holds every row exactly once, also those that cannot be drawn', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.boolean(), (pairs, logX, logY) => {
        const context = contextOf(testTable(columns(pairs)))
        const raster = finish(pairRaster(context, { ...whole, logX, logY, width: 7, height: 5 }))
        const counted = new Uint32Array(raster.counts.length)
        for (const cell of raster.cells) counted[cell]!++
        expect(counted).toEqual(raster.counts)
        const drawable = (v: number, log: boolean) => Number.isFinite(v) && (!log || v > 0)
        const undrawn = pairs.filter(([x, y]) => !drawable(x, logX) || !drawable(y, logY)).length
        expect([raster.undrawn, raster.beyond, raster.counts[35]]).toEqual([undrawn, 0, undrawn])
      }),
    )
  })

  it('has the largest y on the top line and equal factors on a log axis', () => {
    const context = contextOf(testTable({ x: [1, 10, 100], y: [0, 5, 10] }))
    const { cells, width } = finish(pairRaster(context, { ...whole, logX: true, width: 3, height: 3 }))
    expect([...cells].map((cell) => [cell % width, Math.floor(cell / width)])).toEqual([
      [0, 2],
      [1, 1],
      [2, 0],
    ])
  })

  it('a part of an axis leaves out what is beyond, and says how much', () => {
    const context = contextOf(testTable({ x: [0, 1, 2, 3, null], y: [0, 1, 2, 3, 4] }))
    const request = { ...whole, xWithin: [1, 2] as const, width: 4, height: 4 }
    const raster = finish(pairRaster(context, request))
    expect([raster.undrawn, raster.beyond, raster.xExtent]).toEqual([1, 2, [1, 2]])
  })

  it('draws a constant column and an empty one', () => {
    const context = contextOf(testTable({ x: [7, 7], y: [null, null] as (number | null)[] }))
    const raster = finish(pairRaster(context, { ...whole, width: 8, height: 8 }))
    expect(raster.undrawn).toBe(2)
    expect(raster.xExtent[0]).toBeLessThan(7)
    expect(raster.xExtent[1]).toBeGreaterThan(7)
  })

  it('finds room at both ends of the largest and the smallest doubles', () => {
    const context = contextOf(testTable({ x: [-1.7e308, 1.7e308], y: [5e-324, 1.7e308] }))
    const raster = finish(pairRaster(context, { ...whole, logY: true, width: 8, height: 8 }))
    expect(raster.counts.reduce((a, b) => a + b)).toBe(2)
    expect([...raster.xExtent, ...raster.yExtent].every(Number.isFinite)).toBe(true)
  })
})

describe('lines', () => {
  const table = (n: number, seed = 1) => {
    const rng = createRng(seed)
    const x = Array.from({ length: n }, () => 10 + 5 * rng.next())
    return { x, y: x.map((v) => 3 + 2 * v + rng.next()) }
  }
  const linesOf = (
    x: readonly (number | null)[],
    y: readonly (number | null)[],
    logX = false,
    logY = false,
  ) => finish(pairLines(contextOf(testTable({ x, y })), { x: 0, y: 1, logX, logY }))

  it('the order of rows changes nothing', () => {
    const { x, y } = table(200)
    const there = linesOf(x, y)
    const back = linesOf([...x].reverse(), [...y].reverse())
    expect(back.r).toBeCloseTo(there.r ?? NaN, 12)
    expect(back.leastSquares?.slope).toBeCloseTo(there.leastSquares?.slope ?? NaN, 11)
    expect(back.robust?.slope).toBeCloseTo(there.robust?.slope ?? NaN, 12)
  })

  it('another unit changes the slope and nothing else', () => {
    const { x, y } = table(150)
    const first = linesOf(x, y)
    const scaled = linesOf(
      x.map((v) => 1000 * v - 7),
      y.map((v) => -v),
    )
    expect(scaled.r).toBeCloseTo(-(first.r ?? NaN), 12)
    expect(scaled.leastSquares?.slope).toBeCloseTo(-(first.leastSquares?.slope ?? NaN) / 1000, 12)
    expect(scaled.robust?.slope).toBeCloseTo(-(first.robust?.slope ?? NaN) / 1000, 12)
  })

  it('a power law is a straight line on log axes', () => {
    const x = Array.from({ length: 30 }, (_, i) => i + 1)
    const lines = linesOf([...x, -5, 0], [...x.map((v) => 7 * v ** 1.5), 3, 3], true, true)
    expect(lines.n).toBe(30)
    expect(lines.r).toBeCloseTo(1, 12)
    expect(lines.leastSquares?.slope).toBeCloseTo(1.5, 10)
    expect(lines.robust?.intercept).toBeCloseTo(Math.log10(7), 10)
  })

  it('rows that are far off move the robust line little', () => {
    const { x, y } = table(400)
    const lines = linesOf(
      x,
      y.map((v, i) => (i % 10 === 0 ? 500 - 40 * (x[i] ?? 0) : v)),
    )
    expect(lines.robust?.slope).toBeCloseTo(2, 0)
    expect(Math.abs((lines.leastSquares?.slope ?? 2) - 2)).toBeGreaterThan(2)
  })

  it('missing values take the row out, and nothing is fitted to a constant, one row or none', () => {
    const lines = linesOf([1, 2, null, 4, Infinity], [1, null, 3, 4, 5])
    expect([lines.n, lines.leastSquares?.slope, lines.rInterval]).toEqual([2, 1, null])
    for (const x of [[3, 3, 3], [1], [], [null, null]]) {
      const none = linesOf(
        x,
        x.map((_, i) => i),
      )
      expect([none.r, none.leastSquares, none.robust]).toEqual([null, null, null])
    }
    // 0.1 + 0.2 + … leaves something of equal values; it is no variation.
    expect(
      linesOf(
        Array.from({ length: 1000 }, () => 0.1),
        Array.from({ length: 1000 }, (_, i) => i),
      ).r,
    ).toBeNull()
  })

  it('the robust line takes a fixed sample of many rows, spread over all of them', () => {
    const x = Float64Array.from({ length: 50_000 }, (_, i) => (i % 5 === 0 ? NaN : i))
    const n = x.filter((v) => !Number.isNaN(v)).length
    const sample = finish(rowsToFit(x, x, n))
    expect(sample.length).toBe(THEIL_SEN_ROWS)
    expect(new Set(sample).size).toBe(THEIL_SEN_ROWS)
    expect(sample.every((row) => row % 5 !== 0)).toBe(true)
    expect(finish(rowsToFit(x, x, n))).toEqual(sample)
    for (let part = 0; part < 5; part++) {
      const inPart = sample.filter((row) => Math.floor(row / 10_000) === part).length
      expect(inPart).toBeGreaterThan(150)
      expect(inPart).toBeLessThan(250)
    }
  })

  it('values whose squares are beyond doubles give no r rather than a wrong one', () => {
    const r = pearson(finish(pairMoments(Float64Array.of(1e300, -1e300, 3e200), Float64Array.of(1, 2, 3))))
    expect(r).toBeNull()
  })
})

describe('colours', () => {
  const raster = { ...whole, width: 2, height: 1, most: 2, colour: 2, levels: false }

  it('a cell has the colour of its most frequent level, and its share', () => {
    const context = contextOf(
      testTable({ x: [0, 0, 0, 9, 9], y: [1, 1, 1, 1, 1], c: ['a', 'b', 'b', 'a', null] }),
    )
    const colours = finish(pairColours(context, raster))
    if (colours.kind !== 'levels') throw new Error('not levels')
    expect(colours.levels).toEqual([
      { kind: 'value', value: 'a' },
      { kind: 'value', value: 'b' },
      { kind: 'missing' },
    ])
    expect([...colours.level]).toEqual([1, 0])
    expect([...colours.share].map((s) => s.toFixed(3))).toEqual(['0.667', '0.500'])
    expect([...colours.counts]).toEqual([2, 2, 1])
  })

  it('a number gives the mean of each cell', () => {
    const context = contextOf(testTable({ x: [0, 0, 0, 9], y: [1, 1, 1, 1], c: [10, 20, null, null] }))
    const colours = finish(pairColours(context, raster))
    if (colours.kind !== 'mean') throw new Error('not a mean')
    expect([...colours.mean]).toEqual([15, NaN])
    expect([colours.low, colours.high, colours.missing]).toEqual([15, 15, 2])
  })

  it('codes are levels where that is asked for', () => {
    const context = contextOf(testTable({ x: [0, 0, 9], y: [1, 1, 1], c: [3, 3, 1] }))
    const colours = finish(pairColours(context, { ...raster, levels: true }))
    if (colours.kind !== 'levels') throw new Error('not levels')
    expect(colours.levels.map((level) => level.kind === 'value' && level.value)).toEqual([1, 3])
    expect([...colours.level]).toEqual([1, 0])
  })
})

describe('association', () => {
  const table = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
    .chain(([lines, columns]) =>
      fc.tuple(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: lines * columns, maxLength: lines * columns }),
        fc.constant(columns),
      ),
    )

  it('changing rows for columns changes nothing but the place', () => {
    fc.assert(
      fc.property(table, ([counts, columns]) => {
        const lines = counts.length / columns
        const turned = Uint32Array.from(
          counts,
          (_, i) => counts[(i % lines) * columns + Math.floor(i / lines)]!,
        )
        const there = association(Uint32Array.from(counts), columns)
        const back = association(turned, lines)
        expect(back.chiSquared).toBeCloseTo(there.chiSquared, 8)
        expect(back.degreesOfFreedom).toBe(there.degreesOfFreedom)
        there.residuals.forEach((residual, i) => {
          const other = back.residuals[(i % columns) * lines + Math.floor(i / columns)]!
          if (Number.isNaN(residual)) expect(other).toBeNaN()
          else expect(other).toBeCloseTo(residual, 8)
        })
      }),
    )
  })

  it('an empty line adds nothing, and one line is no table', () => {
    const there = association(Uint32Array.of(3, 5, 8, 2), 2)
    const withEmpty = association(Uint32Array.of(3, 5, 0, 0, 8, 2), 2)
    expect([withEmpty.chiSquared, withEmpty.degreesOfFreedom]).toEqual([there.chiSquared, 1])
    expect(association(Uint32Array.of(4, 4), 2).p).toBeNull()
    expect(association(new Uint32Array(0), 0).n).toBe(0)
  })
})
