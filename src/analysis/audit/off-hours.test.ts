import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finish } from '../work.ts'
import { dayOf, easterSunday, holidaysOf, readHolidays, weekdayOf, type HolidaySet } from './holidays.ts'
import { offHours, type OffHoursRequest } from './off-hours.ts'
import { testContext } from './testing.ts'

/** What scripts/golden/public-holidays.py wrote; its `meta` says versions and years. */
const golden = JSON.parse(readFileSync(new URL('./golden/holidays.json', import.meta.url), 'utf8')) as {
  readonly meta: { readonly years: readonly [number, number]; readonly euroFrom: number }
  readonly easter: readonly string[]
  readonly sets: Readonly<Record<HolidaySet, readonly string[]>>
}
const DAY = 86_400_000
const iso = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)

describe('holidays, against published lists', () => {
  it('Easter from 1900 to 2099', () => {
    golden.easter.forEach((date, i) => expect(iso(easterSunday(1900 + i))).toBe(date))
  })

  for (const set of ['euro', 'germany', 'united-states', 'england-wales'] as const) {
    it(`${set}, days of the working week`, () => {
      const first = set === 'euro' ? golden.meta.euroFrom : golden.meta.years[0]
      const found = holidaysOf(set, [first, golden.meta.years[1]]).filter(({ day }) => weekdayOf(day) < 5)
      expect([...new Set(found.map(({ day }) => iso(day)))]).toEqual(golden.sets[set])
    })
  }
})

describe('a typed list of holidays', () => {
  it('takes dates of one year or of every year, with or without a name', () => {
    const { holidays, errors } = readHolidays(
      '2024-12-24 Company day\n05-01, 12-26\n\n# closing\n02-29',
      [2023, 2024],
    )
    expect(errors).toEqual([])
    expect(holidays.map(({ day, name }) => `${iso(day)} ${name}`)).toEqual([
      '2024-12-24 Company day',
      '2023-05-01 ',
      '2024-05-01 ',
      '2023-12-26 ',
      '2024-12-26 ',
      '2024-02-29 ',
    ])
  })

  it('says which lines are no dates', () => {
    const { errors } = readHolidays('24.12.2024\n2024-02-30\nsome day\n2024-13-01, 2024-12-25', [2024, 2024])
    expect(errors).toEqual([
      { line: 1, text: '24.12.2024' },
      { line: 2, text: '2024-02-30' },
      { line: 3, text: 'some day' },
      { line: 4, text: '2024-13-01' },
    ])
  })
})

describe('weekends, holidays and nights', () => {
  const BASE = {
    column: 0,
    weekend: [5, 6],
    night: { from: 22, to: 6 },
    holidaySet: null,
    holidayText: '',
    entity: null,
    entityClass: 'weekend',
    rows: true,
  } as const
  const ask = (times: readonly (string | null)[], request: Partial<OffHoursRequest> = {}) => {
    const cells = times.map((time) => (time === null ? null : Date.parse(`${time}Z`)))
    return finish(offHours(testContext({ Paid: { times: cells } }), { ...BASE, ...request }))
  }
  // 2024-03-04 was a Monday.
  const week = ['2024-03-04T09:00', '2024-03-05T23:30', '2024-03-09T05:59', '2024-03-10T12:00', null]

  it('count rows in each class against even spread', () => {
    const found = ask(week, { holidayText: '2024-03-05 Closing' })
    expect(found.lines).toEqual([
      { kind: 'weekend', rows: 2, expected: 2 / 7 },
      { kind: 'holiday', rows: 1, expected: 1 / 7 },
      { kind: 'night', rows: 2, expected: 8 / 24 },
    ])
    expect([...found.byWeekday]).toEqual([1, 1, 0, 0, 0, 1, 1])
    expect(found.holidays).toEqual([{ day: dayOf(2024, 3, 5), name: 'Closing', rows: 1 }])
    expect(found).toMatchObject({ n: 4, missing: 1, midnight: 0 })
    expect([...(found.slots ?? [])]).toEqual([
      9,
      (2 + 4) * 168 + 24 + 23,
      (1 + 4) * 168 + 5 * 24 + 5,
      168 + 6 * 24 + 12,
      65535,
    ])
  })

  it('follow the chosen days and hours', () => {
    const found = ask(week, { weekend: [4, 5], night: { from: 9, to: 13 } })
    expect(found.lines.map(({ rows }) => rows)).toEqual([1, 0, 2])
    expect(ask(week, { night: { from: 3, to: 3 } }).lines[2]).toMatchObject({ rows: 0, expected: 0 })
  })

  it('have no night where there are only dates', () => {
    const found = ask(['2024-03-04T00:00', '2024-03-09T00:00'])
    expect(found.midnight).toBe(1)
    expect(found.lines.map(({ kind }) => kind)).toEqual(['weekend', 'holiday'])
  })

  it('stand before 1970 too, and need a time', () => {
    // 1969-12-27 was a Saturday.
    expect(ask(['1969-12-27T10:00']).lines[0]).toMatchObject({ rows: 1, expected: 1 })
    for (const times of [[], [null]]) {
      expect(ask(times)).toMatchObject({ n: 0, firstDay: null })
      expect(ask(times).lines.map(({ rows }) => rows)).toEqual([0, 0])
    }
    const { lines } = ask(week, { holidaySet: 'euro' })
    expect(lines[1]?.rows).toBe(0)
  })

  it('name whose share is high', () => {
    const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + (i % 140), 12)).getTime()
    const vendors = Array.from({ length: 700 }, (_, i) =>
      weekdayOf(day(i) / DAY - 0.5) === 6 ? 'Sunday Ltd' : `V${i % 5}`,
    )
    const context = testContext({ Paid: { times: vendors.map((_, i) => day(i)) }, Vendor: vendors })
    const { entities } = finish(offHours(context, { ...BASE, entity: 1 }))
    expect(entities?.listed[0]).toMatchObject({ name: 'Sunday Ltd', rows: 100, marked: 100 })
  })
})
