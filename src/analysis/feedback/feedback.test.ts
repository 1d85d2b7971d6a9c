import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, normalMatrix } from '../detectors/test-data.ts'
import type { Forest } from '../kernels/forest.ts'
import { createLeafTables, leafBlocks, plainTables } from '../kernels/leaf-tables.ts'
import { numberLeaves } from '../kernels/leaf-walk.ts'
import { createRng } from '../math/rng.ts'
import { rankScores } from '../ranking/rank-scores.ts'
import { finish } from '../work.ts'
import type { Lesson } from './feedback.ts'
import { firstRows, prepareLearner, teach, wholeOrder } from './learner.ts'
import { fitLogistic } from './logistic.ts'
import { latestLessons, mirrorDescent, tablesOf } from './path-lessons.ts'
import { growReferenceForest, treesFor } from './reference-forest.ts'
import { topRows } from './top-rows.ts'
import { whyLearned } from './why-learned.ts'

interface Golden {
  readonly omd: {
    readonly lessons: readonly (readonly [number, number])[]
    readonly gains: Record<string, number>
  }
  readonly logistic: readonly {
    readonly columns: number
    readonly penalty: number
    readonly values: number[]
    readonly positive: number[]
    readonly weights: number[]
    readonly coefficients: number[]
    readonly intercept: number
  }[]
}
const golden = JSON.parse(readFileSync(new URL('./golden/feedback.json', import.meta.url), 'utf8')) as Golden

const ROWS = 1500
const x = normalMatrix(ROWS, 4)
const scores = Float32Array.from({ length: ROWS }, (_, i) => Math.fround(Math.abs(x.columns[0]![i]!)))
const order = rankScores(scores)
const learner = finish(prepareLearner({ x, scores, order, seed: 3 }))!

const lessonsOf = fc
  .uniqueArray(fc.integer({ min: 0, max: ROWS - 1 }), { minLength: 1, maxLength: 25 })
  .chain((rows) =>
    fc.tuple(
      ...rows.map((row) =>
        fc.constantFrom('anomaly', 'false-alarm', 'unsure').map((label): Lesson => ({ row, label: label })),
      ),
    ),
  )

describe('lessons on a forest', () => {
  it('moves weights as the plain working does', () => {
    // The trees of the golden file: tree 1 cuts column 0 and then column 1, tree 2 column 2 and then column 3.
    const forest: Forest = {
      treeStart: Int32Array.of(0, 5, 10),
      feature: Int32Array.of(0, 1, 0, 0, 0, 2, 0, 3, 0, 0),
      split: Float32Array.of(0, 0, Infinity, Infinity, Infinity, 0, Infinity, 0, Infinity, Infinity),
      left: Int32Array.of(1, 3, 2, 3, 4, 6, 6, 8, 8, 9),
      size: new Int32Array(10),
      pathLength: new Float64Array(10),
      steps: 2,
    }
    const rows = matrixOf([
      Float32Array.of(-1, -1, 1, -1),
      Float32Array.of(-1, 1, 0, -1),
      Float32Array.of(-1, 1, 1, 1),
      Float32Array.of(0, -1, 1, 1),
    ])
    const lessons = golden.omd.lessons.map(([row, y]): Lesson => ({
      row,
      label: y > 0 ? 'anomaly' : 'false-alarm',
    }))
    const numbers = numberLeaves(forest)!
    const gains = finish(mirrorDescent(forest, 2, rows, lessons))
    const leaves = plainTables(forest, numbers, 2, 4)
    leaves.fill(rows.columns, 0)
    leaves.setTables(tablesOf(forest, 2, numbers, gains))
    expect(Array.from(leaves.sumBlock(0), (halves) => halves / 2)).toEqual(Object.values(golden.omd.gains))
  })

  it('keeps leaves in the kernel as in plain TypeScript', () => {
    const wide = normalMatrix(2500, 5, 4)
    const forest = finish(growReferenceForest(wide, 9, createRng(1)))
    const kernel = createLeafTables(forest, 9, 5, 2500)!
    const plain = plainTables(forest, numberLeaves(forest)!, 9, 2500)
    const tables = Int32Array.from({ length: 9 * 256 }, (_, i) => ((i * 7919) % 1000) - 500)
    kernel.setTables(tables)
    plain.setTables(tables)
    for (let block = 0; block < leafBlocks(2500); block++) {
      kernel.fill(wide.columns, block)
      plain.fill(wide.columns, block)
      expect(kernel.sumBlock(block).slice()).toEqual(plain.sumBlock(block).slice())
    }
  })

  it('fits the last 500 of each label, in their order', () => {
    const lessons = Array.from({ length: 1600 }, (_, row): Lesson => ({
      row,
      label: row % 8 === 0 ? 'unsure' : row % 2 === 0 ? 'anomaly' : 'false-alarm',
    }))
    const latest = latestLessons(lessons)
    expect(latest).toEqual(lessons.filter((lesson) => latest.includes(lesson)))
    expect(latest.filter(({ label }) => label === 'false-alarm')).toHaveLength(500)
    expect(latest.filter(({ label }) => label === 'anomaly')).toHaveLength(500)
    expect(latest.at(-1)!.row).toBe(1599)
  })

  it('asks for no more memory than there is', () => {
    expect(treesFor(1_000_000)).toBe(100)
    expect(treesFor(5_000_000)).toBe(26)
    expect(treesFor(20_000_000)).toBe(0)
  })
})

describe('the learned order', () => {
  it('begins with the rows that the quick answer gives, agrees with its scores, and repeats to the bit', () => {
    fc.assert(
      fc.property(lessonsOf, (lessons) => {
        const taught = finish(teach(learner, lessons))
        const first = firstRows(taught, 200)
        const whole = finish(wholeOrder(taught))
        expect(whole.slice(0, 200)).toEqual(first)
        expect(whole).toEqual(rankScores(taught.scores))
        const again = finish(teach(learner, lessons))
        expect(finish(wholeOrder(again))).toEqual(whole)
        expect(again.scores).toEqual(taught.scores)
        // Replayed on a learner that never saw another lesson, as after an undo.
        const fresh = finish(prepareLearner({ x, scores, order, seed: 3 }))!
        expect(finish(wholeOrder(finish(teach(fresh, lessons))))).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  it('never puts a decided row below the place that the detector gave it', () => {
    fc.assert(
      fc.property(lessonsOf, (lessons) => {
        const taught = finish(teach(learner, lessons))
        const whole = finish(wholeOrder(taught))
        for (const { row } of lessons) expect(whole.indexOf(row)).toBeLessThanOrEqual(order.indexOf(row))
      }),
      { numRuns: 20 },
    )
  })

  it('learns nothing from unsure: other rows score the same', () => {
    const lessons: Lesson[] = [
      { row: order[0]!, label: 'false-alarm' },
      { row: order[5]!, label: 'anomaly' },
    ]
    const without = finish(teach(learner, lessons)).scores
    const unsure = finish(teach(learner, [...lessons, { row: order[9]!, label: 'unsure' }])).scores
    expect(unsure).toEqual(without)
  })

  it('depends on the order of the lessons only where a weight reaches 0', () => {
    const rows = Array.from(order.subarray(0, 6))
    const alarms = rows.map((row): Lesson => ({ row, label: 'false-alarm' }))
    const forth = finish(teach(learner, alarms)).scores
    const back = finish(teach(learner, [...alarms].reverse())).scores
    expect(back).toEqual(forth)
  })

  it('moves rows like an anomaly up and rows like a false alarm down', () => {
    const alarm = order[0]!
    const anomaly = order[ROWS - 1]!
    const taught = finish(
      teach(learner, [
        { row: alarm, label: 'false-alarm' },
        { row: anomaly, label: 'anomaly' },
      ]),
    )
    expect(taught.scores[alarm]!).toBeLessThan(learner.figures[alarm]!)
    expect(taught.scores[anomaly]!).toBeGreaterThan(learner.figures[anomaly]!)
  })

  it('adds up from what each column did', () => {
    for (const count of [2, 14]) {
      const lessons = Array.from(order.subarray(0, count), (row, i): Lesson => ({
        row,
        label: i % 2 ? 'false-alarm' : 'anomaly',
      }))
      const taught = finish(teach(learner, lessons))
      expect(taught.learned.method).toBe(count > 9 ? 'paths-and-columns' : 'paths')
      const rows = Uint32Array.of(1, 77, 1499)
      const { moved, own, columns } = whyLearned(learner, taught, rows)
      rows.forEach((row, i) => {
        let total = own[i]!
        for (let s = 0; s < columns.length; s++) total += moved[i * columns.length + s]!
        expect(total).toBeCloseTo(taught.scores[row]!, 4)
      })
    }
  })
})

describe('the first rows', () => {
  it('are those of the whole order, also with ties', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 0, max: 40 }),
        (list, count) => {
          const values = Float32Array.from(list)
          const skip = new Set([0, 3].filter((row) => row < list.length))
          const expected = rankScores(values)
            .filter((row) => !skip.has(row))
            .slice(0, count)
          expect(topRows(values, count, skip)).toEqual(expected)
        },
      ),
    )
  })
})

describe('logistic regression', () => {
  it.each(golden.logistic)('is scikit-learn’s, with $columns columns', (one) => {
    const model = fitLogistic(
      Float64Array.from(one.values),
      one.columns,
      Uint8Array.from(one.positive),
      Float64Array.from(one.weights),
      one.penalty,
    )
    one.coefficients.forEach((c, j) => expect(Math.abs(model.coefficients[j]! - c)).toBeLessThan(1e-6))
    expect(Math.abs(model.intercept - one.intercept)).toBeLessThan(1e-6)
  })
})
