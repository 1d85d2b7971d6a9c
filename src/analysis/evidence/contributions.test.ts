import { describe, expect, it } from 'vitest'
import type { AutoModel } from '../detectors/ensembles/auto-model.ts'
import type { IsolationForestModel } from '../detectors/forests/isolation-forest.ts'
import { detectors, findDetector } from '../detectors/registry.ts'
import { quietRun } from '../detectors/test-data.ts'
import { exp2 } from '../math/exponential.ts'
import { averagePathLength } from '../math/harmonic.ts'
import { fitDetector } from '../pipeline/detector-jobs.ts'
import { ODD, preparedPayments, rankedPayments } from './testing.ts'

const ROWS = [...ODD, 0, 100, 239]

describe.each(detectors.map(({ info }) => info))('contributions of $name', ({ id, additive }) => {
  it(additive ? 'begin at the base and end at what the score says' : 'are not said to add up', async () => {
    const { session, host, ranking } = await rankedPayments(id)
    for (const row of ROWS) {
      const { sum, parts, score } = await session.evidence('contributions', { row }, host)
      expect(score).toBe(ranking.scores[row])
      expect(sum !== null).toBe(additive)
      if (sum === null) continue
      const total = parts.reduce((reached, { part }) => reached + part, sum.base)
      expect(Math.abs(total - sum.total)).toBeLessThan(1e-9)
      const scoreOf = { score: total, deviations: total, square: Math.sqrt(Math.max(0, total)) }
      if (sum.unit !== 'cuts')
        expect(Math.abs(scoreOf[sum.unit] - score) / Math.max(1, Math.abs(score))).toBeLessThan(1e-5)
      // The first one made the row stand out most.
      expect(sum.sign * (parts[0]!.part - parts.at(-1)!.part)).toBeGreaterThanOrEqual(0)
    }
  })
})

describe('contributions of the isolation forest', () => {
  it('are the cuts that each column saves: c(ψ) less all of them is the mean path length, to 1e-6', async () => {
    const { session, host } = await rankedPayments('iforest')
    const { matrix: x } = await preparedPayments()
    const model = (await fitDetector(
      { detector: 'iforest', params: findDetector('iforest').defaults, seed: 2 },
      x,
      () => undefined,
    )) as IsolationForestModel
    const c = averagePathLength(model.sampleSize)
    for (const row of ROWS) {
      const { sum, score } = await session.evidence('contributions', { row }, host)
      expect(sum).toMatchObject({ unit: 'cuts', base: c, sign: -1 })
      expect(Math.abs(sum!.total - meanPath(model, x.columns, row))).toBeLessThan(1e-6)
      expect(Math.abs(exp2(-sum!.total / c) - score)).toBeLessThan(1e-6)
    }
  })
})

describe('contributions of Auto', () => {
  it('are its members’, on the scale on which it adds their scores up, to 1e-6', async () => {
    const { session, host } = await rankedPayments('auto')
    const { matrix: x } = await preparedPayments()
    const auto = findDetector('auto')
    const model = (await fitDetector(
      { detector: 'auto', params: {}, seed: 2 },
      x,
      () => undefined,
    )) as AutoModel
    expect(model.members.length).toBe(3)
    const scores = auto.score(model, x, quietRun(1))
    for (const row of ROWS) {
      const { sum } = await session.evidence('contributions', { row }, host)
      expect(sum!.unit).toBe('deviations')
      expect(Math.abs(sum!.total - scores[row]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(scores[row]!)))
    }
  })
})

/** Walks the trees one by one: the mean expected path length of a row. */
function meanPath({ forest }: IsolationForestModel, columns: readonly Float32Array[], row: number): number {
  const trees = forest.treeStart.length - 1
  let sum = 0
  for (let tree = 0; tree < trees; tree++) {
    let node = forest.treeStart[tree]!
    while (forest.left[node] !== node) {
      const right = columns[forest.feature[node]!]![row]! > forest.split[node]!
      node = forest.left[node]! + (right ? 1 : 0)
    }
    sum += forest.pathLength[node]!
  }
  return sum / trees
}
