import { formatCount, withMinus } from '../plots/format.ts'

const money = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const threeDigits = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 })

/** A sum of money or of anything else that is added up: two decimals. */
export function formatAmount(value: number): string {
  return withMinus(money.format(value))
}

/** The same without decimals where the whole they belong to is so large that they only take room. */
export function formatAmountOf(value: number, total: number): string {
  return Math.abs(total) >= 1e8 ? formatCount(value) : formatAmount(value)
}

/** A share (0 … 1) with one decimal, `5.3 %`; small ones keep two digits, `0.012 %`. */
export function formatShare(share: number): string {
  const percent = share * 100
  const decimals =
    percent === 0 || Math.abs(percent) >= 1 ? 1 : Math.min(6, 1 - Math.floor(Math.log10(Math.abs(percent))))
  return `${withMinus(percent.toLocaleString(undefined, { maximumFractionDigits: decimals }))} %`
}

export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? formatCount(value) : threeDigits.format(value)} ${units[unit] ?? ''}`
}

/** `1,000 columns`, `1 column`. */
export function formatNumberOf(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? '' : 's'}`
}
