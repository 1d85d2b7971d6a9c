import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { CellValue } from '../../workers/engine.api.ts'
import { formatFixed, formatNumber, formatTime } from '../plots/format.ts'

/** Shown for a missing cell. */
export const DASH = '–'

/** A cell for people: numbers in the locale with as many decimals as the column has, times readable. */
export function formatCell(value: CellValue, column: ColumnSummary, decimals: number): string {
  if (value === null) return DASH
  if (column.type === 'datetime') return typeof value === 'number' ? formatTime(value) : readableTime(value)
  if (typeof value === 'number' && namesThings(column)) return String(value)
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) < 1e15
      ? formatFixed(value, decimals)
      : formatNumber(value)
  return value
}

/** Account numbers and years are names, not quantities: 18,260 would misquote them. */
function namesThings(column: ColumnSummary): boolean {
  if (column.role === 'id' || column.role === 'entity' || column.role === 'label') return true
  const { min, max } = column
  return /year/i.test(column.name) && min !== null && max !== null && min >= 1000 && max < 3000
}

/** `2024-03-04T02:10:00.000Z` as `2024-03-04 02:10`; anything else as it is. */
function readableTime(text: string): string {
  const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text.endsWith('Z') ? text : `${text}Z`) : NaN
  return Number.isNaN(time) ? text : formatTime(time)
}

const MOST_DECIMALS = 6

/** Decimals that a number is written with, at most six. */
export function decimalsOf(value: CellValue): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || Number.isInteger(value)) return 0
  // 85.64999999999999 is 85.65 that was calculated with.
  const text = String(Number(value.toPrecision(12)))
  if (text.includes('e-')) return MOST_DECIMALS
  const point = text.indexOf('.')
  return point < 0 ? 0 : Math.min(MOST_DECIMALS, text.length - point - 1)
}

/** Width that fits the column's head and its usual cells, in pixels. */
export function columnWidth(column: ColumnSummary): number {
  const cells = { number: numberWidth(column), datetime: 154, category: 112, text: 128 }[column.type]
  const head = headWidth(column.name)
  return Math.min(220, Math.max(cells, head, Math.min(200, column.example.length * 7 + 20)))
}

/** Fits the largest number as it is written in the locale: an amount that is cut off reads as another one. */
function numberWidth(column: ColumnSummary): number {
  const { min, max, mean } = column
  if (min === null || max === null) return 92
  // The mean of whole numbers has decimals that no cell has.
  const whole = Number.isInteger(min) && Number.isInteger(max) && !column.example.includes('.')
  const decimals = whole
    ? 0
    : Math.min(MOST_DECIMALS, Math.max(decimalsOf(min), decimalsOf(max), mean === null ? 0 : 2))
  const longest = Math.max(...[min, max].map((value) => formatCell(value, column, decimals).length))
  return Math.max(92, longest * 7.5 + 22)
}

/** Capitals are wider; the rest is padding and the mark of the sort. */
function headWidth(name: string): number {
  let width = 38
  for (const character of name) width += /[\p{Lu}_mwMW]/u.test(character) ? 9 : 7
  return width
}

/** Width for ranks up to this number of rows, in pixels. */
export function rankWidth(rows: number): number {
  return Math.max(68, rows.toLocaleString().length * 8 + 22)
}
