import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DECISION_LABELS, patchDecision, type Decision, type DecisionPatch } from './decision.ts'
import { brokenAt, logHead, nextEntry, type LogEntry } from './decision-log.ts'
import { afterEntry, NO_DECISIONS, playLog, type DecisionState } from './decision-state.ts'

const patches = fc.record(
  {
    label: fc.constantFrom(null, ...DECISION_LABELS),
    reason: fc.constantFrom(null, 'Duplicate', 'Data error'),
    note: fc.constantFrom(null, 'seen', 'é “…”'),
  },
  { requiredKeys: [] },
)
/** One row or many, decided, undone and done again in any order. */
const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('decide' as const),
      rows: fc.uniqueArray(fc.nat(6), { minLength: 1 }),
      patch: patches,
    }),
    fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }),
  ),
  { maxLength: 30 },
)
type Step = typeof steps extends fc.Arbitrary<readonly (infer S)[]> ? S : never

interface Desk {
  readonly log: readonly LogEntry[]
  readonly state: DecisionState
}

const START: Desk = { log: [], state: NO_DECISIONS }

function take(desk: Desk, step: Step): Desk {
  const { log, state } = desk
  if (step.do === 'decide') return append(desk, { kind: 'decide', rows: step.rows, ...step.patch })
  const of = (step.do === 'undo' ? state.undoable : state.redoable).at(-1)
  return of === undefined ? { log, state } : append(desk, { kind: step.do, of })
}

function append({ log, state }: Desk, action: LogEntry['action']): Desk {
  const entry = nextEntry(log, action, 1_700_000_000_000 + log.length, `r${log.length % 3}`)
  return { log: [...log, entry], state: afterEntry(state, log, entry) }
}

const run = (all: readonly Step[]): Desk => all.reduce(take, START)
const seen = ({ state }: Desk) => [...state.decisions]

describe('undo and redo, in any order', () => {
  it('the log played again is the state that was lived through', () => {
    fc.assert(
      fc.property(steps, (all) => {
        expect(playLog(run(all).log)).toEqual(run(all).state)
      }),
    )
  })

  it('undo and then redo changes nothing', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const desk = run(all)
        if (desk.state.undoable.length === 0) return
        const again = take(take(desk, { do: 'undo' }), { do: 'redo' })
        expect(seen(again)).toEqual(seen(desk))
        expect(again.state.undoable).toEqual(desk.state.undoable)
        expect(again.state.redoable).toEqual(desk.state.redoable)
      }),
    )
  })

  it('as many undos as decisions lead back to the start, and as many redos to the end', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const desk = run(all)
        let back = desk
        while (back.state.undoable.length > 0) back = take(back, { do: 'undo' })
        expect(back.log).toHaveLength(desk.log.length + desk.state.undoable.length)
        expect(seen(back)).toEqual([])
        let forth = back
        while (forth.state.undoable.length < desk.state.undoable.length) forth = take(forth, { do: 'redo' })
        expect(seen(forth)).toEqual(seen(desk))
      }),
    )
  })

  it('an undo shows the state before the decision', () => {
    fc.assert(
      fc.property(steps, fc.uniqueArray(fc.nat(6), { minLength: 1 }), patches, (all, rows, patch) => {
        const before = run(all)
        expect(seen(take(take(before, { do: 'decide', rows, patch }), { do: 'undo' }))).toEqual(seen(before))
      }),
    )
  })

  it('a new decision leaves nothing to be done again', () => {
    fc.assert(
      fc.property(steps, patches, (all, patch) => {
        expect(take(run(all), { do: 'decide', rows: [0], patch }).state.redoable).toEqual([])
      }),
    )
  })

  it('rows stand in the order in which they got their label', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ rows: fc.uniqueArray(fc.nat(6), { minLength: 1 }), patch: patches }), {
          maxLength: 20,
        }),
        (all) => {
          const { state } = run(all.map((one) => ({ do: 'decide' as const, ...one })))
          expect([...state.decisions.keys()]).toEqual(byLastChangeOfLabel(all))
        },
      ),
    )
  })
})

/** The same worked out the long way: when each row's label last became what it is. */
function byLastChangeOfLabel(
  all: readonly { readonly rows: readonly number[]; readonly patch: DecisionPatch }[],
): number[] {
  const rows = new Map<number, { decision: Decision; since: number }>()
  let turn = 0
  for (const { rows: named, patch } of all) {
    for (const row of named) {
      turn++
      const before = rows.get(row)
      const decision = patchDecision(before?.decision, patch, 0, '')
      if (decision === null) rows.delete(row)
      else rows.set(row, { decision, since: before?.decision.label === decision.label ? before.since : turn })
    }
  }
  return [...rows].sort((a, b) => a[1].since - b[1].since).map(([row]) => row)
}

describe('the chain', () => {
  const changes: readonly ((entry: LogEntry) => LogEntry)[] = [
    (entry) => ({ ...entry, at: entry.at + 1 }),
    (entry) => ({ ...entry, reviewer: `${entry.reviewer} ` }),
    (entry) => ({ ...entry, seq: entry.seq + 1 }),
    (entry) => ({ ...entry, previous: flipped(entry.previous) }),
    (entry) => ({ ...entry, hash: flipped(entry.hash) }),
    ({ action, ...entry }) => ({
      ...entry,
      action:
        action.kind === 'decide'
          ? { ...action, rows: [...action.rows, 99] }
          : action.kind === 'undo' || action.kind === 'redo'
            ? { ...action, of: action.of + 1 }
            : action,
    }),
    ({ action, ...entry }) => ({
      ...entry,
      action: action.kind === 'decide' ? { ...action, note: 'put in later' } : { kind: 'decide', rows: [0] },
    }),
  ]

  it('holds, however it came about', () => {
    fc.assert(
      fc.property(steps, (all) => {
        expect(brokenAt(run(all).log)).toBeNull()
      }),
    )
  })

  it('shows any single change of any entry, at that entry', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.constantFrom(...changes), (all, pick, change) => {
        const { log } = run(all)
        if (log.length === 0) return
        const at = pick % log.length
        expect(brokenAt(log.map((entry, i) => (i === at ? change(entry) : entry)))?.seq).toBe(at)
      }),
    )
  })

  it('shows an entry that was left out, but for the last, which the head shows', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (all, pick) => {
        const { log } = run(all)
        if (log.length === 0) return
        const at = pick % log.length
        const shorter = log.filter((_, i) => i !== at)
        if (at < log.length - 1) expect(brokenAt(shorter)?.seq).toBe(at)
        else expect(logHead(shorter)).not.toBe(logHead(log))
      }),
    )
  })

  it('shows two entries that changed places', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (all, pick) => {
        const { log } = run(all)
        if (log.length < 2) return
        const at = pick % (log.length - 1)
        const swapped = [...log]
        swapped[at] = log[at + 1]!
        swapped[at + 1] = log[at]!
        expect(brokenAt(swapped)?.seq).toBe(at)
      }),
    )
  })
})

function flipped(hash: string): string {
  return `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}`
}
