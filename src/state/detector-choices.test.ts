import { describe, expect, it } from 'vitest'
import { samplingNote } from '../analysis/detectors/catalog.ts'
import type { DetectorInfo } from '../analysis/detectors/detector.ts'
import { detectorGroups } from './detector-choices.ts'

const infoOf = (id: string, more: Partial<DetectorInfo> = {}): DetectorInfo => ({
  id,
  name: id.toUpperCase(),
  family: 'forests',
  summary: '',
  source: '',
  goodAt: '',
  badAt: '',
  params: [],
  cost: 'linear',
  seeded: true,
  additive: true,
  ...more,
})
const entry = (info: DetectorInfo) => ({ info, defaults: {} })

describe('detectorGroups', () => {
  const sampling = { aboveRows: 1000, how: 'Compares each row with 500 drawn ones.' }
  const catalog = [
    entry(infoOf('a')),
    entry(infoOf('b', { family: 'neighbours', sampling })),
    entry(infoOf('c', { maxRows: 5000 })),
  ]

  it('keeps families together, in the order of the registry', () => {
    const groups = detectorGroups(catalog, 10)
    expect(groups.map(({ heading, choices }) => [heading, choices.map(({ id }) => id)])).toEqual([
      ['Forests', ['a', 'c']],
      ['Distance to neighbours', ['b']],
    ])
    expect(groups.flatMap(({ choices }) => choices).every(({ hint }) => hint === '')).toBe(true)
  })

  it('says what the size of the table means for each', () => {
    const [forests, neighbours] = detectorGroups(catalog, 6000)
    expect(forests?.choices).toMatchObject([
      { hint: '', refused: false },
      { hint: 'at most 5,000 rows', refused: true },
    ])
    expect(neighbours?.choices).toMatchObject([{ hint: 'works on a sample', refused: false }])
    expect(samplingNote(catalog[1]!.info, 1000)).toBeNull()
    expect(samplingNote(catalog[1]!.info, 1001)).toBe(sampling.how)
  })
})
