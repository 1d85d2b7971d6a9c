import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import { botevBandwidth, silvermanBandwidth } from './bandwidth.ts'
import { freedmanDiaconisWidth, scottWidth } from './bin-width.ts'
import { boxStatistics } from '../statistics/box-statistics.ts'
import { kernelDensity } from './kernel-density.ts'
import { normalPlot } from './normal-plot.ts'

/** What scripts/golden/column_distribution.py wrote. */
interface NumpyCase {
  readonly name: string
  readonly x: readonly number[]
  readonly fd_width: number
  readonly scott_width: number
  readonly nrd0: number
  readonly botev: number | null
  readonly kde_grid: readonly number[]
  readonly kde: readonly number[]
  readonly probplot: { readonly osm: readonly number[]; readonly step: number; readonly r: number }
  readonly hazen_r: number
  readonly quartiles: readonly number[]
  readonly inner: readonly number[]
  readonly outer: readonly number[]
  readonly whiskers: readonly number[]
  readonly outside: readonly number[]
  readonly far_out: readonly number[]
}

/** What scripts/golden/column_distribution.R wrote. */
interface RCase {
  readonly name: string
  readonly x: readonly number[]
  readonly nrd0: number
  /** Whisker, hinge, median, hinge, whisker. */
  readonly stats: readonly number[]
  readonly out: readonly number[]
  readonly slope: number
  readonly intercept: number
}

function read(name: string): unknown {
  const path = new URL(`./golden/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8'))
}

const { cases: numpyCases } = read('column-distribution') as { readonly cases: readonly NumpyCase[] }
const { cases: rCases } = read('column-distribution-r') as { readonly cases: readonly RCase[] }

const ascending = (x: readonly number[]) => Float64Array.from(x).sort()
const near = (actual: ArrayLike<number>, expected: readonly number[], digits = 10) => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]! / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, digits))
}

describe.each(numpyCases)('numpy and scipy: $name', (golden) => {
  const sorted = ascending(golden.x)
  const n = sorted.length

  it('bin widths', () => {
    expect(freedmanDiaconisWidth(sorted)).toBeCloseTo(golden.fd_width, 10)
    expect(finish(scottWidth(sorted))).toBeCloseTo(golden.scott_width, 10)
  })

  it('box plot', () => {
    const box = boxStatistics(sorted)!
    near([box.q1, box.median, box.q3], golden.quartiles)
    near(box.innerFences, golden.inner)
    near(box.outerFences, golden.outer)
    expect([...box.whiskers]).toEqual(golden.whiskers)
    expect([...box.outside]).toEqual(golden.outside)
    expect([...box.farOut]).toEqual(golden.far_out)
  })

  it('density', () => {
    const bandwidth = finish(silvermanBandwidth(sorted))
    expect(bandwidth).toBeCloseTo(golden.nrd0, 10)
    const { kde_grid: grid } = golden
    const fine = (grid.length - 1) * 16 + 1
    const made = finish(kernelDensity(sorted, [grid[0]!, grid.at(-1)!], fine, bandwidth))!
    const peak = Math.max(...golden.kde)
    const limit = (made.step / bandwidth) ** 2 / 8
    golden.kde.forEach((density, k) =>
      expect(Math.abs(made.density[16 * k]! - density) / peak).toBeLessThan(limit),
    )
  })

  it('Botev’s bandwidth', () => {
    if (golden.botev === null) return
    const bandwidth = finish(botevBandwidth(sorted, [sorted[0]!, sorted[n - 1]!]))
    expect(bandwidth / golden.botev).toBeCloseTo(1, 8)
  })

  it('normal plot', () => {
    const { theoretical, ranks, correlation } = finish(normalPlot(sorted, 'filliben'))
    for (const [k, rank] of ranks.entries()) {
      if (rank % golden.probplot.step !== 0) continue
      expect(theoretical[k]).toBeCloseTo(golden.probplot.osm[rank / golden.probplot.step]!, 10)
    }
    expect(correlation).toBeCloseTo(golden.probplot.r, 10)
    expect(finish(normalPlot(sorted, 'hazen')).correlation).toBeCloseTo(golden.hazen_r, 10)
  })
})

describe.each(rCases)('R: $name', (golden) => {
  const sorted = ascending(golden.x)

  it('boxplot.stats', () => {
    const box = boxStatistics(sorted)!
    near([box.whiskers[0], box.q1, box.median, box.q3, box.whiskers[1]], golden.stats)
    const out = sorted.filter((value) => value < box.innerFences[0] || value > box.innerFences[1])
    expect([...out]).toEqual(golden.out)
    expect(box.outside[0] + box.outside[1]).toBe(golden.out.length)
  })

  it('bw.nrd0 and qqline', () => {
    expect(finish(silvermanBandwidth(sorted))).toBeCloseTo(golden.nrd0, 10)
    const { slope, intercept } = finish(normalPlot(sorted, 'hazen'))
    near([slope, intercept], [golden.slope, golden.intercept])
  })
})
