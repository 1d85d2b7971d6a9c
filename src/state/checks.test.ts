import { beforeEach, describe, expect, it } from 'vitest'
import { brokenAt, type LogEntry } from '../analysis/decisions/decision-log.ts'
import { playLog } from '../analysis/decisions/decision-state.ts'
import type { Ranking } from '../workers/engine.api.ts'
import { decide, redoDecision, undoDecision } from './actions/deciding.ts'
import { decideAtDesk } from './actions/desk.ts'
import { initialState } from './app-state.ts'
import { blindChecks, isHidden, isSelectedHidden, seenRows } from './blind.ts'
import { checksOf } from './checks-of-log.ts'
import { drawChecks, setBlind } from './checks.ts'
import { presentQueue } from './present-queue.ts'
import { appStore } from './store.ts'
import { workQuality } from './work-quality.ts'

const ROWS = 400
const CUT = 60
const get = appStore.getState
const ranking = {
  order: Uint32Array.from({ length: ROWS }, (_, i) => (i * 7) % ROWS),
  scores: Float32Array.from({ length: ROWS }, () => 0.5),
} as Ranking
const flagged = [...ranking.order.subarray(0, CUT)]

const last = () => get().review.log.at(-1)?.action
const drawn = () => checksOf(get().review.log)?.rows ?? []
const missed = () => workQuality(get())?.missed

beforeEach(() => {
  appStore.setState({ ...initialState, screen: 'review', ranking, cut: CUT })
})

describe('random checks', () => {
  it('are drawn from below the line, on record with their places before any of them is seen', () => {
    drawChecks(20)
    const action = last()
    expect(action).toMatchObject({ kind: 'check', flagged: CUT, of: ROWS })
    expect(drawn()).toHaveLength(20)
    expect(drawn().some((row) => flagged.includes(row))).toBe(false)
    const queue = presentQueue(get())!
    expect(queue.rows).toHaveLength(CUT + 20)
    // Among the flagged rows, not after them: the flagged ones keep their order.
    expect([...queue.rows].filter((row) => flagged.includes(row))).toEqual(flagged)
    expect([...queue.rows].slice(-20)).not.toEqual(drawn())
    expect(brokenAt(get().review.log)).toBeNull()
  })

  it('add up below the same line, and are no more below another one', () => {
    drawChecks(20)
    const first = drawn()
    drawChecks(20)
    expect(drawn().slice(0, 20)).toEqual(first)
    expect(new Set(drawn()).size).toBe(40)
    const queue = presentQueue(get())!
    expect(new Set([...queue.rows].map(queue.placeOf)).size, 'no two in one place').toBe(CUT + 40)
    appStore.setState({ cut: CUT + 5 })
    drawChecks(20)
    expect(drawn()).toHaveLength(20)
  })

  it('keep their places from a decision to the next', () => {
    drawChecks(20)
    const before = [...presentQueue(get())!.rows]
    decideAtDesk([drawn()[0]!], { label: 'false-alarm' }, false)
    expect([...presentQueue(get())!.rows]).toEqual(before)
  })
})

describe('a review that is blind', () => {
  it('hides every undecided row alike, until it is decided', () => {
    expect(isHidden(get(), flagged[0]!)).toBe(false)
    drawChecks(20)
    const [check] = drawn()
    for (const row of [flagged[0]!, check!, ranking.order[ROWS - 1]!]) expect(isHidden(get(), row)).toBe(true)
    appStore.setState({ selectedRow: check! })
    expect(isSelectedHidden(get())).toBe(true)
    decide([check!], { label: 'unsure' })
    expect(isSelectedHidden(get())).toBe(false)
    expect(isHidden(get(), flagged[0]!)).toBe(true)
    undoDecision()
    expect(isHidden(get(), check!), 'undecided again, among others that are hidden').toBe(true)
  })

  it('ends with the last check that can be reviewed blind', () => {
    drawChecks(20)
    decideAtDesk(drawn(), { label: 'false-alarm' }, false)
    expect(get().queue.blind).toBe(false)
    undoDecision()
    expect(get().queue.blind, 'their scores were shown').toBe(false)
  })

  it('is on record with the decision, and counts once', () => {
    drawChecks(20)
    const [a, b] = drawn()
    decideAtDesk([a!], { label: 'anomaly' }, false)
    expect(last()).toEqual({ kind: 'decide', rows: [a], label: 'anomaly', blind: true })
    expect(get().review.decided.decisions.get(a!)?.blind).toBe(true)
    decideAtDesk([a!], { note: 'looked again' }, false)
    expect(get().review.decided.decisions.get(a!)?.blind, 'a note leaves the label as it was given').toBe(
      true,
    )
    decideAtDesk([a!], { label: 'false-alarm' }, false)
    expect(get().review.decided.decisions.get(a!)?.blind, 'decided anew, knowing it').toBeUndefined()

    decideAtDesk([b!], { label: 'false-alarm' }, false)
    undoDecision()
    decideAtDesk([b!], { label: 'anomaly' }, false)
    expect(get().review.decided.decisions.get(b!)?.blind, 'it was shown in between').toBeUndefined()
    expect(missed()).toMatchObject({ blind: 0, seen: 2, undecided: 18, onlyBlind: true })
    expect(missed()?.estimate.known).toBe(0)
  })

  it('says of rows decided together which had been seen', () => {
    drawChecks(20)
    const [a, b, c] = drawn()
    decideAtDesk([a!], { label: 'unsure' }, false)
    decideAtDesk([a!, b!, c!, flagged[0]!], { label: 'false-alarm' }, false)
    expect(last()).toMatchObject({ blind: true, seen: [a] })
    expect(missed()).toMatchObject({ blind: 2, seen: 1 })
    expect(missed()?.estimate.counts).toEqual({ anomalies: 0, falseAlarms: 2, unsure: 0 })
  })

  it('is none where it can be told what the row is', () => {
    drawChecks(20)
    const [a, b] = drawn()
    const { review } = get()
    appStore.setState({ review: { ...review, tab: 'groups' } })
    decideAtDesk([a!], { label: 'false-alarm' }, false)
    expect(last()).not.toHaveProperty('blind')
    appStore.setState({ review: { ...get().review, tab: 'flagged' } })
    decideAtDesk(flagged, { label: 'anomaly' }, false)
    decideAtDesk([b!], { label: 'false-alarm' }, false)
    expect(last(), 'only checks are left').not.toHaveProperty('blind')
    expect(isHidden(get(), drawn()[2]!), 'what helps is still hidden').toBe(true)
  })

  it('can be ended, which is on record: what was shown is blind no more', () => {
    drawChecks(20)
    decideAtDesk([drawn()[0]!], { label: 'false-alarm' }, false)
    setBlind(false)
    expect(last()).toEqual({ kind: 'reveal', rows: drawn().slice(1) })
    expect(get().queue.blind).toBe(false)
    expect([...presentQueue(get())!.rows].slice(0, CUT), 'after the flagged rows, by rank').toEqual(flagged)
    setBlind(true)
    expect(blindChecks(get().review)).toEqual([])
    expect(get().queue.blind).toBe(false)
    drawChecks(20)
    expect(get().queue.blind).toBe(true)
    decideAtDesk([drawn()[1]!, drawn()[20]!], { label: 'false-alarm' }, false)
    expect(last()).toMatchObject({ blind: true, seen: [drawn()[1]] })
  })

  it('is no condition of the estimate where it is switched off', () => {
    setBlind(false)
    drawChecks(20)
    decideAtDesk(drawn().slice(0, 5), { label: 'false-alarm' }, false)
    expect(last()).not.toHaveProperty('blind')
    expect(missed()).toMatchObject({ blind: 0, seen: 5, onlyBlind: false })
    expect(missed()?.estimate.known).toBe(5)
  })

  it('comes back with its log, played as a whole', () => {
    drawChecks(20)
    decideAtDesk([drawn()[0]!, flagged[3]!], { label: 'false-alarm' }, false)
    decideAtDesk([drawn()[1]!], { label: 'anomaly' }, false)
    undoDecision()
    redoDecision()
    const { log, decided } = get().review
    expect([...playLog(log).decisions]).toEqual([...decided.decisions])
    expect(decided.decisions.get(drawn()[1]!)?.blind).toBe(true)
  })
})

describe('what was seen', () => {
  it('goes with the rows when the file is read in another way', () => {
    drawChecks(20)
    decideAtDesk([5], { label: 'anomaly' }, false)
    const { log } = get().review
    expect(seenRows(log)).toEqual(new Set([5]))
    const moved: LogEntry = {
      ...log.at(-1)!,
      seq: log.length,
      action: { kind: 'renumber', lines: [7, 8], from: [5, 6], to: [9, null] },
    }
    expect(seenRows([...log, moved])).toEqual(new Set([9]))
    expect(checksOf([...log, moved])).toBeNull()
  })
})
