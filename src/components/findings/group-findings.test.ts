import { describe, expect, it } from 'vitest'
import type { Finding } from '../../analysis/findings/findings.ts'
import { flaggedAmong, groupFindings } from './group-findings.ts'

const finding = (kind: string, column: number, severity: Finding['severity'] = 'note'): Finding => ({
  id: `${kind}:${column}`,
  kind,
  title: kind,
  plural: `${kind}s`,
  severity,
  columns: [column],
  count: 1,
  sentence: [],
  shown: 0,
  predicate: null,
  remedies: [],
})

describe('findings on the page', () => {
  it('are folded from three of a kind and severity on, and keep their order', () => {
    const list = [
      finding('leak', 1, 'serious'),
      finding('gap', 1, 'notable'),
      finding('gap', 2),
      finding('gap', 3),
      finding('gap', 4),
      finding('flat', 5),
      finding('flat', 6),
    ]
    expect(groupFindings(list).map(({ id, findings }) => [id, findings.length])).toEqual([
      ['leak:1', 1],
      ['gap:1', 1],
      ['gap:2', 3],
      ['flat:5', 1],
      ['flat:6', 1],
    ])
    expect(groupFindings([])).toEqual([])
  })

  it('have as many flagged rows as rank before the cut', () => {
    const ranks = Uint32Array.of(0, 1, 4, 9, 9000)
    expect([0, 1, 2, 4, 5, 9000, 9001].map((cut) => flaggedAmong(ranks, cut))).toEqual([0, 1, 2, 2, 3, 4, 5])
    expect(flaggedAmong(new Uint32Array(0), 5)).toBe(0)
  })
})
