import type { Collected } from './column-builder.ts'
import { DATE_BASE, type Evidence } from './evidence.ts'
import { eachText, type Pause } from './finish-column.ts'
import type { Reading } from './infer-type.ts'
import { DateKind, scanDatetime } from './parse-datetime.ts'
import { scanNumber } from './parse-number.ts'
import type { WrittenWay } from './table.ts'

/** At most this many rows of a way are kept; its cells are counted exactly. */
const LISTED_ROWS = 100_000
const PLAIN = 'without a sign'
const TIMED = ' with a time'
const WITH_TIME = 8
const DAY = 86_400_000

/** Whether the cells of a column that is read as numbers or dates may be written in more than one way. */
export function mayBeMixed(evidence: Evidence, reading: Reading): boolean {
  if (reading.type === 'number') {
    let signed = evidence.percent
    for (const count of evidence.currencies.values()) signed += count
    return signed > 0 && (signed < evidence.allNumbers || evidence.currencies.size > 1)
  }
  if (reading.type !== 'datetime' || reading.compact) return false
  const { datesWithTime, allDates } = evidence
  if (datesWithTime > 0 && datesWithTime < allDates) return true
  const kinds = [DateKind.Iso, DateKind.YearFirst, DateKind.DayFirst, DateKind.MonthFirst, DateKind.Named]
  const used = kinds.filter((kind) => evidence.dates(kind) > 0).length
  return used + Number(evidence.dates(DateKind.Ambiguous) > 0) > 1
}

/**
 * Sorts the cells of a number or datetime column by the way they are written: with which currency or percent
 * sign; in which order, with which separators, with or without a time of day.
 *
 * @param collected the column as it was collected, before it is made a typed one
 * @returns the ways, most cells first, each with its rows; null when there is only one
 *
 * Cost: one look at each cell that is not a plain number or ISO date, only for columns of which `mayBeMixed` holds.
 */
export async function writtenWays(
  collected: Collected,
  evidence: Evidence,
  reading: Reading,
  pause: Pause,
): Promise<WrittenWay[] | null> {
  if (!mayBeMixed(evidence, reading)) return null
  const ways = new Map<string, MutableWay>()
  const wayOf = (cell: string): string | null => (reading.type === 'number' ? numberWay(cell) : dateWay(cell))
  const add = (label: string | null, example: string, row: number): void => {
    if (label === null) return
    let way = ways.get(label)
    if (way === undefined) ways.set(label, (way = { label, example: example.trim(), cells: 0, rows: [] }))
    way.cells++
    if (way.rows.length < LISTED_ROWS) way.rows.push(row)
  }
  if (collected.kind === 'dictionary') {
    const labels = collected.values.map(wayOf)
    for (let row = 0; row < collected.codes.length; row++) {
      const code = collected.codes[row]!
      add(labels[code] ?? null, collected.values[code] ?? '', row)
    }
  } else if (collected.kind === 'pool') {
    await eachText(collected.bytes, collected.offsets, pause, (cell, row) => add(wayOf(cell), cell, row))
  } else if (collected.kind === 'numbers' || collected.kind === 'dates') {
    const { rows, texts } = collected.exceptional
    rows.forEach((row, i) => add(wayOf(texts[i] ?? ''), texts[i] ?? '', row))
    addPlain(ways, collected, reading, evidence)
  }
  mergeAmbiguous(ways, reading)
  const found = [...ways.values()].sort((a, b) => b.cells - a.cells || (a.label < b.label ? -1 : 1))
  return found.length < 2 ? null : found.map((way) => ({ ...way, rows: Uint32Array.from(way.rows) }))
}

interface MutableWay {
  readonly label: string
  readonly example: string
  cells: number
  readonly rows: number[]
}

/** The cells that a fast path took without keeping their text. */
function addPlain(
  ways: Map<string, MutableWay>,
  collected: Extract<Collected, { kind: 'numbers' | 'dates' }>,
  reading: Reading,
  evidence: Evidence,
): void {
  const timed = reading.type === 'datetime' ? evidence.datesWithTime : 0
  const both = timed > 0 && timed < evidence.allDates
  const plain = reading.type === 'number' ? PLAIN : 'year-month-day'
  const named = both || timed === 0 ? [plain, `${plain}${TIMED}`] : [`${plain}${TIMED}`, '']
  const rows: number[][] = [[], []]
  const cells = [0, 0]
  for (let row = 0; row < collected.values.length; row++) {
    const value = collected.values[row]!
    if (value !== value) continue
    // Midnight stands for a date without a time; below it is checked that none was written with one.
    const way = both && value % DAY !== 0 ? 1 : 0
    cells[way]!++
    if (rows[way]!.length < LISTED_ROWS) rows[way]!.push(row)
  }
  for (const [way, label] of named.entries()) {
    const known = ways.get(label)
    const before = known?.cells ?? 0
    const written = evidence.counts[DATE_BASE + DateKind.Iso + (way === 1 ? WITH_TIME : 0)] ?? 0
    const count = both ? Math.max(0, written - before) : cells[way]!
    if (count === 0) continue
    const exact = count === cells[way]
    const merged = exact ? [...(known?.rows ?? []), ...rows[way]!].sort((a, b) => a - b) : []
    ways.set(label, {
      label,
      example: known?.example ?? '',
      cells: before + count,
      rows: merged.slice(0, LISTED_ROWS),
    })
  }
}

function numberWay(cell: string): string | null {
  const parts = scanNumber(cell)
  if (parts === null) return null
  if (parts.percent) return 'with %'
  return parts.currency === '' ? PLAIN : `with ${parts.currency}`
}

const SEPARATORS: Readonly<Record<string, string>> = { '/': 'slashes', '.': 'dots', '-': 'hyphens' }
const EITHER = 'either order'

function dateWay(cell: string): string | null {
  const date = scanDatetime(cell)
  if (date === null) return null
  const text = cell.trim()
  const time = date.hasTime ? TIMED : ''
  if (date.kind === DateKind.Named) return `month in letters${time}`
  if (/^\d{4}-/.test(text)) return `year-month-day${time}`
  if (/^\d{4}/.test(text)) return `year/month/day${time}`
  const separator = SEPARATORS[/[/.-]/.exec(text)?.[0] ?? ''] ?? 'slashes'
  const order =
    date.kind === DateKind.DayFirst ? 'day first' : date.kind === DateKind.MonthFirst ? 'month first' : EITHER
  return `${order}, ${separator}${time}`
}

/** Dates that can be read both ways are written in the way in which the column is read. */
function mergeAmbiguous(ways: Map<string, MutableWay>, reading: Reading): void {
  if (reading.type !== 'datetime') return
  const order = reading.order === 'day-first' ? 'day first' : 'month first'
  for (const [label, way] of [...ways]) {
    if (!label.startsWith(EITHER)) continue
    ways.delete(label)
    const wanted = label.replace(EITHER, order)
    const known = ways.get(wanted)
    const cells = way.cells + (known?.cells ?? 0)
    const rows = [...way.rows, ...(known?.rows ?? [])].sort((a, b) => a - b).slice(0, LISTED_ROWS)
    ways.set(wanted, { label: wanted, example: known?.example ?? way.example, cells, rows })
  }
}
