import { describe, expect, it } from 'vitest'
import { parseSettings } from './settings-file.ts'

const settings = {
  flagstone: 1,
  dialect: { delimiter: ';', header: true },
  columns: { amount: { type: 'number', role: 'amount' } },
  features: ['amount'],
  detector: 'iforest',
  params: { trees: 50 },
  seed: 7,
  cut: { by: 'share', share: 0.02 },
}

describe('a settings file', () => {
  it('is read as it was saved', () => {
    const parsed = parseSettings(JSON.stringify(settings), 'a.json')
    expect(parsed).toEqual({ ok: true, value: settings })
  })

  it.each([
    ['not JSON', '{', /not JSON/],
    ['another object', '{"a":1}', /flagstone|dialect/i],
    ['a share above one', JSON.stringify({ ...settings, cut: { by: 'share', share: 2 } }), /cut\.share/],
    [
      'an unknown role',
      JSON.stringify({ ...settings, columns: { a: { role: 'boss' } } }),
      /columns\.a\.role/,
    ],
  ])('is refused when it is %s, and the field is named', (_, text, says) => {
    const parsed = parseSettings(text, 'a.json')
    expect(parsed.ok).toBe(false)
    if (!parsed.ok) expect(parsed.error.message).toMatch(says)
  })
})
