import { describe, expect, it } from 'vitest'
import { barPath } from './bar-path.ts'
import { binTicks, positionOf, valueAt } from './bin-axis.ts'
import { countScale } from './count-scale.ts'

const box = { x: 10, y: 0, width: 100, height: 50 }

describe('bar path', () => {
  it('draws a bar for each bin that holds something, at its place and height', () => {
    const scale = { height: (n: number) => n, top: 10, ticks: [] }
    expect(barPath([10, 0, 5], scale, { ...box, width: 30 })).toBe('M10.5 50v-50h9v50zM30.5 50v-25h9v25z')
  })

  it('one row among a million is still a pixel', () => {
    const d = barPath([1, 1_000_000], countScale(1_000_000, false), box)
    expect(d).toContain('v-1h')
  })
})

describe('count scale', () => {
  it('on a log axis equal factors are equal steps and one row can be seen', () => {
    const scale = countScale(10_000, true)
    expect(scale.height(1000) - scale.height(100)).toBeCloseTo(scale.height(100) - scale.height(10))
    expect(scale.height(1) / scale.top).toBeGreaterThan(0.05)
    expect(scale.height(0)).toBe(0)
    expect(scale.ticks.map((t) => t.count)).toEqual([1, 100, 10_000])
  })

  it('linear ticks are whole', () => {
    for (const max of [1, 2, 7, 58, 1234]) {
      for (const { count } of countScale(max, false).ticks) expect(Number.isInteger(count)).toBe(true)
    }
  })
})

describe('bin axis', () => {
  const edges = Float64Array.of(0, 1, 10, 100)

  it('position and value are inverse, also with uneven bins', () => {
    for (const value of [0, 0.5, 1, 5.5, 99])
      expect(valueAt(edges, positionOf(edges, value))).toBeCloseTo(value)
    expect(positionOf(edges, -1)).toBeLessThan(0)
    expect(positionOf(edges, 101)).toBeGreaterThan(3)
  })

  it('puts round values where they belong and names the bin of missing values', () => {
    const even = Float64Array.from({ length: 11 }, (_, i) => i * 10)
    const ticks = binTicks({ bins: 11, edges: even, labels: [], hasMissingBin: true, time: false }, 5)
    expect(ticks).toContainEqual({ at: 4, label: '40' })
    expect(ticks.at(-1)).toEqual({ at: 10.5, label: 'missing' })
  })

  it('labels powers of ten on log bins', () => {
    const log = Float64Array.from({ length: 13 }, (_, i) => 10 ** (i / 3))
    const ticks = binTicks({ bins: 12, edges: log, labels: [], hasMissingBin: false, time: false }, 6)
    expect(ticks.map((t) => Math.round(t.at))).toEqual([0, 3, 6, 9, 12])
  })

  it('labels edges where the last bin holds a long tail', () => {
    const tail = Float64Array.of(0, 10, 20, 30, Infinity)
    const ticks = binTicks({ bins: 4, edges: tail, labels: [], hasMissingBin: false, time: false }, 4)
    expect(ticks.map((t) => [t.at, t.label])).toEqual([
      [0, '0'],
      [1, '10'],
      [2, '20'],
      [3, '30'],
    ])
  })

  it('puts what lies in a bin without an end in its middle', () => {
    const open = Float64Array.of(-Infinity, 0, 10, Infinity)
    expect(positionOf(open, -1e9)).toBe(0.5)
    expect(positionOf(open, 5)).toBe(1.5)
    expect(positionOf(open, 10)).toBe(2)
    expect(positionOf(open, 1e9)).toBe(2.5)
  })

  it('labels bins that are whole numbers by whole numbers', () => {
    const edges = Float64Array.of(-0.5, 0.5, 1.5)
    const axis = { bins: 2, edges, labels: ['0', '1'], hasMissingBin: false, time: false }
    const labels = (whole: boolean) => binTicks({ ...axis, whole }, 8).map((tick) => tick.label)
    expect(labels(true)).toEqual(['0', '1'])
    expect(labels(false).length).toBeGreaterThan(2)
  })

  it('labels months by their first day', () => {
    const span = Float64Array.of(Date.UTC(2024, 0, 15), Date.UTC(2024, 3, 15))
    const ticks = binTicks({ bins: 1, edges: span, labels: [], hasMissingBin: false, time: true }, 3)
    expect(ticks.map((t) => t.label)).toEqual(['2024-02', '2024-03', '2024-04'])
  })

  it('leaves out categories that would not fit', () => {
    const labels = Array.from({ length: 20 }, (_, i) => `c${i}`)
    expect(binTicks({ bins: 20, edges: null, labels, hasMissingBin: false, time: false }, 5)).toHaveLength(5)
  })
})
