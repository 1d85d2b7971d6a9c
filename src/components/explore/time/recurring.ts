import type { Predicate } from '../../../analysis/select/predicate.ts'
import { MONTHS, WEEKDAYS } from '../../plots/calendar-names.ts'

/** Which cells of `CalendarCells` a picture is made of. */
export type CellKind = 'week' | 'year'

/** Recurring times in rows and columns: a cell of the picture is one of the counted cells. */
export interface HeatLayout {
  readonly kind: CellKind
  readonly title: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** What a cell is called: `Monday 02:00`. */
  readonly label: (row: number, column: number) => string
  readonly exists: (row: number, column: number) => boolean
}

const hour = (h: number): string => `${String(h).padStart(2, '0')}:00`
const HOURS = Array.from({ length: 24 }, (_, h) => String(h).padStart(2, '0'))
const DAYS = Array.from({ length: 31 }, (_, d) => String(d + 1))
/** The longest that each month gets. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const WEEK: HeatLayout = {
  kind: 'week',
  title: 'Weekday × hour',
  rows: WEEKDAYS,
  columns: HOURS,
  label: (row, column) => `${WEEKDAYS[row] ?? ''} ${hour(column)}`,
  exists: () => true,
}

export const YEAR: HeatLayout = {
  kind: 'year',
  title: 'Month × day',
  rows: MONTHS,
  columns: DAYS,
  label: (row, column) => `${MONTHS[row] ?? ''} ${column + 1}`,
  exists: (row, column) => column < (MONTH_DAYS[row] ?? 0),
}

/** The counted cell in a row and column of the picture. */
export function cellAt({ columns }: HeatLayout, row: number, column: number): number {
  return row * columns.length + column
}

/** Cells next to each other; from and to are both in. */
export interface Block {
  readonly rowFrom: number
  readonly rowTo: number
  readonly columnFrom: number
  readonly columnTo: number
}

/** One way in which time recurs, in parts. */
export interface Cycle {
  readonly id: 'hour' | 'weekday' | 'day' | 'month'
  readonly title: string
  readonly kind: CellKind
  readonly labels: readonly string[]
  /** What stands under the bars. */
  readonly short: readonly string[]
  /** The block of cells that a part is made of. */
  readonly block: (part: number) => Block
}

const all = (n: number) => ({ from: 0, to: n - 1 })
const block = (rows: { from: number; to: number }, columns: { from: number; to: number }): Block => ({
  rowFrom: rows.from,
  rowTo: rows.to,
  columnFrom: columns.from,
  columnTo: columns.to,
})
const one = (n: number) => ({ from: n, to: n })

export const CYCLES: readonly Cycle[] = [
  {
    id: 'hour',
    title: 'Hour of day',
    kind: 'week',
    labels: HOURS.map((_, h) => hour(h)),
    short: HOURS,
    block: (part) => block(all(7), one(part)),
  },
  {
    id: 'weekday',
    title: 'Weekday',
    kind: 'week',
    labels: WEEKDAYS,
    short: WEEKDAYS.map((name) => name.slice(0, 3)),
    block: (part) => block(one(part), all(24)),
  },
  {
    id: 'day',
    title: 'Day of month',
    kind: 'year',
    labels: DAYS.map((day) => `Day ${day}`),
    short: DAYS,
    block: (part) => block(all(12), one(part)),
  },
  {
    id: 'month',
    title: 'Month',
    kind: 'year',
    labels: MONTHS,
    short: MONTHS.map((name) => name.slice(0, 1)),
    block: (part) => block(one(part), all(31)),
  },
]

export const LAYOUTS: Readonly<Record<CellKind, HeatLayout>> = { week: WEEK, year: YEAR }

/** The counted cells in a block, row by row. */
export function cellsIn(layout: HeatLayout, { rowFrom, rowTo, columnFrom, columnTo }: Block): number[] {
  const cells: number[] = []
  for (let row = rowFrom; row <= rowTo; row++)
    for (let column = columnFrom; column <= columnTo; column++)
      if (layout.exists(row, column)) cells.push(cellAt(layout, row, column))
  return cells
}

/** Which blocks a predicate was made from: also after an undo, and when the view was away. */
const made = new WeakMap<Predicate, readonly Block[]>()

const NONE: readonly Block[] = []

export function blocksOf(predicate: Predicate | null): readonly Block[] {
  return (predicate && made.get(predicate)) ?? NONE
}

/** The rows whose time is in one of some blocks; null for no block. */
export function blocksPredicate(
  { kind }: HeatLayout,
  blocks: readonly Block[],
  column: number,
): Predicate | null {
  if (blocks.length === 0) return null
  // Blocks of the same columns or of the same rows are one list of each.
  const together = oneList(blocks)
  const of = (together ? [blocks] : blocks.map((block) => [block])).map((part) =>
    calendar(kind, part, column),
  )
  const [only] = of
  const predicate: Predicate = of.length === 1 && only ? only : { kind: 'any', of }
  made.set(predicate, blocks)
  return predicate
}

function oneList(blocks: readonly Block[]): boolean {
  const [first] = blocks
  return (
    blocks.every((b) => b.columnFrom === first?.columnFrom && b.columnTo === first.columnTo) ||
    blocks.every((b) => b.rowFrom === first?.rowFrom && b.rowTo === first.rowTo)
  )
}

function calendar(kind: CellKind, blocks: readonly Block[], column: number): Predicate {
  const rows = new Set<number>()
  const columns = new Set<number>()
  for (const { rowFrom, rowTo, columnFrom, columnTo } of blocks) {
    for (let row = rowFrom; row <= rowTo; row++) rows.add(row)
    for (let at = columnFrom; at <= columnTo; at++) columns.add(at)
  }
  const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b)
  return kind === 'week'
    ? {
        kind: 'calendar',
        column,
        ...(rows.size < 7 ? { weekdays: sorted(rows) } : {}),
        ...(columns.size < 24 ? { hours: sorted(columns) } : {}),
      }
    : {
        kind: 'calendar',
        column,
        ...(rows.size < 12 ? { months: sorted(rows) } : {}),
        ...(columns.size < 31 ? { monthDays: sorted(columns).map((day) => day + 1) } : {}),
      }
}
