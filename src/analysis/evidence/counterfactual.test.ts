import { describe, expect, it } from 'vitest'
import { findDetector } from '../detectors/registry.ts'
import { quietRun } from '../detectors/test-data.ts'
import { fitDetector } from '../pipeline/detector-jobs.ts'
import { sortedFinite } from '../statistics/sorted-values.ts'
import type { Column } from '../table/table.ts'
import { finish } from '../work.ts'
import { changesOf, type CellChange } from './change-grid.ts'
import { editedRows } from './edited-rows.ts'
import { ODD, preparedPayments, rankedPayments } from './testing.ts'

const CUT = 8

/** Everything known of a column, counted the plain way. */
function factsOf(column: Column) {
  if (column.type === 'number') return { sorted: finish(sortedFinite(column.values)), levels: null }
  if (column.type !== 'category') return { sorted: null, levels: null }
  const { codes, dictionary } = column
  const counts = new Uint32Array(dictionary.length + 1)
  for (const code of codes) counts[code < 0 ? dictionary.length : code]!++
  return { sorted: null, levels: { codes, counts, firstRows: new Uint32Array() } }
}

describe.each([
  'auto',
  'iforest',
  'knn',
  'hbos',
  'ecod',
  'mahalanobis',
  'kmeans',
  'dbscan',
  'ensemble',
  'iqr',
])('the smallest change that takes a row of %s below the line', (id) => {
  it('is scored so by the model, and no smaller change of the grid is enough', async () => {
    const { session, host, ranking } = await rankedPayments(id)
    const { matrix, encoder, dataset } = await preparedPayments()
    const { table } = dataset.read
    const detector = findDetector(id)
    const model = await fitDetector(
      { detector: id, params: ranking.params, seed: 2 },
      matrix,
      () => undefined,
    )
    const threshold = ranking.scores[ranking.order[CUT - 1]!]!
    const scoresOf = (row: number, edits: CellChange[][]) =>
      detector.score(model, finish(editedRows(table, encoder, row, edits)), quietRun(1))
    let found = 0
    for (const row of ranking.order.slice(0, CUT)) {
      const grid = (fine: boolean) =>
        encoder.columns.map((of) => {
          const column = table.columns[of.column]!
          return changesOf(of, column, factsOf(column), row, fine)
        })
      const singles = grid(true).flatMap((changes) => changes.map((change) => [change]))
      const coarse = grid(false)
      const pairs = coarse.flatMap((some, i) =>
        coarse.slice(i + 1).flatMap((others) => some.flatMap((a) => others.map((b) => [a, b]))),
      )
      const least = (edits: CellChange[][]) => {
        const scores = scoresOf(row, edits)
        const enough = edits.filter((_, e) => scores[e]! < threshold)
        return Math.min(...enough.map((cells) => cells.reduce((sum, { size }) => sum + size, 0)))
      }
      const answer = await session.evidence('counterfactual', { row, cut: CUT }, host)
      expect(answer).toMatchObject({ score: ranking.scores[row], threshold, flagged: true })
      const one = least(singles)
      const two = least(pairs)
      if (one < Infinity) {
        expect(answer.one!.size).toBeCloseTo(one, 12)
        expect(answer.one!.score).toBeLessThan(threshold)
        found++
      } else expect(answer.one).toBeNull()
      if (two < one) expect(answer.two!.size).toBeCloseTo(two, 12)
      else expect(answer.two).toBeNull()
    }
    expect(found).toBeGreaterThan(0)
  })
})

describe('the smallest change', () => {
  it('is told in the data’s own units', async () => {
    const { session, host } = await rankedPayments('iforest')
    const { one } = await session.evidence('counterfactual', { row: ODD[0]!, cut: CUT }, host)
    expect(one!.cells).toHaveLength(1)
    expect(one!.cells[0]).toMatchObject({ name: 'Amount', from: 2769.89 })
    expect(one!.cells[0]!.to).toBeLessThan(1000)
  })

  it('is not searched for a row that is not flagged', async () => {
    const { session, host, ranking } = await rankedPayments('iforest')
    const row = ranking.order[100]!
    const answer = await session.evidence('counterfactual', { row, cut: CUT }, host)
    expect(answer).toMatchObject({ flagged: false, one: null, two: null, tried: 0 })
  })
})

describe('edited rows', () => {
  it('are encoded as rows of the file with the same cells are', async () => {
    const { matrix, encoder, dataset } = await preparedPayments()
    const { table } = dataset.read
    const cell = (column: number, row: number): CellChange => {
      const { [column]: of } = table.columns
      const to =
        of?.type === 'category' ? of.codes[row]! : of?.type === 'text' ? row : (of?.values[row] ?? NaN)
      return { column, to, size: 0 }
    }
    const others = [0, 5, 42, 120, 200]
    const edits = others.map((other) => encoder.columns.map(({ column }) => cell(column, other)))
    const x = finish(editedRows(table, encoder, ODD[0]!, [[], ...edits]))
    for (const [c, values] of x.columns.entries()) {
      const whole = matrix.columns[c]!
      expect([...values]).toEqual([ODD[0]!, ...others].map((row) => whole[row]))
    }
  })
})

describe('the grid of changes', () => {
  it('measures a number by the rows between, a category by the rows with another value', async () => {
    const { encoder, dataset } = await preparedPayments()
    const { table } = dataset.read
    const row = ODD[0]!
    for (const of of encoder.columns) {
      const column = table.columns[of.column]!
      for (const { to, size } of changesOf(of, column, factsOf(column), row, true)) {
        expect(size).toBeGreaterThan(0)
        expect(size).toBeLessThanOrEqual(1)
        if (column.type === 'number') {
          const place = (value: number) => {
            const values = column.values.filter((other) => other === other)
            const below = values.filter((other) => other < value).length
            return (below + values.filter((other) => other === value).length / 2) / values.length
          }
          expect(size).toBeCloseTo(Math.abs(place(column.values[row]!) - place(to)), 12)
        } else if (column.type === 'category') {
          const same = column.codes.filter((code) => code === to).length
          expect(size).toBeCloseTo(1 - same / column.codes.length, 12)
        }
      }
    }
  })
})
