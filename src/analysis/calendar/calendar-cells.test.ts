import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../questions/testing.ts'
import { testTable } from '../features/testing/test-tables.ts'
import { finish } from '../work.ts'
import { civilDate, DAY, weekdayOf } from './calendar.ts'
import { calendarCells, cellsOfTimes, WEEK_CELLS, YEAR_CELLS } from './calendar-cells.ts'
import golden from './golden/calendar.json' with { type: 'json' }

const columnOf = (cells: readonly (number | null)[]) => Float64Array.from(cells, (cell) => cell ?? NaN)

describe('calendar', () => {
  it.each(golden.dates)('day $day as Python has it', ({ day, year, month, date, weekday }) => {
    expect(civilDate(day)).toEqual({ year, month, day: date })
    expect(weekdayOf(day)).toBe(weekday)
  })

  it('agrees with the platform on any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (day) => {
        const date = new Date(day * DAY)
        expect(civilDate(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth(),
          day: date.getUTCDate(),
        })
        expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7)
      }),
    )
  })
})

describe('recurring times', () => {
  it('by hour of the week and day of the year are those of pandas', () => {
    const cells = finish(cellsOfTimes(columnOf(golden.time), columnOf(golden.amount)))
    const week = new Uint32Array(WEEK_CELLS)
    for (const [weekday, hour, rows, present, sum] of golden.week as [
      number,
      number,
      number,
      number,
      number,
    ][]) {
      const cell = 24 * weekday + hour
      week[cell] = rows
      expect(cells.weekAmounts!.present[cell]).toBe(present)
      expect(cells.weekAmounts!.sums[cell]).toBeCloseTo(sum, 9)
    }
    expect(cells.weekCounts).toEqual(week)
    const year = new Uint32Array(YEAR_CELLS)
    for (const [month, day, rows, present, sum] of golden.year as [
      number,
      number,
      number,
      number,
      number,
    ][]) {
      const cell = 31 * (month - 1) + day - 1
      year[cell] = rows
      expect(cells.yearAmounts!.present[cell]).toBe(present)
      expect(cells.yearAmounts!.sums[cell]).toBeCloseTo(sum, 9)
    }
    expect(cells.yearCounts).toEqual(year)
  })

  it('hold every row once, in both ways, whatever the order of the rows', () => {
    const anyTime = fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 }), { nil: null })
    fc.assert(
      fc.property(fc.array(anyTime, { maxLength: 30 }), (all) => {
        const { weekBins, weekCounts, yearBins, yearCounts } = finish(cellsOfTimes(columnOf(all), null))
        const recount = { week: new Uint32Array(WEEK_CELLS + 1), year: new Uint32Array(YEAR_CELLS + 1) }
        for (const cell of weekBins) recount.week[cell]!++
        for (const cell of yearBins) recount.year[cell]!++
        expect(weekCounts).toEqual(recount.week.slice(0, WEEK_CELLS))
        expect(yearCounts).toEqual(recount.year.slice(0, YEAR_CELLS))
        const missing = all.filter((time) => time === null).length
        expect([recount.week[WEEK_CELLS], recount.year[YEAR_CELLS]]).toEqual([missing, missing])
        const turned = finish(cellsOfTimes(columnOf([...all].reverse()), null))
        expect(turned.weekCounts).toEqual(weekCounts)
        expect(turned.yearCounts).toEqual(yearCounts)
      }),
    )
  })

  it('know dates without times, and columns without any', () => {
    const ask = (cells: readonly (number | null)[]) =>
      finish(calendarCells(contextOf(testTable({ t: { times: cells } })), { column: 0, amount: null }))
    expect(ask([0, DAY]).dateOnly).toBe(true)
    expect(ask([0, 1]).dateOnly).toBe(false)
    expect(ask([null, null])).toMatchObject({ dateOnly: false, weekAmounts: null })
    expect([...ask([null]).weekBins]).toEqual([WEEK_CELLS])
    expect(ask([]).weekCounts.length).toBe(WEEK_CELLS)
  })
})
