import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asTyped, numberSigns, readTyped } from './typed-number.ts'

const LOCALES = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'es-ES', 'en-IN', 'pl-PL']
const read = (text: string, locale: string) => readTyped(text, numberSigns(locale))
const refused = { refused: expect.any(String) as string }

describe('a number that is typed', () => {
  it('is read as the locale writes it', () => {
    expect(read('1,234.5', 'en-US')).toEqual({ number: 1234.5 })
    expect(read('1.234,5', 'de-DE')).toEqual({ number: 1234.5 })
    expect(read('1 234,5', 'fr-FR')).toEqual({ number: 1234.5 })
    expect(read('1’234.5', 'de-CH')).toEqual({ number: 1234.5 })
    expect(read('1.234', 'de-DE')).toEqual({ number: 1234 })
    expect(read('1.234', 'en-US')).toEqual({ number: 1.234 })
    expect(read(',5', 'de-DE')).toEqual({ number: 0.5 })
    expect(read('−3.', 'en-US')).toEqual({ number: -3 })
    expect(read('2e-3', 'en-US')).toEqual({ number: 0.002 })
  })

  it('is refused in words where the signs are another locale’s', () => {
    expect(read('1,5', 'en-US')).toEqual({
      refused:
        'Not read, so that it is not misread: a comma stands between thousands, the decimal sign is a point. Write 1.5.',
    })
    expect(read('1.5', 'de-DE')).toEqual({
      refused:
        'Not read, so that it is not misread: a point stands between thousands, the decimal sign is a comma. Write 1,5.',
    })
    expect(read('1.234,5', 'en-US')).toEqual(refused)
    expect(read('1,234.5', 'de-DE')).toEqual(refused)
    expect(read('12,34', 'en-US')).toEqual(refused)
    for (const text of ['a', '', '1 2', '--1', '1.2.3', '1e', 'Infinity', '0x10'])
      expect(read(text, 'en-US'), text).toEqual(refused)
  })

  it('is what any of the locales writes, and comes back as it is shown', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(number, fc.constantFrom(...LOCALES), (value, locale) => {
        const shown = Number(value.toFixed(3))
        const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(shown)
        if (!/\d\D\d{2}\D\d{3}/.test(text)) expect(read(text, locale)).toEqual({ number: shown + 0 })
        expect(read(asTyped(String(shown), numberSigns(locale)), locale)).toEqual({ number: shown + 0 })
      }),
    )
  })
})
