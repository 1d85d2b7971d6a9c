import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rankScores } from '../ranking/rank-scores.ts'
import { finish } from '../work.ts'
import { areaIntervals, figureIntervals } from './bootstrap.ts'
import { figuresOf, type Figures } from './figures.ts'
import { evaluateRanking } from './labelled-ranking.ts'
import { labelSteps } from './label-steps.ts'
import { confusionAt, rankLabels } from './ranked-labels.ts'

type Line = Readonly<Record<'x' | 'y', readonly number[]>>
interface Golden {
  readonly cases: readonly {
    readonly name: string
    readonly scores: readonly number[]
    readonly labels: readonly number[]
    readonly auroc: number | null
    readonly averagePrecision: number | null
    readonly roc?: Line
    readonly precisionRecall?: Line
    readonly cuts: readonly Readonly<Record<string, number>>[]
  }[]
  readonly bootstraps: readonly {
    readonly name: string
    readonly scores: readonly number[]
    readonly labels: readonly number[]
    readonly cut: number
    readonly low: Readonly<Record<string, number>>
    readonly high: Readonly<Record<string, number>>
  }[]
}
const golden = JSON.parse(readFileSync(new URL('./golden/metrics.json', import.meta.url), 'utf8')) as Golden

describe.each(golden.cases)('against scikit-learn: $name', (wanted) => {
  const scores = Float32Array.from(wanted.scores)
  const order = rankScores(scores)
  const labels = Uint8Array.from(wanted.labels)
  const answer = finish(evaluateRanking(scores, order, labels))

  it('has the same areas, or none', () => {
    expectSame(answer.auroc, wanted.auroc ?? NaN)
    expectSame(answer.averagePrecision, wanted.averagePrecision ?? NaN)
  })

  it('has the same figures at every threshold, and none that is not defined', () => {
    for (const row of wanted.cuts) {
      const confusion = confusionAt(answer, row['cut']!)
      expect(confusion).toEqual({
        truePositives: row['tp'],
        falsePositives: row['fp'],
        falseNegatives: row['fn'],
        trueNegatives: row['tn'],
      })
      const figures = figuresOf(confusion, 2)
      const same = (key: keyof Figures, value: number | undefined) =>
        expectSame(figures[key], value ?? NaN, `${key} at ${row['cut']}`)
      same('precision', row['precision'])
      same('recall', row['recall'])
      same('f1', row['f1'])
      same('fBeta', row['f2'])
      same('specificity', row['specificity'])
      same('accuracy', row['accuracy'])
      same('balancedAccuracy', row['balancedAccuracy'])
      same('mcc', row['mcc'])
      expectSame(figuresOf(confusion, 0.5).fBeta, row['fHalf'] ?? NaN)
    }
  })

  it('draws the same curves', () => {
    const { roc, precisionRecall } = answer.curves
    expect(corners(roc)).toEqual(corners(wanted.roc ?? { x: [], y: [] }))
    // Ours are stairs: each of its thresholds ends one.
    const stairs = precisionRecall.x.filter((_, i) => i % 2 === 1)
    const heights = precisionRecall.y.filter((_, i) => i % 2 === 1)
    const points = (wanted.precisionRecall?.x ?? []).flatMap((x, i, all) =>
      x > (all[i - 1] ?? 0) ? [[rounded(x), rounded(wanted.precisionRecall?.y[i] ?? NaN)]] : [],
    )
    expect(Array.from(stairs, (x, i) => [rounded(x), rounded(heights[i]!)])).toEqual(points)
  })
})

/** The points at which a line turns. */
function corners({ x, y }: Readonly<Record<'x' | 'y', ArrayLike<number>>>): number[][] {
  const kept: [number, number][] = []
  for (let i = 0; i < x.length; i++) {
    const point: [number, number] = [x[i]!, y[i]!]
    const [a, b] = kept.slice(-2)
    const turn = a && b ? (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) : 1
    if (Math.abs(turn) < 1e-12) kept.pop()
    kept.push(point)
  }
  return kept.map((point) => point.map(rounded))
}

function rounded(value: number): number {
  return Number(value.toFixed(9))
}

describe.each(golden.bootstraps)('against a plain bootstrap: $name', (wanted) => {
  const scores = Float32Array.from(wanted.scores)
  const order = rankScores(scores)
  const labels = Uint8Array.from(wanted.labels)
  const near = (
    key: string,
    interval: { readonly low: number; readonly high: number } | null,
    part = 0.15,
  ) => {
    const [low, high] = [wanted.low[key]!, wanted.high[key]!]
    expect(Math.abs((interval?.low ?? NaN) - low), `${key} low`).toBeLessThan(part * (high - low))
    expect(Math.abs((interval?.high ?? NaN) - high), `${key} high`).toBeLessThan(part * (high - low))
  }

  it('gives nearly the same intervals of the areas', () => {
    const { auroc, averagePrecision } = finish(
      areaIntervals(finish(labelSteps(scores, order, labels)), 1, 4000),
    )
    near('auroc', auroc)
    near('averagePrecision', averagePrecision)
  })

  it('gives nearly the same intervals at the cut', () => {
    const intervals = figureIntervals(confusionAt(finish(rankLabels(labels, order)), wanted.cut), 2, 1, 4000)
    for (const key of ['f1', 'fBeta', 'balancedAccuracy', 'mcc', 'lift'] as const) near(key, intervals[key])
    // Wilson's, which are not the bootstrap's but cannot be far off where there are many rows.
    for (const key of ['precision', 'recall'] as const) near(key, intervals[key], 0.3)
  })
})

/** Equal to twelve places; what is not defined is so on both sides. */
function expectSame(actual: number, wanted: number, message?: string): void {
  if (Number.isNaN(wanted)) expect(actual, message).toBeNaN()
  else expect(actual, message).toBeCloseTo(wanted, 12)
}
