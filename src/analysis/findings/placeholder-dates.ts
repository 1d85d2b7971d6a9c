import { columnShape } from './column-shape.ts'
import { sortedColumn } from '../questions/question.ts'
import { countBelow } from '../statistics/sorted-values.ts'
import type { Work } from '../work.ts'
import type { FindingContext } from './finding.ts'
import type { Placeholder } from './placeholder.ts'

const DAY = 86_400_000
/** A placeholder stands at least this far from all other dates … */
const APART = 365 * DAY
/** … or has this many times the rows of a usual date, and at least so many. */
const PEAK = 20
const PEAK_ROWS = 20

/** Days on which calendars of programs begin or end; those marked may also be seen as a peak among real dates. */
const DAYS: readonly (readonly [ms: number, peak: boolean])[] = [
  [Date.UTC(1601, 0, 1), false],
  [Date.UTC(1753, 0, 1), false],
  [Date.UTC(1800, 0, 1), false],
  [Date.UTC(1899, 11, 30), true],
  [Date.UTC(1899, 11, 31), true],
  [Date.UTC(1900, 0, 1), true],
  [Date.UTC(1901, 0, 1), true],
  [Date.UTC(1904, 0, 1), false],
  [Date.UTC(1970, 0, 1), true],
  [Date.UTC(1980, 0, 1), false],
  [Date.UTC(2049, 11, 31), false],
  [Date.UTC(2099, 11, 31), false],
  [Date.UTC(2100, 0, 1), false],
  [Date.UTC(2199, 11, 31), false],
  [Date.UTC(2999, 11, 31), false],
  [Date.UTC(9999, 0, 1), false],
  [Date.UTC(9999, 11, 30), false],
  [Date.UTC(9999, 11, 31), false],
  // 0001-01-01, which Date.UTC takes for 1901.
  [-62_135_596_800_000, false],
]

/**
 * Dates that look like placeholders: the first or last day of a program's calendar, at least a year from all other
 * dates or with far more rows than any usual day.
 *
 * @returns with their rows counted; nothing where there is none
 */
export function* placeholderDates(context: FindingContext, index: number): Work<readonly Placeholder[]> {
  const sorted = yield* sortedColumn(context, index)
  const found: Placeholder[] = []
  const candidates = DAYS.flatMap(([day, peak]) => {
    const from = countBelow(sorted, day)
    const to = countBelow(sorted, day + DAY)
    return to > from ? [{ from, to, peak }] : []
  })
  if (candidates.length === 0) return []
  const { distinct, present } = yield* columnShape(context, index)
  const holding = (at: number) => candidates.find(({ from, to }) => at >= from && at < to)
  for (const { from, to, peak } of candidates) {
    const value = sorted[from]!
    let before = from - 1
    for (let next = holding(before); next !== undefined; next = holding(before)) before = next.from - 1
    let after = to
    for (let next = holding(after); next !== undefined; next = holding(after)) after = next.to
    if (before < 0 && after >= sorted.length) continue
    const apart =
      (before < 0 || value - sorted[before]! >= APART) &&
      (after >= sorted.length || sorted[after]! - value >= APART)
    const outermost = before < 0 || after >= sorted.length
    const usual = (present - (to - from)) / Math.max(1, distinct - 1)
    const peaks = peak && to - from >= PEAK_ROWS && to - from >= PEAK * usual
    if (!(apart && outermost) && !peaks) continue
    // Only one time of that day is a placeholder: the first that stands there.
    found.push({ value, count: countBelow(sorted, value + 1) - from })
  }
  return found
}
