import type { Predicate } from '../../../analysis/select/predicate.ts'
import { MONTHS, WEEKDAYS } from './bucket-label.ts'

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

export interface BlockClause {
  readonly predicate: Predicate
  readonly label?: string
}

/**
 * The rows whose time is in one of some blocks; null for no block.
 *
 * @param bins (rows,) the cell of each row
 */
export function blockClause(
  layout: HeatLayout,
  blocks: readonly Block[],
  { index, name }: { readonly index: number; readonly name: string },
  bins: Uint16Array,
): BlockClause | null {
  const [first] = blocks
  if (!first) return null
  const clause =
    layout.kind === 'week' && blocks.every((other) => sameSide(first, other))
      ? { predicate: weekPredicate(index, blocks) }
      : { predicate: rowsPredicate(layout, blocks, bins), label: `${name}: ${describe(layout, blocks)}` }
  made.set(clause.predicate, blocks)
  return clause
}

/** Whether two blocks span the same hours or the same weekdays, so that lists of both say them together. */
function sameSide(a: Block, b: Block): boolean {
  const hours = a.columnFrom === b.columnFrom && a.columnTo === b.columnTo
  const days = a.rowFrom === b.rowFrom && a.rowTo === b.rowTo
  const whole = (block: Block) => block.rowFrom === 0 && block.rowTo === 6
  const wholeDay = (block: Block) => block.columnFrom === 0 && block.columnTo === 23
  return a === b || (hours && days) || (whole(a) && whole(b)) || (wholeDay(a) && wholeDay(b))
}

function weekPredicate(column: number, blocks: readonly Block[]): Predicate {
  const weekdays = new Set<number>()
  const hours = new Set<number>()
  for (const { rowFrom, rowTo, columnFrom, columnTo } of blocks) {
    for (let day = rowFrom; day <= rowTo; day++) weekdays.add(day)
    for (let h = columnFrom; h <= columnTo; h++) hours.add(h)
  }
  const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b)
  return {
    kind: 'calendar',
    column,
    ...(weekdays.size < 7 ? { weekdays: sorted(weekdays) } : {}),
    ...(hours.size < 24 ? { hours: sorted(hours) } : {}),
  }
}

function rowsPredicate(layout: HeatLayout, blocks: readonly Block[], bins: Uint16Array): Predicate {
  const chosen = new Uint8Array(1 << 16)
  for (const block of blocks) for (const cell of cellsIn(layout, block)) chosen[cell] = 1
  let count = 0
  for (let row = 0; row < bins.length; row++) count += chosen[bins[row]!]!
  const rows = new Uint32Array(count)
  let at = 0
  for (let row = 0; row < bins.length; row++) if (chosen[bins[row]!] === 1) rows[at++] = row
  return { kind: 'rows', rows }
}

/** `March`, `day 15`, `March 3 to April 9`. */
function describe(layout: HeatLayout, blocks: readonly Block[]): string {
  const lastRow = layout.rows.length - 1
  const lastColumn = layout.columns.length - 1
  return blocks
    .map(({ rowFrom, rowTo, columnFrom, columnTo }) => {
      const span = (names: readonly string[], from: number, to: number) =>
        from === to ? (names[from] ?? '') : `${names[from] ?? ''}–${names[to] ?? ''}`
      if (columnFrom === 0 && columnTo === lastColumn) return span(layout.rows, rowFrom, rowTo)
      const columns = span(layout.columns, columnFrom, columnTo)
      const day = layout.kind === 'year' ? `day ${columns}` : columns
      return rowFrom === 0 && rowTo === lastRow ? day : `${span(layout.rows, rowFrom, rowTo)}, ${day}`
    })
    .join('; ')
}
