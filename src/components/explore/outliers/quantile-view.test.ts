import { describe, expect, it } from 'vitest'
import { quantileView } from './quantile-view.ts'

const plot = {
  ranks: Uint32Array.of(0, 1, 2),
  theoretical: Float64Array.of(0.1, 1, 10),
  squares: Float64Array.of(0, 1, 1000),
  counts: Uint32Array.of(1, 1, 1),
  points: Uint16Array.of(0, 1, 2),
}

describe('the view of a quantile plot', () => {
  it('holds all points, the limit and the line of normal rows', () => {
    const { x, y, up, limit, diagonal } = quantileView(plot, 12, false)
    expect(x[0]).toBe(0)
    expect(x[1]).toBeGreaterThan(12)
    expect(y[1]).toBeGreaterThan(1000)
    expect([...up]).toEqual([0, 1, 1000])
    expect(limit).toBe(12)
    expect(diagonal).toEqual([0, x[1]])
  })

  it('keeps a distance of 0 on a log scale', () => {
    const { x, y, across, up, diagonal } = quantileView(plot, 10, true)
    expect(up[0]).toBeCloseTo(-2, 12)
    expect([across[0], across[2], up[2]].map((at) => Math.round(at! * 1e9) / 1e9)).toEqual([-1, 1, 3])
    expect(y[0]).toBeLessThan(-2)
    expect(diagonal).toEqual([x[0], x[1]])
  })
})
