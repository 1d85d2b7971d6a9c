import type { DecisionLabel } from '../decisions/decision.ts'

/** Figures and words of the report: the same on every machine. */

export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** `1 row`, `2,000 rows`. */
export function many(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`
}

/** Money and other sums: two decimals. */
export function sum(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

export function percent(share: number): string {
  if (share !== share) return '–'
  return `${(100 * share).toLocaleString('en-US', { maximumFractionDigits: 1 })} %`
}

export function ratio(value: number): string {
  return value !== value
    ? '–'
    : value.toLocaleString('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 })
}

/** `2024-03-04 02:10:30 UTC`. */
export function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

export const LABEL_WORDS: Readonly<Record<DecisionLabel, string>> = {
  anomaly: 'anomaly',
  'false-alarm': 'false alarm',
  unsure: 'unsure',
}
