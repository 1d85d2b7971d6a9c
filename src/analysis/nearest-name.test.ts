import { describe, expect, it } from 'vitest'
import { didYouMean, nearestName } from './nearest-name.ts'

describe('the nearest name', () => {
  const known = ['detector', 'params', 'top', 'contamination', 'threshold', 'seed', 'features', 'out', 'json']

  it.each([
    ['treshold', 'threshold'],
    ['feature', 'features'],
    ['sede', 'seed'],
    ['TOP', 'top'],
    ['contaminatoin', 'contamination'],
    ['jsno', 'json'],
  ])('of %s is %s', (wrong, right) => expect(nearestName(wrong, known)).toBe(right))

  it.each(['banana', '', 'x', 'verbose'])('of %j is none', (wrong) => {
    expect(nearestName(wrong, known)).toBeNull()
    expect(didYouMean(wrong, known)).toBe('')
  })

  it('is the first of equally near ones', () =>
    expect(nearestName('col_c', ['col_a', 'col_b'])).toBe('col_a'))

  it('makes a question', () => expect(didYouMean('tpo', known, '--')).toBe(' Did you mean --top?'))
})
