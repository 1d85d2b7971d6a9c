import type { Predicate } from '../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { Clause } from '../../state/selection-state.ts'
import { formatCount, formatNumber, formatTime } from '../plots/format.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const SHOWN_VALUES = 3

/** What a chip says, e.g. `Amount ≥ 1,000`, `Type is Debit`. */
export function clauseText(
  clause: Pick<Clause, 'label' | 'predicate'>,
  columns: readonly ColumnSummary[],
): string {
  return clause.label ?? predicateText(clause.predicate, columns)
}

export function predicateText(predicate: Predicate, columns: readonly ColumnSummary[]): string {
  switch (predicate.kind) {
    case 'range':
      return rangeText(predicate, columns[predicate.column])
    case 'values': {
      const { column, values, not = false } = predicate
      const name = columns[column]?.name ?? ''
      if (values.length === 0) return not ? `${name} has a value` : `${name} is none of its values`
      const list = values.slice(0, SHOWN_VALUES).join(', ')
      const more =
        values.length > SHOWN_VALUES ? ` and ${formatCount(values.length - SHOWN_VALUES)} more` : ''
      return `${name} ${not ? 'is not' : 'is'} ${list}${more}`
    }
    case 'missing':
      return `${columns[predicate.column]?.name ?? ''} is ${predicate.not === true ? 'present' : 'missing'}`
    case 'rows':
      return predicate.rows.length === 1 ? '1 row' : `${formatCount(predicate.rows.length)} rows`
    case 'score':
      return between('Score', predicate.low, predicate.high, predicate.open === true, (n) =>
        formatNumber(n, 4),
      )
    case 'calendar': {
      const name = columns[predicate.column]?.name ?? ''
      const days = predicate.weekdays?.map((day) => WEEKDAYS[day] ?? '').join(', ')
      const hours = predicate.hours && hoursText(predicate.hours)
      return `${name} on ${[days ?? 'any day', hours].filter(Boolean).join(', ')}`
    }
    case 'text':
      return `Some cell contains “${predicate.text}”`
    case 'all':
      return predicate.of.map((part) => predicateText(part, columns)).join(' and ')
  }
}

function rangeText(
  { low, high, closed = false }: Extract<Predicate, { kind: 'range' }>,
  column: ColumnSummary | undefined,
): string {
  const time = column?.type === 'datetime'
  return between(column?.name ?? '', low, high, !closed, time ? formatTime : (n) => formatNumber(n))
}

function between(
  name: string,
  low: number,
  high: number,
  open: boolean,
  write: (n: number) => string,
): string {
  if (low === -Infinity && high === Infinity) return `${name} has a value`
  if (low === -Infinity) return `${name} ${open ? '<' : '≤'} ${write(high)}`
  if (high === Infinity) return `${name} ≥ ${write(low)}`
  if (low === high) return `${name} = ${write(low)}`
  return `${name} ${write(low)} to ${open ? 'below ' : ''}${write(high)}`
}

function hoursText(hours: readonly number[]): string {
  return hours.length === 1
    ? `${two(hours[0]!)}:00 to ${two(hours[0]!)}:59`
    : `hours ${hours.map(two).join(', ')}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
