import { describe, expect, it } from 'vitest'
import {
  brokenAt,
  LOG_START,
  logHead,
  namedRows,
  nextEntry,
  rowsNow,
  type LogAction,
  type LogEntry,
} from './decision-log.ts'
import { afterEntry, NO_DECISIONS, playLog } from './decision-state.ts'

function logOf(...actions: readonly LogAction[]): LogEntry[] {
  const log: LogEntry[] = []
  for (const action of actions) log.push(nextEntry(log, action, 1_700_000_000_000 + log.length, 'me'))
  return log
}

const ACTIONS: readonly LogAction[] = [
  { kind: 'decide', rows: [3, 5], label: 'anomaly' },
  { kind: 'decide', rows: [5], label: 'false-alarm', note: 'seen' },
  { kind: 'undo', of: 1 },
  { kind: 'redo', of: 1 },
  { kind: 'decide', rows: [3], label: null },
  { kind: 'undo', of: 4 },
]

describe('the decision log', () => {
  it('is a chain that holds', () => {
    const log = logOf(...ACTIONS)
    expect(brokenAt(log)).toBeNull()
    expect(log[0]?.previous).toBe(LOG_START)
    expect(logHead(log)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('shows what was changed, taken out or put between', () => {
    const log = logOf(...ACTIONS)
    const changed = log.map((entry) => (entry.seq === 1 ? { ...entry, reviewer: 'you' } : entry))
    expect(brokenAt(changed)?.seq).toBe(1)
    expect(brokenAt(log.filter(({ seq }) => seq !== 2))?.seq).toBe(2)
    expect(brokenAt([...log.slice(0, 2), ...logOf(ACTIONS[0]!), ...log.slice(2)])?.seq).toBe(2)
  })

  it('comes to the decisions that were not taken back', () => {
    const log = logOf(...ACTIONS)
    const { decisions, undoable, redoable } = playLog(log)
    expect([...decisions]).toEqual([
      [3, { label: 'anomaly', at: log[0]?.at, reviewer: 'me' }],
      [5, { label: 'false-alarm', note: 'seen', at: log[1]?.at, reviewer: 'me' }],
    ])
    expect(undoable).toEqual([0, 1])
    expect(redoable).toEqual([4])
  })

  it('comes to the same entry by entry', () => {
    const log = logOf(...ACTIONS)
    let state = NO_DECISIONS
    for (const [i, entry] of log.entries()) state = afterEntry(state, log.slice(0, i), entry)
    expect(state).toEqual(playLog(log))
  })

  it('moves decisions with their lines when the file is read in another way', () => {
    const log = logOf(
      { kind: 'decide', rows: [3, 5], label: 'anomaly' },
      { kind: 'decide', rows: [9], label: 'unsure' },
      { kind: 'undo', of: 1 },
      { kind: 'renumber', lines: [4, 6, 10], from: [3, 5, 9], to: [2, null, 7] },
      { kind: 'redo', of: 1 },
    )
    const sampled = playLog(log.slice(0, 4))
    expect([...sampled.decisions.keys()]).toEqual([2])
    expect([...sampled.parked.keys()]).toEqual([6])
    expect(namedRows(log.slice(0, 4))).toEqual({ rows: [2, 7], unplaced: [6] })
    // What is done again after the move lands where its row is now.
    expect([...playLog(log).decisions.keys()]).toEqual([2, 7])
    expect(rowsNow(log, 0, [3, 5])).toEqual([2, null])
    const back = [
      ...log,
      nextEntry(
        log,
        { kind: 'renumber', lines: [4, 6, 10], from: [2, null, 7], to: [3, 5, 9] },
        1_700_000_000_009,
        'me',
      ),
    ]
    expect([...playLog(back).decisions.keys()].sort()).toEqual([3, 5, 9])
    expect(rowsNow(back, 0, [3, 5])).toEqual([3, 5])
    expect(playLog(back).parked.size).toBe(0)
  })

  it('takes back what was carried over in one step', () => {
    const decision = { label: 'anomaly', at: 1, reviewer: 'me' } as const
    const log = logOf(
      {
        kind: 'carry',
        from: 'a'.repeat(64),
        head: 'b'.repeat(64),
        key: 'id',
        decisions: [{ ...decision, row: 4 }],
        unmatched: [{ ...decision, value: 'T-9' }],
      },
      { kind: 'undo', of: 0 },
    )
    expect([...playLog(log.slice(0, 1)).decisions.keys()]).toEqual([4])
    expect(playLog(log).decisions.size).toBe(0)
  })
})
