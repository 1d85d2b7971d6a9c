import { describe, expect, it } from 'vitest'
import {
  formatCompact,
  formatForAxis,
  formatNumber,
  formatP,
  formatPercent,
  formatScore,
  formatTime,
  formatTimeTo,
  pText,
} from './format.ts'

describe('formats', () => {
  it('numbers keep what matters', () => {
    expect(formatNumber(2769.89)).toBe((2769.89).toLocaleString())
    expect(formatNumber(0.00123456)).toBe((0.0012346).toLocaleString(undefined, { maximumFractionDigits: 7 }))
    expect([formatNumber(NaN), formatNumber(Infinity)]).toEqual(['–', '∞'])
    expect(formatCompact(25_000)).toMatch(/25\s?K|25/)
  })

  it('what is negative has a minus, not a hyphen', () => {
    const texts = [formatNumber(-1.5), formatCompact(-25_000), formatNumber(-2e-7)]
    expect(texts.map((text) => text.startsWith('−') && !text.includes('-'))).toEqual([true, true, true])
  })

  it('probabilities have two digits', () => {
    expect([NaN, 0.0004, 0.0042, 0.0347, 1].map(formatP)).toEqual(['–', '< 0.001', '0.0042', '0.035', '1'])
    expect([0.0004, 0.25].map(pText)).toEqual(['p < 0.001', 'p = 0.25'])
  })

  it('labels of one axis are written alike', () => {
    const [small, large] = [formatForAxis([0, 9000]), formatForAxis([-2000, 9000, 20_000])]
    expect(small(9000)).toBe(formatNumber(9000))
    expect(large(9000)).not.toBe(formatNumber(9000))
  })

  it('scores have decimals by their range', () => {
    expect(formatScore(0.6234, 0.3)).toBe((0.623).toLocaleString(undefined, { minimumFractionDigits: 3 }))
    expect(formatScore(12.34, 200)).toBe('12')
  })

  it('shares', () => {
    expect([0, 0.00001, 0.002, 0.12, 1].map(formatPercent)).toEqual([
      '0 %',
      '< 0.01 %',
      '0.20 %',
      '12 %',
      '100 %',
    ])
  })

  it('times are in UTC and no longer than needed', () => {
    expect(formatTime(Date.UTC(2024, 2, 4))).toBe('2024-03-04')
    expect(formatTime(Date.UTC(2024, 2, 4, 2, 10))).toBe('2024-03-04 02:10')
    expect(formatTime(Date.UTC(2024, 2, 4, 2, 10, 5))).toBe('2024-03-04 02:10:05')
    expect(formatTimeTo(Date.UTC(2024, 2, 4, 2, 10), 'month')).toBe('2024-03')
    expect(formatTime(NaN)).toBe('–')
  })
})
