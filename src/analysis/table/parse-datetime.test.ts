import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCompactDate, parseIsoFast, scanDatetime } from './parse-datetime.ts'

const iso = (ms: number | undefined) => (ms === undefined ? 'none' : new Date(ms).toISOString())

describe('scanDatetime', () => {
  it.each([
    ['2024-03-04', '2024-03-04T00:00:00.000Z'],
    ['2024-3-4', '2024-03-04T00:00:00.000Z'],
    ['2024-03-04T10:15', '2024-03-04T10:15:00.000Z'],
    ['2024-03-04 10:15:30.123456', '2024-03-04T10:15:30.123Z'],
    ['2024-03-04T10:15:30Z', '2024-03-04T10:15:30.000Z'],
    ['2024-03-04T10:15:30+02:00', '2024-03-04T08:15:30.000Z'],
    ['2024-03-04 10:15:30 -0530', '2024-03-04T15:45:30.000Z'],
    ['2024/03/04', '2024-03-04T00:00:00.000Z'],
    ['13/04/2024', '2024-04-13T00:00:00.000Z'],
    ['04/13/2024', '2024-04-13T00:00:00.000Z'],
    ['13.04.24', '2024-04-13T00:00:00.000Z'],
    ['13-04-1999', '1999-04-13T00:00:00.000Z'],
    ['3-Nov-23', '2023-11-03T00:00:00.000Z'],
    ['Nov 3, 2023', '2023-11-03T00:00:00.000Z'],
    ['3 November 2023', '2023-11-03T00:00:00.000Z'],
    ['Fri, 3 Nov 2023 22:05:01', '2023-11-03T22:05:01.000Z'],
    ['13/04/2024 2:05 PM', '2024-04-13T14:05:00.000Z'],
    ['13/04/2024 12:05:09 am', '2024-04-13T00:05:09.000Z'],
    ['31/12/69', '2069-12-31T00:00:00.000Z'],
    ['31/12/70', '1970-12-31T00:00:00.000Z'],
    ['29/02/2024', '2024-02-29T00:00:00.000Z'],
  ])('reads %j', (cell, expected) => {
    expect(iso(scanDatetime(cell)?.dayFirst)).toBe(expected)
  })

  it('keeps both readings of an ambiguous date', () => {
    const date = scanDatetime('03/04/2024')
    expect(iso(date?.dayFirst)).toBe('2024-04-03T00:00:00.000Z')
    expect(iso(date?.monthFirst)).toBe('2024-03-04T00:00:00.000Z')
  })

  it.each([
    '2024-02-30',
    '30/02/2024',
    '13/13/2024',
    '2024-03-04 25:00',
    '12:30',
    '1.2.3',
    '08//01/2019',
    'May',
    'ABC 12, 2020',
    '20240304',
    '1/2',
    '',
  ])('does not take %j for a date', (cell) => {
    expect(scanDatetime(cell)).toBeNull()
  })

  it('reads compact dates only when asked to', () => {
    expect(iso(parseCompactDate('20240304'))).toBe('2024-03-04T00:00:00.000Z')
    expect(iso(parseCompactDate('20240304101500'))).toBe('2024-03-04T10:15:00.000Z')
    expect(parseCompactDate('20241304')).toBeNaN()
  })
})

describe('parseIsoFast', () => {
  it('agrees with the thorough scan and with the platform wherever it reads at all', () => {
    const cell = fc
      .tuple(
        fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.constantFrom(10, 16, 19, 23),
        fc.constantFrom(' ', 'T'),
        fc.boolean(),
      )
      .map(
        ([date, length, mark, zulu]) =>
          date.toISOString().slice(0, length).replace('T', mark) + (zulu && length >= 19 ? 'Z' : ''),
      )
    fc.assert(
      fc.property(cell, (text) => {
        const fast = parseIsoFast(text)
        expect(fast).toBe(scanDatetime(text)?.dayFirst)
        expect(fast).toBe(Date.parse(text.length === 10 ? text : text.replace(' ', 'T').replace(/Z?$/, 'Z')))
      }),
    )
  })

  it.each([
    '2024-02-30',
    '2024-13-01',
    '2024-01-01 24:00:00',
    '2024-01-01 10:60',
    '2024-01-01x10:00',
    '2024-1-1',
    '2024-01-01 10:00:00+01:00',
  ])('leaves %j to the thorough scan', (cell) => {
    expect(parseIsoFast(cell)).toBeNaN()
  })
})
