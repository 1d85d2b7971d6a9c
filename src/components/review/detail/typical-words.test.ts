import { describe, expect, it } from 'vitest'
import type { TypicalCell, TypicalCells } from '../../../analysis/evidence/typical-cells.ts'
import { DATASET } from '../../../state/fake-engine.test-support.ts'
import { clockWords, reasonWords, standingWords, valueWords } from './typical-words.ts'

const column = DATASET.columns[1]!
const standing = { rows: 10_000, present: 10_000, median: 80, low: 50, high: 120, below: 9980, above: 20 }
const peers: TypicalCells['peers'] = { column: 0, name: 'Customer', kind: 'entity', value: 'C7', rows: 42 }
const amount: TypicalCell = {
  kind: 'values',
  column: 1,
  value: 2769.89,
  all: standing,
  peers: { ...standing, rows: 42, present: 42, median: 1025.885, below: 42, above: 0 },
  clock: null,
}

describe('a reason in the data’s own units', () => {
  it('is told beside all rows, and as a multiple of the usual of the peers', () => {
    expect(reasonWords(amount, peers)).toEqual({
      all: 'higher than 99.8 % of rows',
      peers: '2.7 × the usual of this customer',
    })
    expect(valueWords(column, 2769.89)).toBe('2,769.89')
  })

  it('near the usual of the peers says where it stands among them', () => {
    const near = { ...amount, value: 1000, peers: { ...amount.peers!, below: 20, above: 22 } }
    expect(reasonWords(near, peers)?.peers).toBe('in the middle of 42 other rows of this customer')
  })

  it('of a rare category counts the rows that have it', () => {
    const cell: TypicalCell = {
      kind: 'levels',
      column: 2,
      value: 'Corporate',
      all: { rows: 10_000, missing: 0, same: 3, most: 'Personal', mostRows: 6200 },
      peers: null,
    }
    expect(reasonWords(cell, null)?.all).toBe('seen in 3 of 10,000 rows')
    expect(reasonWords({ ...cell, value: null, all: { ...cell.all, same: 12 } }, null)?.all).toBe(
      'no value here, nor in 12 of 10,000 rows',
    )
  })

  it('of a missing number and of a time says so', () => {
    const missing = { ...amount, value: NaN, all: { ...standing, present: 9990, below: 0, above: 0 } }
    expect(reasonWords(missing, peers)?.all).toBe('no value, as 10 of 10,000 rows')
    const clock = { present: 1000, hour: 3, sameHour: 4, weekday: 6, sameWeekday: 120 }
    expect(clockWords({ ...amount, clock })).toBe(
      'between 03:00 and 04:00, as 0.40 % of rows; a Sunday, as 12 % of rows',
    )
  })

  it('never rounds up to all rows', () => {
    expect(standingWords({ ...standing, below: 9999, above: 1 }, false, 'rows')).toBe(
      'higher than 99.9 % of rows',
    )
    expect(standingWords({ ...standing, below: 9999, above: 0 }, false, 'rows')).toBe(
      'higher than all other rows',
    )
  })
})
