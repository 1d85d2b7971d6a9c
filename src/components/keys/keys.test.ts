import { describe, expect, it, vi } from 'vitest'
import { initialState } from '../../state/app-state.ts'
import { chordOf, isSingleKey, type Keystroke } from './chord.ts'
import { continuations, nextStep } from './next-command.ts'
import { allCommands, registerCommands, type Command } from './registry.ts'
import { searchCommands } from './search-commands.ts'

const stroke = (key: string, more: Partial<Keystroke> = {}): Keystroke => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  altGraph: false,
  ...more,
})

describe('a keystroke', () => {
  it('is named as commands name it', () => {
    expect(chordOf(stroke('j'))).toBe('j')
    expect(chordOf(stroke('Z', { shiftKey: true }))).toBe('shift+z')
    expect(chordOf(stroke('k', { ctrlKey: true }))).toBe('mod+k')
    expect(chordOf(stroke('k', { metaKey: true }))).toBe('mod+k')
    expect(chordOf(stroke(' '))).toBe('space')
    expect(chordOf(stroke('Escape'))).toBe('escape')
    expect(chordOf(stroke('Shift', { shiftKey: true }))).toBeNull()
  })

  it('is the letter, with caps lock and on a keyboard of another script', () => {
    expect(chordOf(stroke('J'))).toBe('j')
    expect(chordOf(stroke('о', { code: 'KeyJ' }))).toBe('j')
  })

  it('is the sign, whatever it takes to type it', () => {
    expect(chordOf(stroke('?', { shiftKey: true }))).toBe('?')
    expect(chordOf(stroke('/', { shiftKey: true }))).toBe('/')
    expect(chordOf(stroke('[', { ctrlKey: true, altKey: true, altGraph: true }))).toBe('[')
    expect(chordOf(stroke('[', { altKey: true }))).toBe('[')
    expect(chordOf(stroke('{', { shiftKey: true }))).toBe('shift+[')
    expect(chordOf(stroke('[', { shiftKey: true }))).toBe('shift+[')
  })

  it('with Alt belongs to the system', () => {
    expect(chordOf(stroke('a', { altKey: true }))).toBeNull()
    expect(chordOf(stroke('ArrowLeft', { altKey: true }))).toBeNull()
  })

  it('is single without Ctrl or Cmd, but for keys that write nothing', () => {
    expect(['j', '?', '[', 'shift+z', 'g r', 'shift+['].map(isSingleKey)).toEqual(Array(6).fill(true))
    expect(['mod+k', 'escape', 'shift+space'].map(isSingleKey)).toEqual([false, false, false])
  })
})

const command = (id: string, keys: readonly string[], more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: 'Queue',
  keys,
  run: vi.fn(),
  ...more,
})

describe('the command of a key', () => {
  const next = command('next', ['j'], { repeats: true })
  const anomaly = command('anomaly', ['a'])
  const review = command('review', ['g r'])
  const closed = command('closed', ['g c', 'q'], { enabled: () => false })
  const commands = [next, anomaly, review, closed]
  const setting = { waiting: null, singleKeys: true, repeated: false }
  const step = (chord: string, more: Partial<typeof setting> | { waiting: string } = {}) =>
    nextStep(chord, commands, initialState, { ...setting, ...more })

  it('is found, where it can be run', () => {
    expect(step('j')).toEqual({ run: next })
    expect(step('q')).toBeNull()
    expect(step('y')).toBeNull()
  })

  it('is found by two keys one after the other', () => {
    expect(step('g')).toEqual({ wait: 'g' })
    expect(step('r', { waiting: 'g' })).toEqual({ run: review })
    expect(step('c', { waiting: 'g' })).toBeNull()
    expect(step('j', { waiting: 'g' }), 'the second key is not one of its own').toBeNull()
    expect(continuations('g', commands, initialState)).toEqual([{ key: 'r', command: review }])
  })

  it('does not decide row after row while a key is held down', () => {
    expect(step('a', { repeated: true })).toBeNull()
    expect(step('j', { repeated: true })).toEqual({ run: next })
  })

  it('is none with single keys off', () => {
    const find = command('find', ['mod+k'])
    const off = { ...setting, singleKeys: false }
    for (const chord of ['j', 'a', 'g']) expect(nextStep(chord, commands, initialState, off)).toBeNull()
    expect(nextStep('mod+k', [find], initialState, off)).toEqual({ run: find })
  })
})

describe('the registry', () => {
  it('gives commands by group, the last of an id, and lets them go', () => {
    const first = command('test-a', [], { group: 'Page' })
    const second = command('test-b', [], { group: 'Queue' })
    const again = command('test-a', [], { group: 'Page', title: 'again' })
    const end = registerCommands([first])
    const endMore = registerCommands(() => [again, second])
    const ids = () => allCommands().filter(({ id }) => id.startsWith('test-'))
    expect(ids()).toEqual([second, again])
    endMore()
    expect(ids()).toEqual([first])
    end()
    expect(ids()).toEqual([])
  })
})

describe('the palette', () => {
  const commands = [
    command('1', [], { title: 'Next row' }),
    command('2', [], { title: 'Export flagged rows (CSV)', group: 'Export', also: 'download' }),
    command('3', [], { title: 'Rows of the export', group: 'Page' }),
    command('4', [], { title: 'Detector: Isolation forest', group: 'Detector', also: 'iforest' }),
  ]
  const found = (typed: string) => searchCommands(commands, typed).map(({ id }) => id)

  it('finds by the beginnings of words, in any order', () => {
    expect(found('')).toEqual(['1', '2', '3', '4'])
    expect(found('exp')).toEqual(['2', '3'])
    expect(found('row fl')).toEqual(['2'])
    expect(found('ifor')).toEqual(['4'])
    expect(found('downl')).toEqual(['2'])
    expect(found('xport')).toEqual([])
  })
})
