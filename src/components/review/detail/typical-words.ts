import type { TypicalCell, TypicalCells } from '../../../analysis/evidence/typical-cells.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { decimalsOf, formatCell } from '../../controls/cell-format.ts'
import { formatCount, formatFixed, formatPercent } from '../../plots/format.ts'

// A cell beside what is typical, in words: pure, in the reader's locale.

type Peers = TypicalCells['peers']
type Standing = Extract<TypicalCell, { kind: 'values' }>['all']
type LevelStanding = Extract<TypicalCell, { kind: 'levels' }>['all']

/** A value of a column as the page writes its cells; figures between cells get at most two more decimals. */
export function valueWords(column: ColumnSummary, value: number | string | null): string {
  if (column.type === 'datetime' && typeof value === 'number') return formatCell(value, column, 0)
  // Account numbers and years have no decimals; amounts have two.
  const decimals =
    typeof value !== 'number'
      ? 0
      : Math.max(Math.min(2, decimalsOf(value)), decimalsOf(column.min), decimalsOf(column.max))
  const small = typeof value === 'number' && value !== 0 && Math.abs(value) < 0.1
  return formatCell(value, column, small ? Math.max(decimals, 4) : Math.min(decimals, 4))
}

/** Whose usual it is: `this customer`, or `rows with Account type Corporate`. */
export function peerWords(peers: NonNullable<Peers>): string {
  return peers.kind === 'entity'
    ? `this ${ordinary(peers.name)}`
    : `rows with ${peers.name} ${String(peers.value ?? 'missing')}`
}

/** `rows of this customer`, `rows with Account type Corporate`. */
export function peerRows(peers: NonNullable<Peers>): string {
  return peers.kind === 'entity' ? `rows of ${peerWords(peers)}` : peerWords(peers)
}

/** `Customer` in a sentence is `customer`; `cc_num` and `IBAN` stay. */
function ordinary(name: string): string {
  return /^[A-Z][a-z]+( [a-z]+)*$/.test(name) ? name.toLowerCase() : name
}

/** `higher than 99.8 % of rows`, rounded so that it never says more than it is. */
export function standingWords({ below, above, present }: Standing, time: boolean, whose: string): string {
  if (present === 0) return `no other value in ${whose}`
  const lower = below / present
  const higher = above / present
  if (lower < 0.75 && higher < 0.75) return `in the middle of ${whose}`
  const [up, down] = time ? ['later', 'earlier'] : ['higher', 'lower']
  return lower >= higher
    ? `${up} than ${most(lower, above)} ${whose}`
    : `${down} than ${most(higher, below)} ${whose}`
}

function most(share: number, beyond: number): string {
  if (beyond === 0 && share > 0.999) return 'all other'
  const percent = Math.floor(share * 1000) / 10
  return `${formatFixed(percent, percent === Math.floor(percent) ? 0 : 1)} % of`
}

/** `seen in 3 of 10,000 rows`. */
export function levelWords({ same, rows }: LevelStanding, missing: boolean, whose: string): string {
  const count = `${formatCount(same)} of ${formatCount(rows)} ${whose}`
  if (missing) return `no value here, nor in ${count}`
  const share = same / rows
  return share < 0.01 ? `seen in ${count}` : `seen in ${formatPercent(share)} of ${whose}`
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** When a time is in the day and the week, and how usual that is; null without a time. */
export function clockWords(cell: TypicalCell): string | null {
  if (cell.kind !== 'values' || cell.clock === null) return null
  const { hour, sameHour, weekday, sameWeekday, present } = cell.clock
  const day = `a ${WEEKDAYS[weekday]!}, as ${formatPercent(sameWeekday / present)} of rows`
  if (hour === null) return day
  const two = (n: number) => String(n).padStart(2, '0')
  return `between ${two(hour)}:00 and ${two((hour + 1) % 24)}:00, as ${formatPercent(sameHour / present)} of rows; ${day}`
}

/**
 * How many times the usual of its peers a number is, e.g. `2.7 × the usual of this customer`; null where that says
 * nothing: near the usual, or where one of the two is not positive.
 */
export function timesUsual(cell: TypicalCell, peers: Peers): string | null {
  if (cell.kind !== 'values' || peers === null || cell.peers === null || cell.clock !== null) return null
  const { median } = cell.peers
  if (median === null || !(median > 0) || !(cell.value > 0)) return null
  const ratio = cell.value / median
  if (ratio >= 1.2) return `${times(ratio)} × the usual of ${peerWords(peers)}`
  if (ratio <= 0.8) return `${times(ratio)} of the usual of ${peerWords(peers)}`
  return null
}

/** `2.7`, `310`; below 1 a share: `12 %`. */
function times(ratio: number): string {
  if (ratio < 1) return formatPercent(ratio)
  return ratio < 9.95 ? formatFixed(ratio, 1) : formatCount(Math.round(ratio))
}

/** `usual 84.10, half between 52.30 and 121.00`. */
export function usualWords(column: ColumnSummary, { median, low, high }: Standing): string {
  if (median === null || low === null || high === null) return 'no values'
  const say = (value: number) => valueWords(column, value)
  if (low === high) return `usual ${say(median)}`
  return `usual ${say(median)}, half between ${say(low)} and ${say(high)}`
}

export function commonWords(column: ColumnSummary, { most: value, mostRows, rows }: LevelStanding): string {
  if (value === null) return 'no values'
  return `most often ${valueWords(column, value)} (${formatPercent(mostRows / rows)})`
}

/** The whole of a reason beside its cell: what it is compared with all rows, and with its peers. */
export function reasonWords(
  cell: TypicalCell,
  peers: Peers,
): { readonly all: string; readonly peers: string | null } | null {
  if (cell.kind === 'name') return null
  const clock = clockWords(cell)
  if (clock !== null) return { all: clock, peers: null }
  const whose = peers === null ? '' : `${formatCount(peers.rows)} other ${peerRows(peers)}`
  if (cell.kind === 'levels') {
    return {
      all: levelWords(cell.all, cell.value === null, 'rows'),
      peers:
        cell.peers === null
          ? null
          : levelWords(cell.peers, cell.value === null, peers === null ? '' : `other ${peerRows(peers)}`),
    }
  }
  if (Number.isNaN(cell.value)) {
    const missing = cell.all.rows - cell.all.present
    return { all: `no value, as ${formatCount(missing)} of ${formatCount(cell.all.rows)} rows`, peers: null }
  }
  const all = standingWords(cell.all, false, 'rows')
  if (cell.peers === null || cell.peers.present === 0) return { all, peers: null }
  return { all, peers: timesUsual(cell, peers) ?? standingWords(cell.peers, false, whose) }
}
