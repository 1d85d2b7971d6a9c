import { describe, expect, it } from 'vitest'
import { testTable } from '../../../analysis/features/testing/test-tables.ts'
import { foldLevels } from '../../../analysis/pairs/levels.ts'
import { matchingRows } from '../../../analysis/select/matching-rows.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { finish } from '../../../analysis/work.ts'
import { axisTicks } from '../../plots/axis-ticks.ts'
import { axisView, rangeBetween, rectOf, rectPredicate, sharesOf } from '../../plots/brush-rect.ts'
import { foldedCounts } from './folded-counts.ts'
import { groupPredicate } from './group-brush.ts'
import { levelPredicate, levelsPredicate } from './level-predicate.ts'
import { parseValue } from '../../controls/parse-value.ts'
import { CURSOR_PARTS, partText, rowsInPart } from './pair-parts.ts'
import { coarseParts, columnBins, lineBins } from './raster-parts.ts'
import { slopeText } from './slope-text.ts'

const column = (index: number, type: ColumnSummary['type']): ColumnSummary => ({
  index,
  name: `c${index}`,
  type,
  role: 'feature',
  roleReason: '',
  format: { code: '', label: '' },
  example: '',
  missing: 0,
  unreadable: 0,
  distinct: 9,
  distinctIsLowerBound: false,
  min: 0,
  max: 1,
  mean: 0,
  median: 0,
})
const [x, y] = [column(0, 'number'), column(1, 'number')]

describe('brush', () => {
  it('says round values that are within a pixel of what was dragged, and comes back from its predicate', () => {
    const view = axisView([0, 1000], false)
    const range = rangeBetween(view, 0.80017, 0.2, 500)
    expect(range).toEqual([200, 800])
    expect(sharesOf(view, range)).toEqual([0.2, 0.8])
    const rect = { x: range, y: null }
    const predicate = rectPredicate(rect, x, y)
    expect(predicate && rectOf(predicate, x, y)).toEqual(rect)
    expect(rectPredicate({ x: null, y: null }, x, y)).toBeNull()
  })

  it('has no end where it reaches the edge, keeps three digits on a log axis and whole days of a long time', () => {
    const log = axisView([1, 10_000], true)
    expect(rangeBetween(log, 0, 0.5, 400)).toEqual([-Infinity, 100])
    expect(rangeBetween(log, 0, 1, 400)).toBeNull()
    const day = 86_400_000
    const times = axisView([0, 1000 * day], false)
    expect(rangeBetween(times, 0.1003, 0.5, 400, true)?.map((t) => t % day)).toEqual([0, 0])
  })

  it('groups are values, a range of numbers, what is missing, or any of these', () => {
    const levels = [
      { kind: 'value', value: 'a' },
      { kind: 'value', value: 'b' },
      { kind: 'other', values: 3 },
      { kind: 'missing' },
    ] as const
    const words = column(0, 'category')
    const whole = { low: -Infinity, high: Infinity }
    expect(groupPredicate({ from: 0, to: 1, ...whole }, words, y, levels)).toEqual({
      kind: 'values',
      column: 0,
      values: ['a', 'b'],
    })
    expect(groupPredicate({ from: 1, to: 3, ...whole }, words, y, levels)).toEqual({
      kind: 'any',
      of: [
        { kind: 'values', column: 0, values: ['a'], not: true },
        { kind: 'missing', column: 0 },
      ],
    })
    expect(groupPredicate({ from: 0, to: 3, low: 1, high: 2 }, words, y, levels)).toMatchObject({
      kind: 'range',
      column: 1,
    })
    expect(levelPredicate(words, levels[2], levels)).toEqual({
      kind: 'values',
      column: 0,
      values: ['a', 'b'],
      not: true,
    })
    expect(levelPredicate(words, levels[3], levels)).toEqual({ kind: 'missing', column: 0 })
  })
})

describe('levels as predicates', () => {
  it.each([9, 3])('mean exactly the rows of the levels, whichever are chosen (%i shown)', (most) => {
    const cells = {
      code: [3, 1, 2, 2, 3, 9, 5, 1, null, 2, 3, 7],
      word: ['c', 'a', 'b', 'b', 'c', 'x', 'y', 'a', null, 'b', 'c', 'z'],
    }
    const table = testTable(cells)
    for (const column of table.columns) {
      const { levels, codes } = finish(foldLevels(column, most))
      const summary = { ...x, index: column.index, type: column.type }
      for (let set = 1; set < 1 << levels.length; set++) {
        const chosen = levels.filter((_, level) => (set >> level) & 1)
        const mask = finish(matchingRows({ table, scores: null }, levelsPredicate(summary, chosen, levels)))
        expect([...mask]).toEqual(Array.from(codes, (level) => (set >> level) & 1))
      }
    }
  })

  it('say neighbouring numbers as a range, unless others between them are folded away', () => {
    const numbers = [1, 2, 4].map((value) => ({ kind: 'value', value }) as const)
    const exactly = (n: number) => ({ kind: 'range', column: 0, low: n, high: n, closed: true })
    expect(levelsPredicate(x, numbers.slice(1), numbers)).toEqual({ ...exactly(2), high: 4 })
    const folded = [...numbers, { kind: 'other', values: 2 } as const]
    expect(levelsPredicate(x, numbers.slice(1), folded)).toEqual({
      kind: 'any',
      of: [exactly(2), exactly(4)],
    })
  })
})

describe('typed values', () => {
  it('reads numbers and times in UTC, and nothing that is neither', () => {
    expect(parseValue('−1 200.5', 'number')).toBe(-1200.5)
    expect(parseValue('2024-03-05 14:30', 'datetime')).toBe(Date.UTC(2024, 2, 5, 14, 30))
    expect(parseValue('2024-03', 'datetime')).toBe(Date.UTC(2024, 2, 1))
    for (const text of ['2024-02-31', '2024-03-05 25:00', 'soon', ''])
      expect(parseValue(text, 'datetime')).toBeNaN()
    expect(parseValue('many', 'number')).toBeNaN()
  })
})

describe('parts of a raster', () => {
  it('every cell is in one part, bar and line; the rows without a cell are apart', () => {
    const parts = coarseParts(8, 4)
    expect([parts[0], parts[7], parts[24], parts[32]]).toEqual([12, 15, 0, 16])
    const [above, beside] = [columnBins(8, 4, 3), lineBins(8, 4, 3)]
    expect([above.bins, above.partOf[7], above.partOf[32]]).toEqual([3, 2, 3])
    expect([beside.bins, beside.partOf[24], beside.partOf[32]]).toEqual([2, 1, 2])
    const folded = foldedCounts(
      {
        flagged: () => Uint32Array.of(1, 2, 3),
        selected: () => null,
        outside: () => 0,
        subscribe: () => () => undefined,
      },
      [0, 1, 0],
      2,
    )
    expect([...folded.flagged()]).toEqual([4, 2])
  })
})

describe('axes and slopes', () => {
  it('has round ticks, and powers of ten on a log axis', () => {
    expect(axisTicks(axisView([0, 10], false), false, 5).map(({ label }) => label)).toEqual([
      '0',
      '2',
      '4',
      '6',
      '8',
      '10',
    ])
    const log = axisTicks(axisView([1, 1000], true), false, 4)
    expect(log.map(({ at, label }) => [Math.round(at * 3), label])).toEqual([
      [0, '1'],
      [1, '10'],
      [2, '100'],
      [3, '1,000'],
    ])
  })

  it('says a slope per unit, per day, as a factor or as an exponent', () => {
    const units = { logX: false, logY: false, timeX: false, timeY: false, x: 'Age' }
    expect(slopeText(2, units)).toBe('+2 per 1 Age')
    expect(slopeText(1 / 86_400_000, { ...units, timeX: true })).toBe('+1 per day')
    expect(slopeText(1, { ...units, logY: true })).toBe('× 10 per 1 Age')
    expect(slopeText(-1.5, { ...units, logX: true, logY: true })).toBe('exponent −1.5')
  })
})

describe('parts that the cursor goes over', () => {
  const raster = (width: number, height: number) => {
    const counts = Uint32Array.from({ length: width * height + 1 }, (_, cell) => cell + 1)
    return { width, height, counts }
  }

  it('hold every cell once, whatever the size of the raster', () => {
    for (const [width, height] of [
      [16, 16],
      [200, 104],
      [31, 77],
    ] as const) {
      const data = raster(width, height)
      let all = 0
      for (let part = 0; part < CURSOR_PARTS ** 2; part++) all += rowsInPart(data.counts, data, part)
      expect(all).toBe(data.counts.subarray(0, -1).reduce((a, b) => a + b, 0))
    }
  })

  it('begin at the lowest values, which the raster has last', () => {
    const data = { width: 24, height: 24, counts: new Uint32Array(24 * 24 + 1) }
    data.counts[23 * 24] = 7
    expect(rowsInPart(data.counts, data, 0)).toBe(7)
  })

  it('are read out with their values and rows', () => {
    const data = { width: 24, height: 24, counts: new Uint32Array(24 * 24 + 1) }
    data.counts[23 * 24] = 8
    const flagged = new Uint32Array(24 * 24 + 1)
    flagged[23 * 24] = 2
    const view = {
      x: { low: 0, high: 120, log: false },
      y: { low: 0, high: CURSOR_PARTS, log: true },
    }
    const context = {
      data,
      counts: { flagged: () => flagged, selected: () => null },
      view,
      x: column(0, 'number'),
      y: column(1, 'number'),
    }
    expect(partText(0, context)).toBe('c0 0 to 10, c1 1 to 10, 8 rows, 2 flagged (25 %)')
    expect(partText(1, context)).toBe('c0 10 to 20, c1 1 to 10, no rows')
  })
})
