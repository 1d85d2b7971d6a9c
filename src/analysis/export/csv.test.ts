import { describe, expect, it } from 'vitest'
import { createCsvWriter, isFormula } from './csv.ts'

describe('formula cells', () => {
  it.each([
    '=1+1',
    '+A1',
    '-A1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1+1',
    '-2+3',
    '=-5',
    '＝1',
    "+cmd|' /C calc'!A0",
    '--A1',
    '-1e5x',
  ])('runs %j', (cell) => expect(isFormula(cell)).toBe(true))

  it.each([
    '-12.5',
    '+3.2',
    '1e5',
    '-1e-5',
    '-1.020,00',
    '-$68,486.66',
    '-£1',
    '-12 %',
    '-',
    '',
    'a=b',
    '00123',
    "'=1",
    '- 5',
    '-.5',
    '-1 234,5',
    '2024-03-04',
  ])('leaves %j alone', (cell) => expect(isFormula(cell)).toBe(false))

  it('decides long hostile cells at once', () => {
    const started = performance.now()
    isFormula(`-${' '.repeat(50_000)}x`)
    isFormula(`-${'1,'.repeat(50_000)}x`)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('lines', () => {
  it('quotes what must be quoted and nothing else', () => {
    const csv = createCsvWriter(true)
    expect(csv.line(['1'], ['a', 'b,c', 'd"e', 'f\ng', ' h', ''])).toBe('1,a,"b,c","d""e","f\ng"," h",\r\n')
  })

  it('neutralises and counts the cells of the file, not ours', () => {
    const csv = createCsvWriter(true)
    expect(csv.line(['-own'], ['=1+1', '-5', '+x,y'])).toBe(`-own,'=1+1,-5,"'+x,y"\r\n`)
    expect(csv.neutralised).toBe(2)
  })

  it('leaves formula cells alone by choice', () => {
    const csv = createCsvWriter(false)
    expect(csv.line([], ['=1+1'])).toBe('=1+1\r\n')
    expect(csv.neutralised).toBe(0)
  })
})
