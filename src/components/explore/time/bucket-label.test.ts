import { describe, expect, it } from 'vitest'
import golden from '../../../analysis/calendar/golden/calendar.json' with { type: 'json' }
import { bucketLabel, formatUnits, isoWeek } from './bucket-label.ts'

const at = Date.UTC(2024, 11, 30, 5, 7, 9)

describe('bucket labels', () => {
  it('number weeks as pandas does, also around the ends of years', () => {
    for (const [time, year, week] of golden.isoWeeks) expect(isoWeek(time!)).toEqual({ year, week })
  })

  it.each([
    ['second', '2024-12-30 05:07:09'],
    ['minute', '2024-12-30 05:07'],
    ['day', 'Mon 2024-12-30'],
    ['week', '2025-W01 (from 2024-12-30)'],
    ['month', '2024-12'],
    ['quarter', '2024 Q4'],
    ['year', '2024'],
  ] as const)('by %s', (unit, label) => {
    expect(bucketLabel(at, unit)).toBe(label)
  })

  it('keep long years and say nothing of what is no time', () => {
    expect(bucketLabel(Date.UTC(12024, 0, 1), 'year')).toBe('+012024')
    expect(bucketLabel(NaN, 'day')).toBe('–')
    expect([formatUnits(1, 'day'), formatUnits(2, 'day')]).toEqual(['1 day', '2 days'])
  })
})
