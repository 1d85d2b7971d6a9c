import { expect, it } from 'vitest'
import { LOG_START, nextEntry, type LogEntry } from '../analysis/decisions/decision-log.ts'
import { checkChain, headOf } from './check-log.ts'

const logOf = (count: number) => {
  const log: LogEntry[] = []
  for (let row = 0; row < count; row++)
    log.push(nextEntry(log, { kind: 'decide', rows: [row], label: 'anomaly' }, row, 'Maria'))
  return log
}

it('a chain that holds says how long it is, and its head stands for it', () => {
  expect(checkChain([])).toEqual({ holds: true, sentence: 'The chain holds: 0 entries.' })
  expect(checkChain(logOf(1)).sentence).toBe('The chain holds: 1 entry.')
  const log = logOf(3)
  expect(headOf(log)).toBe(log[2]!.hash)
  expect(headOf([])).toBe(LOG_START)
})

it('one that was changed says where, counted from 1', () => {
  const log = logOf(3)
  const changed = log.map((entry) => (entry.seq === 1 ? { ...entry, reviewer: 'Nobody' } : entry))
  expect(checkChain(changed)).toEqual({
    holds: false,
    sentence: 'The chain is broken at entry 2: its content does not match its hash.',
  })
  expect(checkChain(log.slice(1)).sentence).toContain('at entry 1')
})
