const formats = new Map<string, Intl.NumberFormat>()

/**
 * `value.toLocaleString(locale, options)` with the format made once: making one takes a hundred times as long
 * as using it.
 */
export function localized(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  const key = `${locale} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, options)
    formats.set(key, format)
  }
  // A hyphen is not a minus.
  return format.format(value).replaceAll('-', '−')
}

/**
 * A number as people read it: thousands grouped, up to two decimals (more for small values).
 *
 * @param locale a BCP 47 tag; exports keep the default, so that they are the same on every machine
 */
export function formatNumber(value: number, locale = 'en-US'): string {
  if (!Number.isFinite(value)) return value !== value ? 'missing' : value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  if (Math.floor(value) === value && size < 1e15) return localized(value, locale)
  if (size >= 1e15 || size < 1e-4) {
    return localized(value, locale, { notation: 'scientific', maximumSignificantDigits: 4 })
  }
  if (size >= 1) return localized(value, locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return localized(value, locale, { maximumSignificantDigits: 3 })
}

/** `62 %`, `0.3 %`, `under 0.1 %`; never rounds up to 100 % or down to 0 %. */
export function formatShare(share: number, locale = 'en-US'): string {
  const percent = share * 100
  if (share <= 0) return '0 %'
  if (percent < 0.1) return 'under 0.1 %'
  const digits = percent < 10 || percent > 90 ? 1 : 0
  const scale = digits === 1 ? 10 : 1
  const rounded = share >= 1 ? 100 : Math.min(Math.round(percent * scale) / scale, 99.9)
  return `${localized(rounded, locale, { maximumFractionDigits: digits })} %`
}

const DAY_MS = 86_400_000

/** `2024-03-04`, `2024-03-04 02:10` or `2024-03-04 02:10:30` in UTC: as precise as it needs to be. */
export function formatDatetime(time: number): string {
  if (time - time !== 0) return 'missing'
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return String(time)
  const iso = date.toISOString()
  const [day = iso, clock = ''] = iso.split('T')
  if (time % DAY_MS === 0) return day
  return `${day} ${time % 60_000 === 0 ? clock.slice(0, 5) : clock.slice(0, 8)}`
}
