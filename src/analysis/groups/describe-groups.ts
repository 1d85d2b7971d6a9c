import { formatDatetime, formatNumber, localized } from '../explain/format.ts'
import type { GroupInput, GroupReason, GroupValue, RowGroup } from './groups.ts'
import type { Side } from './cell-sides.ts'
import { hoursInWords } from './hours-in-words.ts'
import type { SourceCells } from './row-signatures.ts'
import type { SharedLevels } from './shared-levels.ts'

/** Rows in their groups, with everything that can be said of them. */
export interface Grouped extends GroupInput {
  readonly locale: string
  /** (rows,) −1: on its own. */
  readonly groupOf: Int32Array
  readonly groups: number
  /** rows × sources, each row adding up to 1. */
  readonly shares: Float64Array
  readonly cells: readonly SourceCells[]
  readonly shared: readonly SharedLevels[]
}

/** Reasons in the sentence: as many as explain this much, but not more than three. */
const EXPLAINED = 0.7
const MOST_REASONS = 3
/** Reasons of less than this are not listed. */
const LEAST_LISTED = 0.05
/** What so many rows of a group have is said of all of it. */
const MOST_OF = 0.6
const NEARLY_ALL = 0.9

/**
 * Says of each group what its rows have in common.
 *
 * @returns the largest group first, of equal ones that with the most anomalous row
 *
 * Cost: groups × rows × columns.
 */
export function describeGroups(grouped: Grouped): RowGroup[] {
  const members: number[][] = Array.from({ length: grouped.groups }, () => [])
  grouped.groupOf.forEach((group, i) => members[group]?.push(i))
  return members
    .map((positions) => describe(grouped, positions))
    .sort((a, b) => b.rows.length - a.rows.length)
}

function describe(grouped: Grouped, positions: readonly number[]): RowGroup {
  const reasons = reasonsOf(grouped, positions)
  const shared = sharedOf(grouped, positions)
  const rows = Uint32Array.from(positions, (i) => grouped.rows[i]!)
  return { rows, amount: amountOf(grouped, rows), sentence: sentenceOf(reasons, shared), reasons, shared }
}

function amountOf({ table, amountColumn }: Grouped, rows: Uint32Array): number | null {
  const column = amountColumn === null ? undefined : table.columns[amountColumn]
  if (column?.type !== 'number') return null
  return rows.reduce((sum, row) => sum + (Number.isFinite(column.values[row]!) ? column.values[row]! : 0), 0)
}

function reasonsOf(grouped: Grouped, positions: readonly number[]): GroupReason[] {
  const { cells, shares, rows } = grouped
  const width = cells.length
  const others = rows.length - positions.length
  return cells
    .map((source, s): GroupReason => {
      let inside = 0
      let all = 0
      for (const i of positions) inside += shares[i * width + s]!
      for (let i = 0; i < rows.length; i++) all += shares[i * width + s]!
      const share = inside / positions.length
      return {
        column: source.column,
        name: source.name,
        ...(share < LEAST_LISTED ? { words: '', range: '' } : wordsOf(grouped, source, positions)),
        share,
        others: others > 0 ? Math.max(0, all - inside) / others : 0,
      }
    })
    .filter(({ share }) => share >= LEAST_LISTED)
    .sort((a, b) => b.share - a.share || a.column - b.column)
}

/** What the group's cells in a column that is a reason have in common. */
function wordsOf(
  grouped: Grouped,
  source: SourceCells,
  positions: readonly number[],
): Pick<GroupReason, 'words' | 'range'> {
  if (source.kind === 'hour') {
    return hoursInWords(positions.map((i) => source.keys[i]!)) ?? { words: 'unusual', range: '' }
  }
  if (source.kind === 'value') {
    const counts = new Map<number, number>()
    for (const i of positions) counts.set(source.keys[i]!, (counts.get(source.keys[i]!) ?? 0) + 1)
    const [key, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))
    if (count < NEARLY_ALL * positions.length) return { words: 'unusual', range: '' }
    const example = positions.find((i) => source.keys[i] === key)!
    return {
      words: key < 0 ? 'missing' : cellText(grouped, source.column, grouped.rows[example]!),
      range: '',
    }
  }
  const side = mostOf(positions.map((i) => source.sides[i]!))
  return {
    words: SIDE_WORDS[side],
    range: side === 'missing' ? '' : rangeOf(grouped, source.column, positions),
  }
}

const SIDE_WORDS: Record<Side, string> = { high: 'high', low: 'low', middle: 'unusual', missing: 'missing' }

/** The side of most rows; without one, none of the two. */
function mostOf(sides: readonly Side[]): Side {
  for (const side of ['high', 'low', 'missing'] as const) {
    if (sides.filter((other) => other === side).length >= MOST_OF * sides.length) return side
  }
  return 'middle'
}

/** From the 5 % to the 95 % of the group's cells: one stray row does not blur the picture. */
function rangeOf({ table, rows, locale }: Grouped, index: number, positions: readonly number[]): string {
  const column = table.columns[index]!
  if (column.type !== 'number' && column.type !== 'datetime') return ''
  const values = Float64Array.from(positions, (i) => column.values[rows[i]!]!).filter(
    (value) => value === value,
  )
  values.sort()
  const spare = Math.floor(values.length * 0.05)
  const low = values[spare]
  const high = values[values.length - 1 - spare]
  if (low === undefined || high === undefined) return ''
  if (column.type === 'datetime')
    return low === high ? formatDatetime(low) : `${formatDatetime(low)} to ${formatDatetime(high)}`
  if (low === high) return formatNumber(low, locale)
  const rough = (value: number) => localized(value, locale, { maximumSignificantDigits: 3 })
  return `${rough(low)} to ${rough(high)}`
}

function cellText({ table }: Grouped, index: number, row: number): string {
  const column = table.columns[index]!
  if (column.type === 'category') return column.dictionary[column.codes[row]!] ?? 'missing'
  if (column.type !== 'text') return ''
  return new TextDecoder().decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]))
}

/** Levels that most of the group has and that tell it apart from all rows, the most telling first. */
function sharedOf({ rows, shared, table }: Grouped, positions: readonly number[]): GroupValue[] {
  const others = rows.length - positions.length
  const found: GroupValue[] = []
  for (const { column, name, kind, levels, levelOf } of shared) {
    const counts = new Uint32Array(levels.length)
    for (const i of positions) if (levelOf[i]! >= 0) counts[levelOf[i]!]!++
    const most = counts.reduce((best, count, level) => (count > counts[best]! ? level : best), 0)
    const count = counts[most]!
    const share = count / positions.length
    const { text, words, count: flagged, all } = levels[most]!
    if (share < MOST_OF || share < 2 * (all / table.rowCount)) continue
    found.push({
      column,
      name,
      kind,
      text,
      words,
      count,
      share,
      others: others > 0 ? (flagged - count) / others : 0,
      all: all / table.rowCount,
    })
  }
  const telling = ({ share, others: elsewhere, all }: GroupValue) => share - Math.max(elsewhere, all)
  return found.sort((a, b) => telling(b) - telling(a) || a.column - b.column)
}

/** E.g. `Amount high (1,200 to 9,800) and Hour at night (01:00–04:59), mostly Merchant m17`. */
function sentenceOf(reasons: readonly GroupReason[], shared: readonly GroupValue[]): string {
  const said: GroupReason[] = []
  let explained = 0
  for (const reason of reasons) {
    if (said.length === MOST_REASONS || explained >= EXPLAINED) break
    said.push(reason)
    explained += reason.share
  }
  const why = listed(
    said.map(({ name, words, range }) => `${name} ${words}${range === '' ? '' : ` (${range})`}`),
  )
  const beside = shared
    .filter(({ column }) => !said.some((reason) => reason.column === column && reason.words !== 'unusual'))
    .slice(0, 2)
    .map(
      ({ share, name, text, words }) =>
        `${share === 1 ? 'all' : share >= NEARLY_ALL ? 'nearly all' : 'mostly'} ${name} ${words === '' ? text : `${words} (${text})`}`,
    )
  return [why === '' ? 'No single column stands out' : why, ...beside].join(', ')
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]!}`
}
