import { describe, expect, it } from 'vitest'
import { controlTotalsCsv } from './control-totals-csv.ts'
import { AMOUNTS, DATASET, rankingOf, SCORES } from './fake-engine.test-support.ts'

describe('control totals as CSV', () => {
  const dataset = { ...DATASET, name: '=cmd,"x".csv' }
  const text = controlTotalsCsv({ dataset, ranking: rankingOf(SCORES, AMOUNTS), cut: 2 })

  it('says what was read, left out, and what is above the line', () => {
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('figure,value')
    expect(lines).toContain('rows read,6')
    expect(lines).toContain('rows skipped: blank,2')
    expect(lines).toContain('unreadable cells: fee,1')
    expect(lines).toContain('sum of amount,210')
    expect(lines).toContain('rows flagged,2')
    expect(lines).toContain('"sum of amount, flagged rows",60')
    expect(lines).toContain('columns used,amount; fee')
  })

  it('does not let a file name run as a formula', () => {
    expect(text).toContain(`file,"'=cmd,""x"".csv"`)
  })
})
