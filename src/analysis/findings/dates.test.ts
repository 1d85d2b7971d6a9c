import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { dateAsText } from './date-as-text.ts'
import { futureDates } from './future-dates.ts'
import { rowsOutOfOrder } from './out-of-order.ts'
import { draws, find, TODAY } from './testing.ts'
import { timeOrder } from './time-order.ts'

const DAY = 86_400_000
const times = (cell: (row: number) => number | null, rows = 200) => ({ times: cellsOf(rows, cell) })

describe('dates in the future', () => {
  it('are those after today, with the latest of the others', () => {
    const table = testTable({ posted: times((r) => (r === 3 ? TODAY + 30 * DAY : TODAY - (r + 1) * DAY)) })
    const [found] = find(futureDates, table)
    expect(found).toMatchObject({ count: 1, rowsFound: { kind: 'range', column: 0, low: TODAY + 2 * DAY } })
    expect(found?.text).toBe(
      '1 date of posted (0.5 % of all rows) lies in the future, on 2024-07-01; the latest of the others is 2024-05-31.',
    )
  })

  it('are not dates of today, of columns that look ahead, or of a file that does', () => {
    const today = testTable({ posted: times((r) => TODAY + DAY - r * 1000) })
    expect(find(futureDates, today)).toEqual([])
    const due = testTable({ 'due date': times((r) => TODAY + (r - 180) * DAY) })
    expect(find(futureDates, due)).toEqual([])
    const simulated = testTable({ posted: times((r) => TODAY + (r + 400) * DAY) })
    expect(find(futureDates, simulated)).toEqual([])
  })

  it('are told of a due date too where it can only be a slip', () => {
    const table = testTable({ due: times((r) => (r === 5 ? Date.UTC(2224, 0, 1) : TODAY + r * DAY)) })
    expect(find(futureDates, table)).toMatchObject([
      { count: 1, text: expect.stringContaining('hundred years') as string },
    ])
  })
})

describe('the fewest rows out of order', () => {
  const out = (values: readonly number[], sign: 1 | -1 = 1) => [
    ...finish(rowsOutOfOrder(Float64Array.from(values), sign, null)),
  ]

  it('is one row for one early or late value', () => {
    expect(out([1, 2, 99, 3, 4, 4, 5])).toEqual([2])
    expect(out([5, 6, 1, 7, NaN, 8])).toEqual([2])
    expect(out([9, 8, 20, 7, 7, 1], -1)).toEqual([2])
    expect(out([])).toEqual([])
  })

  it('leaves an order, and no larger set of rows would', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 11 }), (values) => {
        const gone = new Set(out(values))
        const left = values.filter((_, r) => !gone.has(r))
        expect(left).toEqual([...left].sort((a, b) => a - b))
        let longest = 0
        for (let set = 0; set < 1 << values.length; set++) {
          const some = values.filter((_, r) => (set >> r) & 1)
          if (some.every((value, k) => k === 0 || some[k - 1]! <= value))
            longest = Math.max(longest, some.length)
        }
        expect(left).toHaveLength(longest)
      }),
    )
  })
})

describe('rows out of time order', () => {
  const at = (r: number) => TODAY + r * 60_000

  it('are the few that break the order, also newest first', () => {
    const rising = testTable({ time: times((r) => (r === 50 ? at(3) : r === 90 ? at(500) : at(r))) })
    expect(find(timeOrder, rising)).toMatchObject([{ count: 2, rowsFound: [50, 90] }])
    const falling = testTable({ time: times((r) => (r === 50 ? at(3) : at(300 - r))) })
    expect(find(timeOrder, falling)).toMatchObject([
      { count: 1, rowsFound: [50], text: expect.stringContaining('newest first') as string },
    ])
  })

  it('are told as places where files were put together', () => {
    const table = testTable({ time: times((r) => at(r % 100)) })
    expect(find(timeOrder, table)).toMatchObject([
      { count: 1, rowsFound: [100], text: expect.stringContaining('starts over') as string },
    ])
  })

  it('are told within accounts where the file is sorted by account', () => {
    const account = cellsOf(200, (r) => `a${Math.floor(r / 20)}`)
    const sorted = testTable({ account, time: times((r) => at(r % 20)) })
    expect(find(timeOrder, sorted)).toEqual([])
    const one = testTable({ account, time: times((r) => (r === 45 ? at(1) : at((r % 20) * 2))) })
    expect(find(timeOrder, one)).toMatchObject([
      { count: 1, rowsFound: [45], text: expect.stringContaining('within each account') as string },
    ])
  })

  it('are told of a second time where nearly every row keeps its order, and once', () => {
    const N = 1000
    const booked = times((r) => (r === 400 ? at(2) : r === 700 ? at(3) : at(r)), N)
    const day = times((r) => (r === 700 ? at(0) : at(r - (r % 10))), N)
    const loose = times((r) => at(r + ((r * 7) % 40)), N)
    const found = find(timeOrder, testTable({ day, booked, loose }))
    expect(found.map(({ names, rowsFound }) => [names, rowsFound])).toEqual([
      [['day'], [700]],
      [['booked'], [400, 700]],
    ])
    expect(find(timeOrder, testTable({ day, day2: day }))).toHaveLength(1)
  })

  it('are told beside a column that changes as time goes on', () => {
    const month = cellsOf(200, (r) => `month ${Math.floor(r / 40)}`)
    month[150] = 'month 0'
    const table = testTable({ month, time: times((r) => (r === 150 ? at(3) : at(r))) })
    expect(find(timeOrder, table)).toMatchObject([{ count: 1, rowsFound: [150] }])
  })

  it('are not told of a file in order, in falling order, or in none', () => {
    const draw = draws(5)
    expect(find(timeOrder, testTable({ time: times(at) }))).toEqual([])
    expect(find(timeOrder, testTable({ time: times((r) => at(-r)) }))).toEqual([])
    expect(find(timeOrder, testTable({ time: times(() => at(draw.uniform() * 1000)) }))).toEqual([])
    expect(find(timeOrder, testTable({ time: times(() => at(1)) }))).toEqual([])
    expect(find(timeOrder, testTable({ amount: cellsOf(100, (r) => r % 7) }))).toEqual([])
  })
})

describe('likely dates that are not read as such', () => {
  it('are words most of which read as dates', () => {
    const cells = cellsOf(60, (r) => (r % 5 === 0 ? 'pending' : `2024-03-${10 + (r % 15)}`))
    expect(find(dateAsText, testTable({ paid: cells }))).toMatchObject([
      { count: 48, remedies: [{ kind: 'read-as', column: 0, type: 'datetime' }] },
    ])
    const texts = testTable({
      paid: { texts: cellsOf(60, (r) => (r % 5 === 0 ? `open ${r}` : `2024-03-12 10:${10 + (r % 50)}`)) },
    })
    expect(find(dateAsText, texts)).toMatchObject([{ count: 48 }])
  })

  it('are numbers that are days of the calendar', () => {
    const table = testTable({ period: cellsOf(60, (r) => 20_240_100 + (r % 28) + 1) })
    expect(find(dateAsText, table)).toMatchObject([
      { count: 60, remedies: [{ kind: 'read-as', column: 0, type: 'datetime', format: 'compact' }] },
    ])
  })

  it('are not words, amounts of that size, or years', () => {
    const table = testTable({
      word: cellsOf(60, (r) => `word ${r % 20}`),
      amount: cellsOf(60, (r) => 19_500_000 + r * 13_331),
      year: cellsOf(60, (r) => 1990 + (r % 30)),
      some: cellsOf(60, (r) => (r % 2 === 0 ? `2024-03-${10 + (r % 15)}` : `item ${r % 7}`)),
    })
    expect(find(dateAsText, table)).toEqual([])
  })
})
