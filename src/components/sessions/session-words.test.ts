import { describe, expect, it } from 'vitest'
import { agoText, progressText, whenText } from './session-words.ts'

const NOW = Date.UTC(2026, 2, 4, 15, 0)

describe('what is said of a session', () => {
  it('tells how far the review is', () => {
    expect(progressText({ decided: 12, decidedFlagged: 12, flagged: 40 })).toBe('12 of 40 decided')
    expect(progressText({ decided: 15, decidedFlagged: 12, flagged: 40 })).toContain('and 3 below the line')
    expect(progressText({ decided: 0, decidedFlagged: 0, flagged: 40 })).toContain('nothing decided')
  })

  it('tells the time by the day', () => {
    expect(whenText(Date.UTC(2026, 2, 4, 10, 12), NOW, 'en-GB', 'UTC')).toBe('today 10:12')
    expect(whenText(Date.UTC(2026, 2, 3, 18, 3), NOW, 'en-GB', 'UTC')).toBe('yesterday 18:03')
    expect(whenText(Date.UTC(2026, 2, 1, 18, 3), NOW, 'en-GB', 'UTC')).toBe('1 March 2026')
  })

  it('tells how long ago', () => {
    expect(agoText(NOW - 500, NOW)).toBe('just now')
    expect(agoText(NOW - 8000, NOW)).toBe('8 s ago')
    expect(agoText(NOW - 200_000, NOW)).toBe('3 min ago')
    expect(agoText(NOW + 9000, NOW)).toBe('just now')
  })
})
