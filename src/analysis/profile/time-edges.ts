import type { NumberEdges } from './number-edges.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Steps of fixed length, then of months; `unit` is what the page calls one bin. */
const FIXED: readonly { readonly step: number; readonly unit: string }[] = [
  { step: SECOND, unit: 'second' },
  { step: 5 * SECOND, unit: '5 seconds' },
  { step: 15 * SECOND, unit: '15 seconds' },
  { step: 30 * SECOND, unit: '30 seconds' },
  { step: MINUTE, unit: 'minute' },
  { step: 5 * MINUTE, unit: '5 minutes' },
  { step: 15 * MINUTE, unit: '15 minutes' },
  { step: 30 * MINUTE, unit: '30 minutes' },
  { step: HOUR, unit: 'hour' },
  { step: 3 * HOUR, unit: '3 hours' },
  { step: 6 * HOUR, unit: '6 hours' },
  { step: 12 * HOUR, unit: '12 hours' },
  { step: DAY, unit: 'day' },
  { step: 7 * DAY, unit: 'week' },
]
const MONTHS: readonly { readonly months: number; readonly unit: string }[] = [
  { months: 1, unit: 'month' },
  { months: 3, unit: 'quarter' },
  { months: 12, unit: 'year' },
  { months: 60, unit: '5 years' },
  { months: 120, unit: 'decade' },
  { months: 1200, unit: 'century' },
]
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY

/**
 * Calendar bins for a datetime column: the finest unit that needs at most `maxBins`.
 *
 * @param values epoch ms; NaN is skipped
 * @returns edges in epoch ms (UTC), a label per bin, and the unit; one bin when no cell holds a time
 */
export function timeEdges(values: Float64Array, maxBins: number): NumberEdges & { readonly unit: string } {
  let min = Infinity
  let max = -Infinity
  for (const value of values) {
    if (value - value !== 0) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min > max) return { edges: Float64Array.of(-Infinity, Infinity), labels: ['any time'], unit: '' }
  const allMidnight = values.every((value) => value !== value || value % DAY === 0)
  for (const { step, unit } of FIXED) {
    if (allMidnight && step < DAY) continue
    const origin = unit === 'week' ? FIRST_MONDAY : 0
    const from = Math.floor((min - origin) / step)
    const to = Math.floor((max - origin) / step) + 1
    if (to - from > maxBins) continue
    const edges = Float64Array.from({ length: to - from + 1 }, (_, k) => origin + (from + k) * step)
    return { edges, labels: labelsOf(edges, step), unit }
  }
  for (const { months, unit } of MONTHS) {
    const from = Math.floor(monthOf(min) / months)
    const to = Math.floor(monthOf(max) / months) + 1
    if (to - from > maxBins) continue
    const edges = Float64Array.from({ length: to - from + 1 }, (_, k) => startOfMonth((from + k) * months))
    return { edges, labels: labelsOf(edges, 0, months), unit }
  }
  return evenly(min, max, maxBins)
}

/** Times so far apart that no calendar unit fits: equal spans. */
function evenly(min: number, max: number, maxBins: number): NumberEdges & { readonly unit: string } {
  const edges = Float64Array.from({ length: maxBins + 1 }, (_, k) => min + ((max - min) * k) / maxBins)
  return { edges, labels: labelsOf(edges, DAY), unit: 'equal spans' }
}

/** Months since January of year 0. */
function monthOf(time: number): number {
  const date = new Date(time)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function startOfMonth(month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1)
  return date.getTime()
}

/** `2024-03-04 02:10`, `2024-03-04`, `2024-03`, `2024`: as long as the step needs. */
function labelsOf(edges: Float64Array, step: number, months = 0): string[] {
  const length = months >= 12 ? 4 : months > 0 ? 7 : step < MINUTE ? 19 : step < DAY ? 16 : 10
  return Array.from(edges.subarray(0, edges.length - 1), (edge) => {
    const iso = new Date(edge).toISOString()
    // Years beyond 0–9999 are spelled with a sign and six digits.
    const sign = iso.startsWith('+') || iso.startsWith('-') ? 3 : 0
    return iso.slice(0, length + sign).replace('T', ' ')
  })
}
