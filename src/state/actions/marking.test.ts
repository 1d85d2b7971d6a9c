import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Ranking } from '../../workers/engine.api.ts'
import { initialState } from '../app-state.ts'
import { presentMarks, presentQueue, presentRows } from '../present-queue.ts'
import { insertionPoint, searchPlace } from '../queue.ts'
import { NO_MARKS, withMarks, withoutMark } from '../row-marks.ts'
import { showQueue } from '../shown-queue.ts'
import { appStore } from '../store.ts'
import { decide } from './deciding.ts'
import { decideMarked } from './desk.ts'
import { clearMarks, markAll, markUpTo, setDraft, setQueueFilter, toggleMark } from './marking.ts'

const ranking = { order: Uint32Array.of(4, 2, 0, 3, 1, 5) } as Ranking
const get = appStore.getState
const marks = () => [...presentMarks(get())]

beforeEach(() => {
  appStore.setState({ ...initialState, screen: 'review', ranking, cut: 5 })
  const { placeOf } = presentQueue(get())!
  const rows = presentRows(get())
  showQueue({
    count: rows.length,
    rowAt: (position) => rows[position] ?? null,
    positionOf: (row) => searchPlace(rows, placeOf, row),
    placeOf: (row) => insertionPoint(rows, placeOf, row),
  })
  return () => showQueue(null)
})

describe('marks', () => {
  it('come and go row by row, and are told in the order of the queue', () => {
    toggleMark(3)
    toggleMark(4)
    expect(marks()).toEqual([4, 3])
    toggleMark(3)
    expect(marks()).toEqual([4])
    clearMarks()
    expect(marks()).toEqual([])
  })

  it('reach from the last mark to a row, either way', () => {
    toggleMark(3)
    markUpTo(2)
    expect(marks()).toEqual([2, 0, 3])
    markUpTo(4)
    expect(marks(), 'from the row that was marked last').toEqual([4, 2, 0, 3])
  })

  it('begin with the row where there is none to begin from', () => {
    markUpTo(0)
    expect(marks()).toEqual([0])
  })

  it('are decided only as far as they are listed, with what is meant for them, and go', () => {
    decide([2], { label: 'unsure' })
    markAll()
    setQueueFilter('undecided')
    expect(marks()).toEqual([4, 0, 3, 1])
    expect(get().queue.marked.size).toBe(5)
    setDraft({ reason: 'Duplicate', note: ' twice ' })
    decideMarked({ label: 'anomaly' }, false)
    expect(get().review.log.at(-1)?.action).toEqual({
      kind: 'decide',
      rows: [4, 0, 3, 1],
      label: 'anomaly',
      reason: 'Duplicate',
      note: 'twice',
    })
    expect(get().review.decided.decisions.get(2)?.label).toBe('unsure')
    expect(get().queue).toMatchObject({ marked: NO_MARKS, anchor: null, draft: { reason: null, note: '' } })
  })
})

it('a set of marks is a set of rows, whatever is done to it', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), rows: fc.array(fc.nat(300), { maxLength: 8 }) }),
    fc.record({ kind: fc.constant('take' as const), rows: fc.tuple(fc.nat(300)) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const wanted = new Set<number>()
      let present = NO_MARKS
      for (const { kind, rows } of steps) {
        const before = present
        const size = before.size
        if (kind === 'add') {
          present = withMarks(present, rows)
          for (const row of rows) wanted.add(row)
        } else {
          present = withoutMark(present, rows[0]!)
          wanted.delete(rows[0]!)
        }
        expect(before.size, 'former marks stay as they were').toBe(size)
        expect(present.size).toBe(wanted.size)
        for (let row = 0; row <= 301; row++) expect(present.has(row)).toBe(wanted.has(row))
      }
    }),
    { numRuns: 60 },
  )
})
