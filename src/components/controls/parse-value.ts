import type { ColumnType } from '../../analysis/table/table.ts'

/**
 * What somebody typed as a value of a column: a number, or a date and time in UTC such as `2024-03-05 14:30`.
 *
 * @returns epoch ms for datetimes; NaN when it cannot be read
 */
export function parseValue(text: string, type: ColumnType): number {
  const typed = text.trim()
  if (typed === '') return NaN
  if (type !== 'datetime') return Number(typed.replace('−', '-').replaceAll(/[ \u00a0\u202f]/g, ''))
  const match = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?$/.exec(
    typed,
  )
  if (!match) return NaN
  const [, year, month, day = '1', hours = '0', minutes = '0', seconds = '0'] = match
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes))
  // Date.UTC carries 2024-02-31 over into March; nobody means that.
  if (new Date(time).getUTCDate() !== Number(day) || Number(hours) > 23 || Number(minutes) > 59) return NaN
  return time + Number(seconds) * 1000
}
