import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testColumn, testTable } from '../features/testing/test-tables.ts'
import { contextOf } from '../questions/testing.ts'
import { rankScores } from '../ranking/rank-scores.ts'
import type { Column } from '../table/table.ts'
import { finish } from '../work.ts'
import { bestCut } from './best-cut.ts'
import { figuresOf, fScore } from './figures.ts'
import { labelledRanking, labelValues } from './labelled-ranking.ts'
import { areaUnderRoc, averagePrecisionOf, labelSteps } from './label-steps.ts'
import { valuesOfLabel } from './label-values.ts'
import { rowLabels } from './labels.ts'
import { confusionAt, rankLabels, rowsOfCell } from './ranked-labels.ts'

type Cells = readonly (string | null)[] | readonly (number | null)[]

function column(cells: Cells): Column {
  return testColumn('Label', cells)
}

function proposed(...cells: Cells) {
  const { mapping, reason } = finish(valuesOfLabel(column(cells)))
  return { ...mapping?.values, reason }
}

describe('what the values of a label mean', () => {
  const told = 'Told from the values themselves.'

  it.each([
    [[0, 1, 0], { '0': 'normal', '1': 'anomaly' }],
    [['true', 'false', 'false'], { true: 'anomaly', false: 'normal' }],
    [['TRUE', 'False', 'FALSE'], { TRUE: 'anomaly', False: 'normal', FALSE: 'normal' }],
    [['yes', 'no', 'no'], { yes: 'anomaly', no: 'normal' }],
    [['Y', 'N', 'N'], { Y: 'anomaly', N: 'normal' }],
    [['fraud', 'normal', 'normal'], { fraud: 'anomaly', normal: 'normal' }],
    [['Fraud', 'Not_Fraud', 'Pending'], { Fraud: 'anomaly', Not_Fraud: 'normal', Pending: 'left-out' }],
    [['normal', 'anomaly', 'normal'], { normal: 'normal', anomaly: 'anomaly' }],
    [['outlier', 'inlier', 'inlier'], { outlier: 'anomaly', inlier: 'normal' }],
    [[-1, 0, 1], { '-1': 'left-out', '0': 'normal', '1': 'anomaly' }],
  ] as const)('is told from %j', (cells, wanted) => {
    const { reason, ...meanings } = proposed(...cells)
    expect(meanings).toEqual(wanted)
    if (!cells.some((cell) => cell === -1)) expect(reason).toBe(told)
  })

  it('is the rarer of two where neither says anything, also of 1 and −1', () => {
    expect(proposed('B', 'M', 'B')).toMatchObject({ B: 'normal', M: 'anomaly' })
    expect(proposed(1, -1, 1)).toMatchObject({ '1': 'normal', '-1': 'anomaly' })
    expect(proposed(1, -1, -1)).toMatchObject({ '1': 'anomaly', '-1': 'normal' })
    expect(proposed('B', 'M', 'B').reason).toContain('rarer')
  })

  it('takes other codes and words beside a normal one for kinds of anomaly, and says that it is a guess', () => {
    expect(proposed(0, 0, 0, 1, 2, 3)).toMatchObject({ '0': 'normal', '2': 'anomaly', '3': 'anomaly' })
    const attacks = proposed('normal', 'normal', 'dos', 'probe')
    expect(attacks).toMatchObject({ normal: 'normal', dos: 'anomaly', probe: 'anomaly' })
    expect(attacks.reason).toContain('guess for dos, probe')
  })

  it('asks where nothing can be told, and refuses what has too many values', () => {
    expect(proposed('red', 'green', 'blue')).toEqual({ reason: 'Say which values mean an anomaly.' })
    const many = finish(valuesOfLabel(column(Array.from({ length: 60 }, (_, i) => i))))
    expect(many).toMatchObject({ tooMany: true, mapping: null, values: [] })
    const dates = finish(valuesOfLabel({ ...column([1, 2]), type: 'datetime' } as Column))
    expect(dates.tooMany).toBe(true)
  })

  it('counts values and missing cells, most rows first', () => {
    const context = contextOf(testTable({ Label: ['no', null, 'yes', 'no', null] }))
    expect(finish(labelValues(context, { column: 0 }))).toMatchObject({
      values: [
        { text: 'no', rows: 2 },
        { text: 'yes', rows: 1 },
      ],
      missing: 2,
    })
    expect(finish(valuesOfLabel(column([-0, 0, null, 1])))).toMatchObject({
      values: [
        { text: '0', rows: 2 },
        { text: '1', rows: 1 },
      ],
      missing: 1,
    })
  })

  it('gives every row its label; what is not listed is left out', () => {
    const values = { no: 'normal', yes: 'anomaly' } as const
    const cells = ['no', null, 'yes', 'maybe']
    expect([...finish(rowLabels(column(cells), { values, missing: 'left-out' }))]).toEqual([0, 2, 1, 2])
    expect([...finish(rowLabels(column(cells), { values, missing: 'normal' }))]).toEqual([0, 0, 1, 2])
    const numbers = { values: { '0': 'normal', '1': 'anomaly' }, missing: 'left-out' } as const
    expect([...finish(rowLabels(column([0, 1, null, -0, 7]), numbers))]).toEqual([0, 1, 2, 0, 2])
  })
})

const ranked = fc
  .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 60 })
  .map((rows) => {
    const scores = Float32Array.from(rows, ([score]) => score)
    return { scores, order: rankScores(scores), labels: Uint8Array.from(rows, ([, label]) => label) }
  })

describe('labels along a ranking', () => {
  it('add up at every cut, and each cell of the matrix has as many rows as it says', () => {
    fc.assert(
      fc.property(ranked, ({ order, labels }) => {
        const counted = finish(rankLabels(labels, order))
        for (let cut = 0; cut <= order.length; cut++) {
          const cells = confusionAt(counted, cut)
          const flagged = order.subarray(0, cut)
          expect(cells.truePositives).toBe(flagged.filter((row) => labels[row] === 1).length)
          expect(cells.falsePositives).toBe(flagged.filter((row) => labels[row] === 0).length)
          expect(cells.truePositives + cells.falseNegatives).toBe(counted.anomalies)
          expect(cells.falsePositives + cells.trueNegatives).toBe(counted.normals)
          const rows = (anomalies: boolean, isFlagged: boolean) =>
            rowsOfCell(counted, order, cut, { anomalies, flagged: isFlagged })
          expect([...rows(true, true)]).toEqual([...flagged.filter((row) => labels[row] === 1)])
          expect(rows(false, true)).toHaveLength(cells.falsePositives)
          expect(rows(true, false)).toHaveLength(cells.falseNegatives)
          expect([...rows(false, false)]).toEqual([...order.subarray(cut)].filter((row) => labels[row] === 0))
        }
      }),
    )
  })

  it('do not change with a rising transform of the scores', () => {
    fc.assert(
      fc.property(ranked, ({ scores, order, labels }) => {
        const other = scores.map((score) => score * score * score + 5 * score)
        expect(finish(labelSteps(other, rankScores(other), labels))).toEqual(
          finish(labelSteps(scores, order, labels)),
        )
      }),
    )
  })

  it('has an area under the ROC curve that is 1 less it for the scores turned round', () => {
    fc.assert(
      fc.property(ranked, ({ scores, order, labels }) => {
        const turned = scores.map((score) => -score)
        const area = areaUnderRoc(finish(labelSteps(scores, order, labels)))
        const other = areaUnderRoc(finish(labelSteps(turned, rankScores(turned), labels)))
        expectSame(area + other, Number.isNaN(area) ? NaN : 1)
      }),
    )
  })

  it('are worth the same whatever rows are left out in between', () => {
    fc.assert(
      fc.property(ranked, ({ scores, order, labels }) => {
        const known = [...labels.keys()].filter((row) => labels[row] !== 2)
        const fewer = Float32Array.from(known, (row) => scores[row]!)
        const fewerLabels = Uint8Array.from(known, (row) => labels[row]!)
        const all = finish(labelSteps(scores, order, labels))
        const some = finish(labelSteps(fewer, rankScores(fewer), fewerLabels))
        expectSame(areaUnderRoc(all), areaUnderRoc(some))
        expectSame(averagePrecisionOf(all), averagePrecisionOf(some))
      }),
    )
  })

  it('give the best cut of all that do not part equal scores', () => {
    fc.assert(
      fc.property(ranked, fc.constantFrom(0.5, 1, 2), ({ scores, order, labels }, beta) => {
        const counted = finish(rankLabels(labels, order))
        const best = bestCut(counted, scores, order, beta)
        let most = 0
        for (let cut = 1; cut <= order.length; cut++) {
          if (cut < order.length && scores[order[cut]!] === scores[order[cut - 1]!]) continue
          const { truePositives, falsePositives, falseNegatives } = confusionAt(counted, cut)
          most = Math.max(most, fScore(truePositives, falsePositives, falseNegatives, beta) || 0)
        }
        if (best === null) expect(counted.anomalies).toBe(0)
        else {
          expect(best.fBeta).toBe(most)
          expect(figuresOf(confusionAt(counted, best.cut), beta).fBeta).toBe(most)
        }
      }),
    )
  })

  it('are refused while there is no ranking', () => {
    const context = contextOf(testTable({ Label: [0, 1] }))
    const request = { column: 0, mapping: { values: {}, missing: 'left-out' } } as const
    expect(() => finish(labelledRanking(context, request))).toThrow(/no scores/)
  })
})

/** Equal to twelve places; what is not defined is so on both sides. */
function expectSame(actual: number, wanted: number, message?: string): void {
  if (Number.isNaN(wanted)) expect(actual, message).toBeNaN()
  else expect(actual, message).toBeCloseTo(wanted, 12)
}
