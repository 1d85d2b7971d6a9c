import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cursorMove } from './cursor-keys.ts'

const to = (key: string, at: number, count = 20, more = {}) => {
  const move = cursorMove({ key, ...more }, at, count)
  return move?.kind === 'move' ? move.to : move?.kind
}

test('arrows go to the neighbours and stop at the ends', () => {
  expect(to('ArrowRight', 3)).toBe(4)
  expect(to('ArrowUp', 3)).toBe(4)
  expect(to('ArrowLeft', 3)).toBe(2)
  expect(to('ArrowDown', 3)).toBe(2)
  expect(to('ArrowLeft', 0)).toBe(0)
  expect(to('ArrowRight', 19)).toBe(19)
})

test('pages are a tenth, at least one place; Home and End are the ends', () => {
  expect(to('PageUp', 3)).toBe(5)
  expect(to('PageDown', 3)).toBe(1)
  expect(to('PageUp', 1, 4)).toBe(2)
  expect(to('Home', 7)).toBe(0)
  expect(to('End', 7)).toBe(19)
})

test('the first move goes to the start, wherever that is', () => {
  expect(cursorMove({ key: 'ArrowLeft' }, -1, 20, 12)).toEqual({ kind: 'move', to: 12, extend: false })
  expect(cursorMove({ key: 'ArrowRight', shiftKey: true }, -1, 20, 12)).toEqual({
    kind: 'move',
    to: 12,
    extend: false,
  })
  expect(cursorMove({ key: 'Enter' }, -1, 20)).toBeNull()
})

test('Shift takes along what lies between', () => {
  expect(cursorMove({ key: 'ArrowRight', shiftKey: true }, 3, 20)).toEqual({
    kind: 'move',
    to: 4,
    extend: true,
  })
})

test('Ctrl goes to the next place that holds something, and stays where there is none', () => {
  const isNotable = (at: number) => at === 2 || at === 15
  const jump = (key: string, at: number) => cursorMove({ key, ctrlKey: true }, at, 20, 0, isNotable)
  expect(jump('ArrowRight', 3)).toEqual({ kind: 'move', to: 15, extend: false })
  expect(jump('ArrowLeft', 3)).toEqual({ kind: 'move', to: 2, extend: false })
  expect(jump('ArrowRight', 15)).toEqual({ kind: 'move', to: 15, extend: false })
  expect(to('ArrowRight', 3, 20, { ctrlKey: true })).toBeUndefined()
})

test('Enter and Space pick, Escape leaves, everything else is left to the page', () => {
  expect(to('Enter', 3)).toBe('pick')
  expect(to(' ', 3)).toBe('pick')
  expect(to('Escape', 3)).toBe('leave')
  expect(to('a', 3)).toBeUndefined()
  expect(to('Tab', 3)).toBeUndefined()
  expect(to('ArrowRight', 3, 20, { altKey: true })).toBeUndefined()
  expect(to('ArrowRight', 0, 0)).toBeUndefined()
})

describe('the keys of a cursor over a grid', () => {
  // Three lines of four places; the last place of the line that is furthest from the first is empty.
  const exists = (at: number) => at !== 11
  const press = (key: string, at: number, firstLine: 'top' | 'bottom' = 'top', ctrlKey = false) => {
    const isNotable = (place: number) => place === 3 || place === 9
    const move = cursorMove({ key, ctrlKey }, at, 12, 0, isNotable, { columns: 4, firstLine, exists })
    return move?.kind === 'move' ? move.to : null
  }

  it('move in their own direction and stop at the edges', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => press(key, 5))).toEqual([
      4, 6, 1, 9,
    ])
    expect(['ArrowUp', 'ArrowDown'].map((key) => press(key, 5, 'bottom'))).toEqual([9, 1])
    expect([press('ArrowLeft', 4), press('ArrowRight', 3), press('ArrowUp', 2)]).toEqual([4, 3, 2])
  })

  it('do not go where nothing is', () => {
    expect([press('ArrowRight', 10), press('ArrowDown', 7), press('End', 8)]).toEqual([10, 7, 10])
  })

  it('go to the ends of the line and of the column', () => {
    expect(['Home', 'End', 'PageUp', 'PageDown'].map((key) => press(key, 5))).toEqual([4, 7, 1, 9])
  })

  it('with Ctrl go to the next place in their direction that holds something', () => {
    expect([press('ArrowRight', 0, 'top', true), press('ArrowDown', 1, 'top', true)]).toEqual([3, 9])
    expect(press('ArrowLeft', 2, 'top', true)).toBe(2)
  })

  it('lets go from one place to every other by arrows alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (columns, lines) => {
        const count = columns * lines
        const seen = new Set([0])
        for (const at of seen)
          for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
            const move = cursorMove({ key }, at, count, 0, undefined, { columns, firstLine: 'top' })
            if (move?.kind === 'move') seen.add(move.to)
          }
        expect(seen.size).toBe(count)
      }),
    )
  })
})
