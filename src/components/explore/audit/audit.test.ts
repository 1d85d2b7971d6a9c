import { describe, expect, it } from 'vitest'
import type { BenfordAnswer } from '../../../analysis/audit/benford.ts'
import type { SequenceGapsAnswer } from '../../../analysis/audit/sequence-gaps.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import {
  benfordFinding,
  benfordLeftOut,
  benfordStatus,
  excessBars,
  gapsStatus,
  groupsStatus,
  limitFinding,
  limitStatus,
  offHoursFinding,
  offHoursStatus,
  roundFinding,
  roundStatus,
} from './audit-text.ts'
import { cellPredicate, cellText } from './cell-text.ts'
import { parseLimits } from './parse-limits.ts'
import { rowsOfBars } from './picked-rows.ts'
import { regroupedCounts } from './regrouped-counts.ts'

const benford: BenfordAnswer = {
  test: 'first',
  from: 1,
  counts: Uint32Array.of(50, 40, 10),
  expected: Float64Array.of(0.5, 0.2, 0.3),
  n: 100,
  z: Float64Array.of(0, 4.9, -4.3),
  mad: 0.0143,
  chanceMad: 0.003,
  chiSquared: 33,
  degreesOfFreedom: 2,
  p: 0,
  distance: 0.2,
  criticalDistance: 0.136,
  conformity: 'marginal',
  decimals: 2,
  leftOut: { missing: 3, infinite: 0, zero: 0, otherSign: 7, belowMinimum: 0, withoutLastDigits: 0 },
  doubts: [],
  commonest: null,
  bins: null,
}

describe('what Benford’s test says', () => {
  it('names the band, the deviation and the digits with most more rows', () => {
    expect(benfordStatus(benford)).toBe('Marginally acceptable, MAD 0.01430')
    expect(benfordFinding(benford, 'Amount')).toBe(
      'The first digit of 100 amounts has marginally acceptable conformity with Benford’s law (mean absolute deviation 0.01430, by chance alone about 0.00300). Furthest above what is expected: 2 (+20 rows).',
    )
    expect(excessBars(benford, 5)).toEqual([1])
  })

  it('does not judge where the law may not apply, and says what it left out', () => {
    const doubtful: BenfordAnswer = { ...benford, doubts: [{ code: 'few-rows', rows: 100, wanted: 1000 }] }
    expect(benfordStatus(doubtful)).toBe('May not apply; MAD 0.01430')
    expect(benfordLeftOut(benford, 10)).toBe('Left out: 3 missing, 7 of the other sign.')
    expect(benfordStatus({ ...benford, n: 0 })).toBe('No amount to count')
  })

  it('does not blame chance on the amounts', () => {
    const chance: BenfordAnswer = { ...benford, chanceMad: 0.02, conformity: 'nonconformity' }
    expect(benfordStatus(chance)).toBe('As close as chance, MAD 0.01430')
    expect(benfordFinding(chance, 'Amount')).toMatch(
      /^The first digit of 100 amounts is no further from Benford’s law than chance alone would bring/,
    )
  })

  it('calls last digits even where chance explains them', () => {
    const last: BenfordAnswer = { ...benford, test: 'last-two', from: 0, conformity: null, chanceMad: 0.03 }
    expect(benfordStatus(last)).toBe('As even as chance, MAD 0.01430')
    expect(benfordStatus({ ...last, chanceMad: 0.001 })).toBe('Uneven, MAD 0.01430')
  })
})

describe('what the other tests say', () => {
  it('round endings only where they are clearly more frequent', () => {
    const answer = {
      n: 1000,
      decimals: 2,
      missing: 0,
      infinite: 0,
      zero: 0,
      tooLong: 0,
      entities: null,
      levels: null,
      lines: [
        { kind: 'whole', of: 1, rows: 300, expected: 10, z: 90 },
        { kind: 'odd-multiple', of: 5, rows: 11, expected: 10, z: 0.3 },
      ],
    } as const
    expect(roundStatus(answer)).toBe('Whole amounts (30 × expected)')
    expect(roundFinding(answer)).toContain('whole amounts (30 × expected).')
    expect(roundStatus({ ...answer, lines: answer.lines.slice(1) })).toBe('No more than other endings')
    expect(roundStatus({ ...answer, decimals: null })).toBe('No fixed number of decimals')
  })

  it('limits with their bands, ratio and trend', () => {
    const line = {
      limit: 5000,
      below: 30,
      exactly: 2,
      above: 10,
      ratio: 3,
      low: 1.4,
      high: 6.9,
      expectedRatio: 1.1,
      excess: 19,
      p: 0.0004,
      suggested: true,
    }
    const answer = {
      lines: [line],
      suggested: [5000],
      chosen: 5000,
      edges: new Float64Array(),
      counts: new Uint32Array(),
      entities: null,
      bins: null,
    }
    expect(limitFinding(line, 0.1)).toBe(
      '30 rows in the 10 % below 5,000, 10 in the 10 % above it, 2 exactly at it (in neither band): ratio 3.00 (95 % interval 1.40 to 6.90); the bands further out suggest 1.10. That is about 19 rows more than expected (p < 0.001).',
    )
    expect(limitStatus(answer)).toBe('More than expected below 5,000')
    expect(limitStatus({ ...answer, lines: [{ ...line, p: 0.3 }] })).toBe('No gathering')
  })

  it('repeats, gaps and off hours', () => {
    const groups = { groups: 1, rowsInGroups: 3, repeats: 2, stake: 5, missing: 0, listed: [], groupOf: null }
    expect(groupsStatus(groups)).toBe('2 repeats in 1 group')
    expect(groupsStatus({ ...groups, groups: 0 })).toBe('None')
    const chosen = {
      prefix: '',
      rows: 10,
      numbers: 9,
      first: 1,
      last: 12,
      missing: 3,
      gaps: 2,
      jumps: 0,
      repeated: 1,
    }
    const gaps = { chosen } as SequenceGapsAnswer
    expect(gapsStatus(gaps)).toBe('3 missing, 1 repeated')
    expect(gapsStatus({ ...gaps, chosen: { ...chosen, missing: 0, repeated: 0 } })).toBe('Complete')
    expect(gapsStatus({ ...gaps, chosen: { ...chosen, jumps: 5 } })).toBe('Not a running sequence')
    const off = {
      n: 200,
      missing: 1,
      midnight: 0,
      lines: [
        { kind: 'weekend', rows: 20, expected: 2 / 7 },
        { kind: 'holiday', rows: 0, expected: 0 },
        { kind: 'night', rows: 50, expected: 1 / 3 },
      ],
    } as unknown as Parameters<typeof offHoursStatus>[0]
    expect(offHoursStatus(off)).toBe('Weekend 10 % (29 % expected), night 25 % (33 %)')
    expect(offHoursFinding(off)).toBe(
      'Of 200 rows: 20 (10 %) on weekends, where even spread would put 29 %; 50 (25 %) on nights, where even spread would put 33 %. No holidays are chosen. 1 row without a time left out.',
    )
  })
})

describe('typed limits', () => {
  it('are positive numbers, with or without grouping', () => {
    expect(parseLimits('5000; 10,000 2.5 5000')).toEqual({ limits: [5000, 10_000, 2.5], error: null })
    expect(parseLimits('')).toEqual({ limits: [], error: null })
    for (const wrong of ['-5', '0', '5k', '1,00', '1e3']) expect(parseLimits(wrong).error).toContain(wrong)
  })
})

describe('rows of bars', () => {
  const bins = Uint16Array.of(0, 2, 65535, 1, 2)

  it('are those in the bins of the picked bars', () => {
    expect([...rowsOfBars(bins, null, { from: 1, to: 2 })]).toEqual([1, 3, 4])
    expect([...rowsOfBars(bins, [[0], [0, 2]], { from: 1, to: 1 })]).toEqual([0, 1, 4])
    expect([...rowsOfBars(Int32Array.of(-1, 0), null, { from: 0, to: 0 })]).toEqual([1])
    expect([...rowsOfBars(bins, [[]], { from: 0, to: 0 })]).toEqual([])
  })

  it('are counted as the linked counts of their bins', () => {
    const counts: LinkedCounts = {
      flagged: () => Uint32Array.of(1, 2, 4),
      selected: () => null,
      outside: () => 0,
      subscribe: () => () => undefined,
    }
    const regrouped = regroupedCounts(counts, [[0, 1, 2], [1], [2, 9]])
    expect([...regrouped.flagged()]).toEqual([7, 2, 4])
    expect(regrouped.selected()).toBeNull()
    expect(regroupedCounts(counts, null)).toBe(counts)
  })
})

describe('cells', () => {
  it('are written as their column is, and select their rows', () => {
    const column = (role: string, type = 'number') => ({ role, type }) as Parameters<typeof cellText>[1]
    expect(cellText(12345, column('entity'))).toBe('12345')
    expect(cellText(12345.5, column('amount'))).toBe('12,345.50')
    expect(cellText(0, column('time', 'datetime'))).toBe('1970-01-01')
    expect(cellText(null, undefined)).toBe('–')
    expect(cellPredicate('A', 3)).toEqual({ kind: 'values', column: 3, values: ['A'] })
    expect(cellPredicate(7, 3)).toEqual({ kind: 'range', column: 3, low: 7, high: 7, closed: true })
    expect(cellPredicate(null, 3)).toEqual({ kind: 'missing', column: 3 })
  })
})
