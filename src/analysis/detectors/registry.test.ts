import { describe, expect, it } from 'vitest'
import { UsageError } from '../errors.ts'
import { validateParams } from './params.ts'
import { DEFAULT_DETECTOR, detectors, findDetector } from './registry.ts'

describe('the registry', () => {
  it('finds each detector by its id, and the default as auto', () => {
    for (const detector of detectors) expect(findDetector(detector.info.id)).toBe(detector)
    expect(new Set(detectors.map((detector) => detector.info.id)).size).toBe(detectors.length)
    expect(findDetector('auto').info.id).toBe(DEFAULT_DETECTOR)
  })

  it('names the ids when there is no such detector', () => {
    expect(() => findDetector('nope')).toThrow(UsageError)
    expect(() => findDetector('nope')).toThrow(
      /nope.*auto, .*iforest, eif, pooled-forest, ml-iforest, mean-sd/,
    )
  })

  it.each(detectors.map((detector) => [detector.info.id, detector] as const))(
    'describes every parameter of %s, with a default that it accepts',
    (_, { info, defaults }) => {
      expect(info.params.map((param) => param.key).sort()).toEqual(Object.keys(defaults).sort())
      expect(validateParams(info, defaults, defaults)).toEqual(defaults)
      expect(structuredClone(info)).toEqual(info)
    },
  )
})

describe('validateParams', () => {
  const { info, defaults } = findDetector('iforest')
  const check = (given: Record<string, unknown>) => () => validateParams(info, defaults, given)

  it('puts what is given over the defaults', () => {
    expect(validateParams(info, defaults, { trees: 7 })).toEqual({ ...defaults, trees: 7 })
    expect(defaults['trees']).toBe(100)
  })

  it('names the parameter and its range', () => {
    expect(check({ trees: 0 })).toThrow(UsageError)
    for (const trees of [0, 1001, 2.5, NaN, '100', null]) {
      expect(check({ trees })).toThrow(/trees.*whole number from 1 to 1000/)
    }
    expect(check({ columnChoice: 'odd' })).toThrow(/columnChoice.*heavy-tailed, even/)
    expect(check({ leaves: 3 })).toThrow(/leaves.*trees, sampleSize/)
    const mean = findDetector('mean-sd')
    expect(() => validateParams(mean.info, mean.defaults, { column: 3 })).toThrow(/column/)
  })
})
