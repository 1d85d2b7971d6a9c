import type { Predicate } from '../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { Clause } from '../../state/selection-state.ts'
import { calendarText } from './calendar-text.ts'
import { formatCount, formatNumber, formatTime } from '../plots/format.ts'

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
    case 'row-range': {
      const { from, to } = predicate
      return to - from === 1 ? `Row ${formatCount(to)}` : `Rows ${formatCount(from + 1)}–${formatCount(to)}`
    }
    case 'calendar':
      return `${columns[predicate.column]?.name ?? ''}: ${calendarText(predicate)}`
    case 'text':
      return `Some cell contains “${predicate.text}”`
    case 'all':
      return predicate.of.map((part) => partText(part, columns)).join(' and ')
    case 'any':
      return anyText(predicate, columns)
  }
}

/** A part of an `all`: what has an `or` of its own stands in brackets. */
function partText(part: Predicate, columns: readonly ColumnSummary[]): string {
  const text = predicateText(part, columns)
  return part.kind === 'any' && part.not !== true && text.includes(' or ') ? `(${text})` : text
}

function anyText(
  { of, not = false }: Extract<Predicate, { kind: 'any' }>,
  columns: readonly ColumnSummary[],
): string {
  const values = valuesOfOneColumn(of, columns)
  if (values) return `${values.name} ${not ? 'is not' : 'is'} ${listOf(values.texts)}`
  // Times of one column: its name once.
  const [first] = of
  const parts =
    first?.kind === 'calendar' && of.every((part) => part.kind === 'calendar' && part.column === first.column)
      ? of.map((part, k) =>
          part.kind === 'calendar' && k > 0 ? calendarText(part) : predicateText(part, columns),
        )
      : of.map((part) => predicateText(part, columns))
  return not ? `neither ${parts.join(' nor ')}` : listOf(parts)
}

/** What the parts say where all of them are about values of one column: `3`, `Debit`, `missing`. */
function valuesOfOneColumn(
  parts: readonly Predicate[],
  columns: readonly ColumnSummary[],
): { readonly name: string; readonly texts: readonly string[] } | null {
  const texts: string[] = []
  let column = -1
  for (const part of parts) {
    if (part.kind === 'values' && part.not !== true) texts.push(...part.values)
    else if (part.kind === 'missing' && part.not !== true) texts.push('missing')
    else if (part.kind === 'range' && part.low === part.high)
      texts.push(columns[part.column]?.type === 'datetime' ? formatTime(part.low) : formatNumber(part.low))
    else return null
    if (column >= 0 && part.column !== column) return null
    column = part.column
  }
  return column < 0 ? null : { name: columns[column]?.name ?? '', texts }
}

/** `a, b or c`, a long list cut short. */
function listOf(texts: readonly string[]): string {
  const more = texts.length - SHOWN_VALUES
  const shown = more > 1 ? [...texts.slice(0, SHOWN_VALUES), `${formatCount(more)} more`] : texts
  const last = shown.at(-1) ?? ''
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} or ${last}` : last
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
  if (low === -Number.MAX_VALUE && high === Number.MAX_VALUE) return `${name} has a finite value`
  if (low === -Infinity && high === Infinity) return `${name} has a value`
  if (low === -Infinity) return `${name} ${open ? '<' : '≤'} ${write(high)}`
  if (high === Infinity) return `${name} ≥ ${write(low)}`
  if (low === high) return `${name} = ${write(low)}`
  return `${name} ${write(low)} to ${open ? 'below ' : ''}${write(high)}`
}
