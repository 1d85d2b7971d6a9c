import { describe, expect, it } from 'vitest'
import { cellsOf, testTable } from '../features/testing/test-tables.ts'
import { caseVariants } from './case-variants.ts'
import { highCardinality } from './high-cardinality.ts'
import { strayBlanks } from './stray-blanks.ts'
import { find } from './testing.ts'

const column = (pick: readonly (string | null)[], rows = 60) =>
  testTable({ kind: cellsOf(rows, (r) => pick[r % pick.length]!) })

describe('one value in several spellings', () => {
  it('is told with the rarer spellings, the most frequent one being taken for right', () => {
    const table = column(['Berlin', 'Berlin', 'BERLIN', 'berlin ', 'Bonn', 'Köln'])
    const [found] = find(caseVariants, table)
    expect(found).toMatchObject({
      count: 20,
      rowsFound: { kind: 'values', column: 0, values: ['BERLIN', 'berlin '] },
    })
    expect(found?.text).toContain('“Berlin”, “BERLIN”, “berlin ”. 20 rows have a rarer spelling')
  })

  it('is told of blanks within and of letters encoded in two ways', () => {
    expect(find(caseVariants, column(['New York', 'New  York']))).toHaveLength(1)
    expect(find(caseVariants, column(['Caf\u00e9', 'Cafe\u0301']))).toHaveLength(1)
  })

  it('is not one letter in either case, other words, or ids', () => {
    expect(find(caseVariants, column(['a', 'A', 'b', 'B']))).toEqual([])
    expect(find(caseVariants, column(['Bonn', 'Bern', 'Born']))).toEqual([])
    const codes = testTable({
      'Ref no': cellsOf(60, (r) => (r % 2 === 0 ? `aB${r % 30}` : `Ab${(r - 1) % 30}`)),
    })
    expect(find(caseVariants, codes)).toEqual([])
  })
})

describe('leading and trailing blanks', () => {
  it('are told with their rows, in categories and in text', () => {
    expect(find(strayBlanks, column(['x', ' x', 'y ', 'z']))).toMatchObject([
      { count: 30, rowsFound: cellsOf(60, (r) => r).filter((r) => r % 4 === 1 || r % 4 === 2) },
    ])
    const texts = testTable({
      ref: { texts: cellsOf(30, (r) => (r === 4 ? 'R4 ' : r === 9 ? ' R9' : `R${r}`)) },
    })
    expect(find(strayBlanks, texts)).toMatchObject([{ count: 2, rowsFound: [4, 9] }])
  })

  it('are no concern where every cell has one, beyond a word', () => {
    const [found] = find(strayBlanks, column([' Private', ' State']))
    expect(found).toMatchObject({ rows: null, severity: 'note' })
    expect(found?.text).toContain('Every cell')
  })

  it('are not blanks within, missing cells, or the end of a remark', () => {
    expect(find(strayBlanks, column(['a b', 'c d', null]))).toEqual([])
    const remarks = testTable({ remark: { texts: cellsOf(30, (r) => `paid late again ${r} `) } })
    expect(find(strayBlanks, remarks)).toEqual([])
  })
})

describe('very many different values', () => {
  it('are told of a category, with the rows whose value is the only one', () => {
    const table = testTable({
      merchant: { texts: cellsOf(1000, (r) => (r < 400 ? `m${r}` : `m${400 + (r % 300)}`)) },
      town: cellsOf(1000, (r) => `town ${r % 200}`),
    })
    const found = find(highCardinality, table)
    expect(found.map(({ names }) => names)).toEqual([['town']])
    const city = testTable({
      city: { texts: cellsOf(1000, (r) => (r < 400 ? `m${r}` : `m${400 + (r % 300)}`)) },
    })
    expect(find(highCardinality, city)).toMatchObject([{ count: 400, rowsFound: cellsOf(400, (r) => r) }])
  })

  it('are expected of ids, entities and remarks, and are not a few hundred in very many rows', () => {
    const table = testTable({
      'Customer ID': { texts: cellsOf(1000, (r) => `c${r % 400}`) },
      'Order ref': { texts: cellsOf(1000, (r) => `o${r}`) },
      remark: { texts: cellsOf(1000, (r) => `paid by hand on day ${r % 700}`) },
      kind: cellsOf(1000, (r) => `kind ${r % 30}`),
    })
    expect(find(highCardinality, table)).toEqual([])
  })
})
