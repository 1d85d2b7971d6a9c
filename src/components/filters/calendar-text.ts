import type { Predicate } from '../../analysis/select/predicate.ts'
import { MONTHS, WEEKDAYS } from '../plots/calendar-names.ts'

type RecurringTimes = Omit<Extract<Predicate, { kind: 'calendar' }>, 'kind' | 'column'>

/** `Saturday, Sunday, hours 22–05`, `March, days 1–5`; runs go on past midnight, Sunday and December. */
export function calendarText({ weekdays, hours, months, monthDays }: RecurringTimes): string {
  const parts = [
    weekdays && named(weekdays, WEEKDAYS),
    months && named(months, MONTHS),
    monthDays &&
      numbered(
        'day',
        runs(
          monthDays.map((day) => day - 1),
          31,
          false,
        ),
        (day) => String(day + 1),
      ),
    hours && hoursText(hours),
  ].filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(', ') : 'any time'
}

function hoursText(hours: readonly number[]): string {
  const two = (hour: number) => String(hour).padStart(2, '0')
  const [only] = hours
  return hours.length === 1 && only !== undefined
    ? `${two(only)}:00 to ${two(only)}:59`
    : numbered('hour', runs(hours, 24, true), two)
}

type Run = readonly [from: number, to: number]

function named(chosen: readonly number[], names: readonly string[]): string {
  if (chosen.length === 0) return 'no day'
  const name = (k: number) => names[k] ?? ''
  return runs(chosen, names.length, true)
    .map((run) => spanText(run, name, names.length))
    .join(', ')
}

function numbered(unit: string, found: readonly Run[], write: (k: number) => string): string {
  const text = found.map((run) => spanText(run, write, 0)).join(', ')
  const [first] = found
  return found.length === 1 && first?.[0] === first?.[1] ? `${unit} ${text}` : `${unit}s ${text}`
}

/** Two names next to each other are listed: a dash would say no less. */
function spanText([from, to]: Run, write: (k: number) => string, names: number): string {
  if (from === to) return write(from)
  const pair = names > 0 && (from + 1) % names === to
  return `${write(from)}${pair ? ', ' : '–'}${write(to)}`
}

/** Numbers next to each other put together; in a cycle a run may go on from the end to the beginning. */
function runs(chosen: readonly number[], count: number, cycle: boolean): readonly Run[] {
  const sorted = [...new Set(chosen)].sort((a, b) => a - b)
  const found: [number, number][] = []
  for (const k of sorted) {
    const last = found.at(-1)
    if (last && last[1] === k - 1) last[1] = k
    else found.push([k, k])
  }
  const [first] = found
  const last = found.at(-1)
  if (cycle && first && last && first !== last && first[0] === 0 && last[1] === count - 1) {
    return [...found.slice(1, -1), [last[0], first[1]]]
  }
  return found
}
