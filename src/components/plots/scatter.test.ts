import { describe, expect, it } from 'vitest'
import { coarseGrid, PARTS, partEdges } from './coarse-grid.ts'
import { densityPixels } from './density-image.ts'
import { createFlaggedRaster } from './flagged-raster.ts'
import { axisOf, countIntoCells, pixelX, pixelY, placeOf } from './scatter-geometry.ts'

describe('scatter geometry', () => {
  const view = { x: axisOf([0, 100], false, 0), y: axisOf([1, 1000], true, 0), width: 200, height: 90 }

  it('has small values at the left and at the bottom, and factors on a log axis', () => {
    expect([pixelX(view, 0), pixelX(view, 100)]).toEqual([0, 200])
    expect([pixelY(view, 1), pixelY(view, 10), pixelY(view, 1000)].map(Math.round)).toEqual([90, 60, 0])
  })

  it('a raster of the whole domain fills the view; zoomed in it is larger than the view', () => {
    expect(placeOf(view, [0, 100], [1, 1000])).toEqual({ x: 0, y: 0, width: 200, height: 90 })
    const zoomed = { ...view, x: { log: false, low: 0, high: 50 } }
    expect(placeOf(zoomed, [0, 100], [1, 1000]).width).toBe(400)
  })

  it('counts what is in sight and can be drawn', () => {
    const into = new Uint32Array(4)
    const x = Float64Array.of(10, 90, 90, NaN, 500)
    const y = Float64Array.of(2, 900, 900, 5, 5)
    countIntoCells(x, y, Int32Array.of(0, 0, 0, -1, 0), 0, 5, view, 2, 2, into)
    expect([...into]).toEqual([0, 2, 1, 0])
  })
})

describe('flagged raster', () => {
  const alpha = (pixels: Uint8ClampedArray, x: number, y: number) => pixels[(y * 20 + x) * 4 + 3]

  it('taking away every mark leaves nothing, in any order and with overlaps', () => {
    const raster = createFlaggedRaster(20, 20, 2.5, [200, 60, 10])
    const marks = [
      [5, 5],
      [6, 5],
      [0, 0],
      [19, 19],
      [5, 5],
    ] as const
    for (const [x, y] of marks) raster.mark(x, y, 1)
    expect(alpha(raster.pixels, 5, 5)).toBeGreaterThan(0)
    raster.mark(5, 5, -1)
    expect(alpha(raster.pixels, 5, 5)).toBeGreaterThan(0)
    for (const [x, y] of marks.slice(0, 4)) raster.mark(x, y, -1)
    expect(raster.pixels.filter((_, i) => i % 4 === 3).every((a) => a === 0)).toBe(true)
  })

  it('reports what changed, once, and ignores what is outside', () => {
    const raster = createFlaggedRaster(20, 20, 2, [0, 0, 0])
    raster.mark(NaN, 3, 1)
    raster.mark(100, 3, 1)
    expect(raster.takeDirty()).toBeNull()
    raster.mark(10, 10, 1)
    expect(raster.takeDirty()).toEqual({ x0: 8, y0: 8, x1: 13, y1: 13 })
    expect(raster.takeDirty()).toBeNull()
  })
})

describe('density', () => {
  it('shows more rows as more opaque, one row as visible and none as nothing', () => {
    const pixels = densityPixels(Uint32Array.of(0, 1, 100, 10_000), [9, 9, 9])
    const [none, one, hundred, most] = [3, 7, 11, 15].map((i) => pixels[i]!)
    expect(none).toBe(0)
    expect(one).toBeGreaterThan(60)
    expect(hundred).toBeGreaterThan(one!)
    expect(most).toBeGreaterThan(hundred!)
  })
})

describe('coarse grid', () => {
  it('holds every row once, also those that cannot be drawn', () => {
    const cell = Int32Array.of(0, 7, 56, 63, -1)
    const data = {
      cell,
      width: 8,
      height: 8,
      density: new Uint32Array(64),
      x: new Float64Array(5),
      y: new Float64Array(5),
    }
    const grid = coarseGrid({
      ...data,
      xDomain: [0, 1],
      yDomain: [0, 1],
      xLabels: null,
      yLabels: null,
      undrawn: 1,
    })
    // Cell 0 is at the top left: the highest values upright.
    expect([...grid.bins]).toEqual([12, 15, 0, 3, PARTS * PARTS])
    expect([...grid.rows].reduce((a, b) => a + b)).toBe(5)
  })

  it('has equal factors on a log axis', () => {
    expect(partEdges([1, 10_000], true).map(Math.round)).toEqual([1, 10, 100, 1000, 10_000])
  })
})
