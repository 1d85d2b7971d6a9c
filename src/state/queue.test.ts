import { describe, expect, it } from 'vitest'
import type { Decision, DecisionLabel } from '../analysis/decisions/decision.ts'
import type { Ranking } from '../workers/engine.api.ts'
import type { QueueFilter } from './queue-state.ts'
import { countQueue, insertionPoint, listQueue, placeByRank, queueOf, searchPlace } from './queue.ts'
import { nextUndecided, stepsFrom, type ShownQueue } from './shown-queue.ts'

const order = Uint32Array.of(4, 2, 0, 3, 1, 5)
const ranking = { order } as Ranking
const placeOf = placeByRank(ranking)

const decided = (...labels: readonly (readonly [number, DecisionLabel | null])[]) =>
  new Map<number, Decision>(labels.map(([row, label]) => [row, { label, at: 0, reviewer: '' }]))

const queueWith = (
  cut: number,
  drawn: readonly number[] = [],
  mask: Uint8Array<ArrayBuffer> | null = null,
) => {
  const flagged = order.subarray(0, cut).filter((row) => mask === null || mask[row] === 1)
  return queueOf(placeOf, cut, flagged, drawn, mask)
}

describe('the queue', () => {
  it('is the flagged rows, and after them the drawn ones below the line', () => {
    expect([...queueWith(3).rows]).toEqual([4, 2, 0])
    expect([...queueWith(3, [5, 2, 3]).rows]).toEqual([4, 2, 0, 3, 5])
    expect([...queueWith(3, [5, 3], Uint8Array.of(1, 1, 0, 1, 1, 0)).rows]).toEqual([4, 0, 3])
  })

  it('has drawn rows among the flagged ones where they have a place, and after them where not', () => {
    const mixed = (cut: number, drawn: readonly number[], places: readonly (readonly [number, number])[]) =>
      queueOf(placeOf, cut, order.subarray(0, cut), drawn, null, new Map(places))
    const queue = mixed(
      3,
      [5, 1],
      [
        [5, 0.5],
        [1, 0.6],
      ],
    )
    expect([...queue.rows]).toEqual([4, 5, 1, 2, 0])
    expect([...mixed(3, [5, 3], [[5, 1.5]]).rows]).toEqual([4, 2, 5, 0, 3])
    expect([...mixed(5, [1, 5], [[1, 0.5]]).rows], 'above the line by now').toEqual([4, 2, 0, 3, 1, 5])
    for (const [position, row] of queue.rows.entries())
      expect(searchPlace(queue.rows, queue.placeOf, row)).toBe(position)
    const decisions = decided([5, 'anomaly'], [2, 'unsure'])
    expect([...listQueue(queue, 'undecided', decisions)]).toEqual([4, 1, 0])
    expect([...listQueue(queue, 'decided', decisions)]).toEqual([5, 2])
    expect(countQueue(queue, decisions)).toMatchObject({ rows: 5, decided: 2 })
  })

  it('lists what a filter says; decided rows wherever they rank', () => {
    const decisions = decided([2, 'anomaly'], [1, 'false-alarm'], [0, null])
    const list = (filter: QueueFilter) => [...listQueue(queueWith(3), filter, decisions)]
    expect(list('all')).toEqual([4, 2, 0])
    expect(list('undecided')).toEqual([4, 0])
    expect(list('decided')).toEqual([2, 1])
    expect(list('false-alarm')).toEqual([1])
    expect(list('unsure')).toEqual([])
    expect(list('anomaly')).toEqual([2])
  })

  it('counts what is decided of it: a note alone is no decision', () => {
    const counts = countQueue(queueWith(3), decided([2, 'anomaly'], [1, 'false-alarm'], [0, null]))
    expect(counts).toEqual({ rows: 3, decided: 1, labels: { anomaly: 1, 'false-alarm': 1, unsure: 0 } })
  })

  it('knows where a row would stand', () => {
    expect(insertionPoint(Uint32Array.of(4, 0, 1), placeOf, 2)).toBe(1)
    expect(insertionPoint(Uint32Array.of(4, 0, 1), placeOf, 5)).toBe(3)
  })
})

const shown = (...rows: readonly number[]): ShownQueue => ({
  count: rows.length,
  rowAt: (position) => rows[position] ?? null,
  positionOf: (row) => rows.indexOf(row),
  placeOf: (row) => insertionPoint(Uint32Array.from(rows), placeOf, row),
})

describe('next and previous', () => {
  it('go through the rows as they are shown', () => {
    expect(stepsFrom(shown(0, 4, 2), 4)).toEqual({ previous: 0, next: 2 })
    expect(stepsFrom(shown(0, 4, 2), 2)).toEqual({ previous: 4, next: null })
    expect(stepsFrom(shown(0, 4, 2), null)).toEqual({ previous: null, next: 0 })
    expect(stepsFrom(shown(), null)).toEqual({ previous: null, next: null })
  })

  it('from a row that is not listed lead to those on either side of its place', () => {
    expect(stepsFrom(shown(4, 0, 1), 2)).toEqual({ previous: 4, next: 0 })
    expect(stepsFrom(shown(4, 2, 0), 5)).toEqual({ previous: 0, next: null })
  })
})

describe('the next undecided row', () => {
  const queue = shown(4, 2, 0, 3)

  it('is the first one after the row, and beyond the end the first from the top', () => {
    expect(nextUndecided(queue, decided([4, 'anomaly'], [2, 'unsure']), 4)).toBe(0)
    expect(nextUndecided(queue, decided([3, 'anomaly']), 3)).toBe(4)
    expect(nextUndecided(queue, decided(), null)).toBe(4)
  })

  it('can have a note, but no label', () => {
    expect(nextUndecided(queue, decided([2, null]), 4)).toBe(2)
  })

  it('after a row that has left the list is the one that took its place', () => {
    expect(nextUndecided(shown(4, 0, 3), decided([2, 'anomaly']), 2)).toBe(0)
  })

  it('is none when all are decided, or only the row itself is left', () => {
    const all = decided([4, 'anomaly'], [2, 'anomaly'], [0, 'unsure'], [3, 'unsure'])
    expect(nextUndecided(queue, all, 2)).toBeNull()
    all.delete(2)
    expect(nextUndecided(queue, all, 2)).toBeNull()
    expect(nextUndecided(shown(), decided(), null)).toBeNull()
  })
})
