import { formatCount, formatNumber, withMinus } from '../../plots/format.ts'

const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 4 })

/** A figure in some seven characters: `1,234`, `0.01235`, `57.16`, `1.235M`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : formatNumber(value)
  if (size >= 1e15) return withMinus(value.toExponential(2))
  if (size >= 999_999.5) return withMinus(compact.format(value))
  if (Number.isInteger(value)) return formatCount(value)
  return formatNumber(value, size >= 1000 ? Math.floor(Math.log10(size)) + 1 : size < 0.01 ? 2 : 4)
}

const SPANS: readonly { readonly ms: number; readonly unit: string }[] = [
  { ms: 365.2425 * 86_400_000, unit: 'y' },
  { ms: 86_400_000, unit: 'd' },
  { ms: 3_600_000, unit: 'h' },
  { ms: 60_000, unit: 'min' },
  { ms: 1000, unit: 's' },
]

/** A length of time in the largest unit of which there are two: `30.4 d`, `5.2 y`, `90 s`. */
export function shortSpan(ms: number): string {
  if (Number.isNaN(ms)) return '–'
  const { ms: length, unit } = SPANS.find((span) => ms >= 2 * span.ms) ?? { ms: 1, unit: 'ms' }
  return `${formatNumber(ms / length, 3)} ${unit}`
}
