import { describe, expect, it } from 'vitest'
import { logHead, nextEntry } from '../analysis/decisions/decision-log.ts'
import { playLog } from '../analysis/decisions/decision-state.ts'
import type { Learned } from '../analysis/feedback/feedback.ts'
import { initialState } from './app-state.ts'
import { controlTotalsCsv } from './control-totals-csv.ts'
import { AMOUNTS, DATASET, rankingOf, SCORES } from './fake-engine.test-support.ts'
import { logMark } from './exported-log.ts'

describe('control totals as CSV', () => {
  const dataset = { ...DATASET, name: '=cmd,"x".csv' }
  const state = { dataset, ranking: rankingOf(SCORES, AMOUNTS), cut: 2, review: initialState.review }
  const text = controlTotalsCsv(state)

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

  it('names the head of the decision log once something was decided, and whether the order was learned', () => {
    expect(text).not.toContain('decision')
    const log = [nextEntry([], { kind: 'decide', rows: [1], label: 'anomaly' }, 1, 'R')]
    const review = { ...initialState.review, log, decided: playLog(log) }
    const lines = controlTotalsCsv({ ...state, review }).split('\r\n')
    expect(lines).toContain('entries of the decision log,1')
    expect(lines).toContain(`head of the decision log,${logHead(log)}`)
    const learned = { decisions: 1, positives: 1, method: 'paths' } satisfies Learned
    const after = { ...state, review, ranking: { ...state.ranking, learned } }
    expect(controlTotalsCsv(after)).toContain('decisions that the order was learned from,1\r\n')
    expect(logMark(after)).toBe(`-log-${logHead(log).slice(0, 16)}`)
    expect(logMark({ ...state, review })).toBe('')
  })

  it('does not let a file name run as a formula', () => {
    expect(text).toContain(`file,"'=cmd,""x"".csv"`)
  })
})
