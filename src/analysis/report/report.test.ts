import { describe, expect, it } from 'vitest'
import { shellWord, reproducingCommand } from './command-line.ts'
import { escapeText, markup } from './html.ts'
import { svgBars } from './svg-bars.ts'
import { svgHeatmap } from './svg-heatmap.ts'

describe('markup', () => {
  it('escapes everything but markup of its own', () => {
    const hostile = `</td><script>alert("1")</script>' onload='x`
    expect(markup`<td title="${hostile}">${hostile}</td>`.text).not.toMatch(/<script|' onload|"1"/)
    expect(markup`<ul>${['<b>', markup`<li>ok</li>`, null, 7]}</ul>`.text).toBe(
      '<ul>&lt;b&gt;<li>ok</li>7</ul>',
    )
  })

  it('shows characters that would hide or turn others', () => {
    expect(escapeText('a\u202eb\u0007\u2066')).toBe('a⟨U+202E⟩b⟨U+0007⟩⟨U+2066⟩')
    expect(escapeText('馬 😀\n')).toBe('馬 😀\n')
  })
})

describe('the command', () => {
  it('is one word per name, whatever the name', () => {
    expect(shellWord('pay-1.csv')).toBe('pay-1.csv')
    expect(shellWord(`it's $(rm) *.csv`)).toBe(`'it'\\''s $(rm) *.csv'`)
    expect(reproducingCommand('-x.csv', 's.settings.json', null)).toBe(
      'flagstone detect ./-x.csv --settings s.settings.json --scores s.scores.csv',
    )
  })
})

describe('plots', () => {
  const bars = {
    all: [4, 0, 100],
    flagged: [0, 0, 10],
    ticks: [{ at: 0, text: '<0>' }],
    heightTitle: 'rows',
    axisTitle: 'A & B',
    heightText: String,
    summary: 'a "summary"',
  }

  it('draw a bar per bin that holds something, and what is flagged in front', () => {
    const { text } = svgBars({ ...bars, line: { at: 1.5, text: 'threshold' } })
    expect(text.match(/<rect/g)).toHaveLength(3)
    expect(text).toContain('&lt;0&gt;')
    expect(text).toContain('aria-label="a &quot;summary&quot;"')
    expect(text).not.toMatch(/style=|class=|NaN|<script/)
    const heights = [...text.matchAll(/height="([\d.]+)"\s+fill="#a3abb4"/g)].map(([, h]) => Number(h))
    expect(heights[1]! / heights[0]!).toBeCloseTo(25, 0)
  })

  it('show few beside many by their square root, and nothing of nothing', () => {
    const { text } = svgBars({ ...bars, root: true })
    const heights = [...text.matchAll(/height="([\d.]+)"\s+fill="#a3abb4"/g)].map(([, h]) => Number(h))
    expect(heights[1]! / heights[0]!).toBeCloseTo(5, 0)
    expect(svgBars({ ...bars, all: [], flagged: [] }).text).not.toContain('NaN')
  })

  it('write coefficients into their squares, and none where there is none', () => {
    const { text } = svgHeatmap(['a', 'b<'], [1, -0.5, -0.5, NaN], 'pairs')
    expect(text.match(/>−.50</g)).toHaveLength(2)
    expect(text).not.toMatch(/NaN|b</)
  })
})
