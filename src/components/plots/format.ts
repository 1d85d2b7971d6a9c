import type { ColumnSummary } from '../../analysis/table/read-summary.ts'

/** Numbers and times as the page writes them: in the reader's locale; times always in UTC. */

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const compactFine = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 2 })
const formatters = new Map<number, Intl.NumberFormat>()

export function formatCount(n: number): string {
  return withMinus(whole.format(n))
}

export function formatRows(n: number): string {
  return `${whole.format(n)} ${n === 1 ? 'row' : 'rows'}`
}

/** For axes: `1,200`, `0.05`, `25K`. */
export function formatCompact(n: number): string {
  return Math.abs(n) < 10_000 ? formatNumber(n) : withMinus(compact.format(n))
}

/** How the labels of one axis are written: all alike, as `9,000` or as `9K`, whichever its largest needs. */
export function formatForAxis(values: readonly number[]): (n: number) => string {
  return values.some((n) => Math.abs(n) >= 10_000) ? (n) => withMinus(compactFine.format(n)) : formatNumber
}

/** With exactly `decimals` decimals. */
export function formatFixed(n: number, decimals: number): string {
  return withMinus(formatter(decimals, decimals).format(n))
}

/** With at most `digits` significant digits, but every digit before the point. */
export function formatNumber(n: number, digits = 6): string {
  if (!Number.isFinite(n)) return n > 0 ? '∞' : n < 0 ? '−∞' : '–'
  const size = Math.abs(n)
  if (size > 0 && (size < 1e-4 || size >= 1e15)) return withMinus(n.toExponential(2))
  const before = Math.floor(Math.log10(Math.max(size, 1))) + 1
  const leading = size > 0 && size < 1 ? -Math.ceil(Math.log10(size)) : 0
  const decimals = Math.max(0, Math.min(20, digits - before + leading))
  return withMinus(formatter(0, decimals).format(n))
}

/** A score with as many decimals as tell scores of this range apart. */
export function formatScore(score: number, range: number): string {
  return formatFixed(score, Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.max(range, 1e-9))))))
}

/** A share (0 … 1) as `12 %`, `1.5 %`, `0.02 %`. */
export function formatPercent(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.01) return '< 0.01 %'
  const decimals =
    percent === 0 || percent === 100 ? 0 : percent < 1 ? 2 : percent < 10 || percent > 99 ? 1 : 0
  return `${formatFixed(percent, decimals)} %`
}

/** `2024-03-04 02:10:05`, without seconds or a time of day that are zero. */
export function formatTime(ms: number): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return '–'
  const iso = new Date(ms).toISOString().replace('T', ' ')
  const end = iso.endsWith('00:00:00.000Z') ? -14 : iso.endsWith(':00.000Z') ? -8 : -5
  return iso.slice(0, end)
}

/** A time cut to what an axis of this unit needs. */
export function formatTimeTo(ms: number, unit: 'year' | 'month' | 'day' | 'minute'): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return '–'
  const iso = new Date(ms).toISOString().replace('T', ' ')
  // Counted from the end: years beyond 9999 are longer.
  return iso.slice(0, { year: -20, month: -17, day: -14, minute: -8 }[unit])
}

/** A value of a column in its own unit. */
export function valueText(column: ColumnSummary, value: number): string {
  return column.type === 'datetime' ? formatTime(value) : formatNumber(value, 5)
}

/** r, a share or the like: two or three digits that tell it apart. */
export function formatCoefficient(value: number): string {
  const digits = Math.abs(value) < 0.1 || Math.abs(value) > 0.99 ? 3 : 2
  return formatFixed(value, digits)
}

/** A probability with two digits; small ones only by how small they are. */
export function formatP(p: number): string {
  if (Number.isNaN(p)) return '–'
  return p < 0.001 ? `< ${formatNumber(0.001)}` : formatNumber(p, 3)
}

/** `p = 0.034`, `p < 0.001`. */
export function pText(p: number): string {
  const text = formatP(p)
  return text.startsWith('<') ? `p ${text}` : `p = ${text}`
}

/** The sign that is as wide as a plus: a hyphen is not a minus. */
export function withMinus(number: string): string {
  return number.replaceAll('-', '−')
}

/** At most so many characters. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`
}

/** What fits of a small text, such as the title of an axis, into so many pixels. */
export function withinPixels(text: string, pixels: number): string {
  return shorten(text, Math.max(3, Math.floor(pixels / 6)))
}

/** Making a formatter is dear, using one is not. */
function formatter(least: number, most: number): Intl.NumberFormat {
  const key = least * 100 + most
  let format = formatters.get(key)
  if (!format) {
    format = new Intl.NumberFormat(undefined, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      // What rounds to zero has no sign.
      signDisplay: 'negative',
    })
    formatters.set(key, format)
  }
  return format
}
