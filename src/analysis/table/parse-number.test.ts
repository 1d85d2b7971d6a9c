import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Evidence } from './evidence.ts'
import { NumberKind, parseNumber, scanNumber } from './parse-number.ts'
import { readPlainNumber } from './plain-number.ts'

describe('parseNumber', () => {
  it.each([
    ['12', '.', 12],
    [' -3.50 ', '.', -3.5],
    ['1,234.50', '.', 1234.5],
    ['1.234,50', ',', 1234.5],
    ['1 234,50', ',', 1234.5],
    ['1\u00a0234\u00a0567', '.', 1234567],
    ["1'234.50", '.', 1234.5],
    ['12,34,567.8', '.', 1234567.8],
    ['$1,020.00', '.', 1020],
    ['-$5', '.', -5],
    ['$-5', '.', -5],
    ['£68,486.66', '.', 68486.66],
    ['12,50 €', ',', 12.5],
    ['USD 12.5', '.', 12.5],
    ['12.5 EUR', '.', 12.5],
    ['(1,234.50)', '.', -1234.5],
    ['($1,234.50)', '.', -1234.5],
    ['$(3.00)', '.', -3],
    ['12.5-', '.', -12.5],
    ['−7', '.', -7],
    ['12.5 %', '.', 12.5],
    ['1e3', '.', 1000],
    ['2.5E-2', '.', 0.025],
    ['inf', '.', Infinity],
    ['-Infinity', '.', -Infinity],
    ['.5', '.', 0.5],
    ['5.', '.', 5],
    ['1,234', '.', 1234],
    ['1,234', ',', 1.234],
    ['1.234', ',', 1234],
  ] as const)('reads %j with decimal %j as %d', (cell, mark, value) => {
    expect(parseNumber(cell, mark)).toBe(value)
  })

  it.each([
    '300,0,00.40',
    '1,23,4',
    '1.2.3',
    '12:30',
    '1 2 3',
    '--5',
    '(5',
    '(-5)',
    'abc',
    '1e',
    '',
    'ABC 5',
    '5 ABC',
    '0x10',
    '1,,2',
  ])('does not take %j for a number', (cell) => {
    expect(parseNumber(cell, '.')).toBeNaN()
    expect(parseNumber(cell, ',')).toBeNaN()
  })

  it('tells what a decimal mark leaves open', () => {
    expect(scanNumber('5,555')?.kind).toBe(NumberKind.CommaGroup)
    expect(scanNumber('5.555')?.kind).toBe(NumberKind.DotGroup)
    expect(scanNumber('0.555')?.kind).toBe(NumberKind.Point)
    expect(scanNumber('5555.555')?.kind).toBe(NumberKind.Point)
    expect(scanNumber('007')?.kind).toBe(NumberKind.LeadingZero)
    expect(scanNumber('+31885544332')?.kind).toBe(NumberKind.Phone)
    expect(scanNumber('9007199254740993')?.kind).toBe(NumberKind.BeyondExact)
  })
})

describe('readPlainNumber', () => {
  it('gives what Number gives, and counts the class that the thorough scan gives', () => {
    const plain = fc.oneof(
      fc.integer().map(String),
      fc
        .tuple(fc.integer({ min: -99999, max: 99999 }), fc.stringMatching(/^\d{1,6}$/))
        .map(([a, b]) => `${a}.${b}`),
      fc.stringMatching(/^-?\d{1,18}(\.\d{0,6})?$/),
      fc.double({ noNaN: true }).map(String),
    )
    fc.assert(
      fc.property(plain, (cell) => {
        const fast = new Evidence()
        const value = readPlainNumber(cell, fast)
        if (Number.isNaN(value)) return
        const thorough = new Evidence()
        thorough.add(cell, 1)
        expect(value).toBe(Number(cell))
        expect([...fast.counts]).toEqual([...thorough.counts])
        expect([fast.minDigits, fast.maxDigits]).toEqual([thorough.minDigits, thorough.maxDigits])
      }),
    )
  })

  it('refuses what is not an unadorned number', () => {
    for (const cell of [
      '',
      '-',
      '1,5',
      '1e',
      '1e5x',
      '+5',
      ' 5',
      '5 ',
      '.5',
      '1.2.3',
      '1234567890123456',
      'NA',
    ]) {
      const value = readPlainNumber(cell, new Evidence())
      expect(value, cell).toBeNaN()
    }
  })
})
