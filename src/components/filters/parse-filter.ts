import type { Predicate } from '../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../analysis/table/read-summary.ts'
import type { ColumnType } from '../../analysis/table/table.ts'

export type FilterTest = 'is' | 'is-not' | 'at-least' | 'below' | 'between' | 'missing' | 'present'

interface TestEntry {
  readonly id: FilterTest
  readonly label: string
}

const GONE: readonly TestEntry[] = [
  { id: 'missing', label: 'is missing' },
  { id: 'present', label: 'is present' },
]
const OF_VALUES: readonly TestEntry[] = [
  { id: 'at-least', label: 'is at least' },
  { id: 'below', label: 'is below' },
  { id: 'between', label: 'is between' },
  { id: 'is', label: 'is' },
  ...GONE,
]
const OF_TEXTS: readonly TestEntry[] = [{ id: 'is', label: 'is' }, { id: 'is-not', label: 'is not' }, ...GONE]

/** The comparisons that a column of each type allows. */
export const TESTS: Readonly<Record<ColumnType, readonly TestEntry[]>> = {
  number: OF_VALUES,
  datetime: OF_VALUES,
  category: OF_TEXTS,
  text: OF_TEXTS,
}

type Parsed =
  { readonly ok: true; readonly predicate: Predicate } | { readonly ok: false; readonly problem: string }

/** Makes a predicate of what was typed, or says what is wrong with it. */
export function parseFilter(column: ColumnSummary, test: FilterTest, typed: string): Parsed {
  const { index, type } = column
  if (test === 'missing') return done({ kind: 'missing', column: index })
  if (test === 'present') return done({ kind: 'missing', column: index, not: true })
  const text = typed.trim()
  if (text === '') return { ok: false, problem: 'Type a value.' }
  if (type === 'category' || type === 'text') {
    return done({
      kind: 'values',
      column: index,
      values: [text],
      ...(test === 'is-not' ? { not: true } : {}),
    })
  }
  const parts = test === 'between' ? text.split(/\s+(?:to|and)\s+|\s*…\s*|\s*\.\.\s*/i) : [text]
  if (test === 'between' && parts.length !== 2) {
    return { ok: false, problem: 'Type two values with “to” between them.' }
  }
  const spans: Span[] = []
  for (const part of parts) {
    const span = type === 'datetime' ? timeSpan(part) : numberSpan(part)
    if (span === null) {
      const wanted =
        type === 'datetime' ? 'a date such as 2024-01-31 or 2024-01-31 14:30' : 'a number such as 1250.50'
      return { ok: false, problem: `“${part}” is not ${wanted}.` }
    }
    spans.push(span)
  }
  const first = spans[0]!
  const last = spans[spans.length - 1]!
  if (last.start < first.start) return { ok: false, problem: 'The second value is smaller than the first.' }
  if (test === 'at-least') return done(range(index, first.start, Infinity, true))
  if (test === 'below') return done(range(index, -Infinity, first.start, false))
  return done(range(index, first.start, last.end, last.end === last.start))
}

/** What a typed value covers: a day typed without a time is the whole day. */
interface Span {
  readonly start: number
  readonly end: number
}

function numberSpan(text: string): Span | null {
  // Grouping as people type it; the decimal mark is the point, as everywhere on the page's inputs.
  const plain = text.replace(/[,'\u2019\s\u00a0\u202f](?=\d{3}(?:\D|$))/g, '')
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN
  return Number.isNaN(value) ? null : { start: value, end: value }
}

const MINUTE = 60_000
const DAY = 86_400_000

/** ISO dates and times, read as UTC like everything on the page. */
function timeSpan(text: string): Span | null {
  const match = /^(\d{4})-(\d\d)(?:-(\d\d))?(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text.trim())
  if (!match) return null
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map((part) => (part ? Number(part) : undefined))
  const start = Date.UTC(year!, month! - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0)
  const back = new Date(start).toISOString()
  // 2024-02-31 would become 2 March: it is no date.
  if (
    back.slice(0, 7) !== text.trim().slice(0, 7) ||
    (day !== undefined && Number(back.slice(8, 10)) !== day)
  )
    return null
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return null
  if (day === undefined) return { start, end: Date.UTC(year!, month, 1) }
  if (hour === undefined) return { start, end: start + DAY }
  return { start, end: second === undefined ? start + MINUTE : start + 1000 }
}

function range(column: number, low: number, high: number, closed: boolean): Predicate {
  return { kind: 'range', column, low, high, ...(closed ? { closed } : {}) }
}

function done(predicate: Predicate): Parsed {
  return { ok: true, predicate }
}
