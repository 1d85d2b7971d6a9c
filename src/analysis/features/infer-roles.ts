import { LEAK } from '../evaluate/labels.ts'
import { columnStatistics, type ColumnStatistics } from '../profile/summarise.ts'
import type { ColumnChoice, ColumnRole } from '../settings.ts'
import type { Column, Table } from '../table/table.ts'
import type { Work } from '../work.ts'
import {
  amountNameStrength,
  isCodeName,
  isEntityName,
  isTimeName,
  labelNameStrength,
  nameWords,
} from './column-name.ts'
import { labelLeak, positiveRows } from './label-leaks.ts'

/** A column in which a value has fewer than some twenty rows is a list of names or remarks, not a category. */
const MANY_TEXTS = 0.05

/** What a column is for, and why that was concluded. */
export interface RoleInference {
  readonly role: ColumnRole
  /** A short part of a sentence for people, e.g. `every value is different, so it names rows`. */
  readonly reason: string
  /** Orders columns of the same role: the strongest is the table's time or amount column. */
  readonly strength: number
}

/**
 * Infers every column's role from its name and all of its rows.
 *
 * @param table the parsed table
 * @param statistics one per column, in order (see `columnStatistics`)
 * @param choices what the user set, by column name: a chosen role always holds
 * @returns one inference per column
 *
 * Cost: linear, and only where a label was found.
 */
export function* inferRoles(
  table: Table,
  statistics: readonly ColumnStatistics[],
  choices: Readonly<Record<string, ColumnChoice>> = {},
): Work<RoleInference[]> {
  const { columns } = table
  const roles: RoleInference[] = columns.map((column, i) => roleOf(column, statistics[i]!, table.rowCount))
  const chosen = columns.map((column) =>
    Object.hasOwn(choices, column.name) ? choices[column.name]?.role : undefined,
  )
  columns.forEach((_, i) => {
    const role = chosen[i]
    if (role !== undefined) roles[i] = { role, reason: 'chosen by you', strength: 1000 }
  })
  keepStrongest(
    roles,
    chosen,
    'label',
    (name) => ({
      role: 'ignored',
      reason: `looks like a second label beside ${name}`,
      strength: 0,
    }),
    columns,
  )
  keepStrongest(
    roles,
    chosen,
    'amount',
    () => ({ role: 'feature', reason: 'a quantity', strength: 0 }),
    columns,
  )
  yield* markLeaks(columns, statistics, roles, chosen)
  return roles
}

/**
 * The table's main column of a role.
 *
 * @returns its index; null when no column has the role
 */
export function mainColumn(roles: readonly RoleInference[], role: ColumnRole): number | null {
  let best: number | null = null
  roles.forEach((inference, i) => {
    if (inference.role === role && (best === null || inference.strength > roles[best]!.strength)) best = i
  })
  return best
}

/** Statistics of every column in turn, for `inferRoles` and `summariseColumns`. */
export function* tableStatistics(table: Table): Work<ColumnStatistics[]> {
  const statistics: ColumnStatistics[] = []
  for (const column of table.columns) {
    statistics.push(yield* columnStatistics(column))
    yield
  }
  return statistics
}

function keepStrongest(
  roles: RoleInference[],
  chosen: readonly (ColumnRole | undefined)[],
  role: ColumnRole,
  other: (name: string) => RoleInference,
  columns: readonly Column[],
): void {
  const main = mainColumn(roles, role)
  if (main === null) return
  roles.forEach((inference, i) => {
    if (i !== main && inference.role === role && chosen[i] === undefined)
      roles[i] = other(columns[main]!.name)
  })
}

function* markLeaks(
  columns: readonly Column[],
  statistics: readonly ColumnStatistics[],
  roles: RoleInference[],
  chosen: readonly (ColumnRole | undefined)[],
): Work<void> {
  for (const [label, { role }] of [...roles].entries())
    if (role === 'label') yield* markLeaksOf(label, columns, statistics, roles, chosen)
}

function* markLeaksOf(
  label: number,
  columns: readonly Column[],
  statistics: readonly ColumnStatistics[],
  roles: RoleInference[],
  chosen: readonly (ColumnRole | undefined)[],
): Work<void> {
  const positive = yield* positiveRows(columns[label]!)
  if (positive === null) return
  for (const [i, column] of columns.entries()) {
    const { role } = roles[i]!
    if (role === 'label' || chosen[i] !== undefined || role === 'ignored') continue
    const leak = yield* labelLeak(column, statistics[i]!.distinct, positive)
    if (leak !== null) {
      roles[i] = { role: 'ignored', reason: `${LEAK}${leak} ${columns[label]!.name} is set`, strength: 0 }
    }
    yield
  }
}

function roleOf(column: Column, s: ColumnStatistics, rowCount: number): RoleInference {
  const as = (role: ColumnRole, reason: string, strength = 0): RoleInference => ({ role, reason, strength })
  const { name } = column
  if (s.present === 0) return as('ignored', 'no cell holds a value')
  if (s.distinct === 1 && s.present === rowCount) return as('ignored', 'every row has the same value')

  const labelled = labelNameStrength(name)
  if (labelled > 0 && s.distinct === 2 && column.type !== 'datetime') {
    return as('label', 'two values and a name like a label', labelled)
  }
  const share = s.distinct / s.present
  const unique = s.distinct === s.present && !s.distinctIsLowerBound
  switch (column.type) {
    case 'datetime': {
      const named = isTimeName(name) ? 1 : 0
      return as('time', 'dates or times', 2 + named + s.notFalling + s.present / rowCount)
    }
    case 'number':
      return numberRole(column, s, rowCount, unique, share) ?? as('feature', 'a quantity')
    case 'category':
      if (isEntityName(name)) return as('entity', 'names someone or something that many rows belong to')
      if (isCodeName(name) && s.distinct > 12) return as('id', 'a code by its name')
      if (unique && s.present > 12) return as('id', 'every value is different, so it names rows')
      if (s.distinct > 50 && share > MANY_TEXTS) {
        return as('ignored', `${s.distinct.toLocaleString('en-US')} different texts, few rows of each`)
      }
      return as('feature', s.distinct === 2 ? 'two values' : `${s.distinct} different values`)
    case 'text':
      if (unique && s.words < 3) return as('id', 'every value is different, so it names rows')
      if (isEntityName(name)) {
        return share > 0.9
          ? as('id', 'nearly every value is different, so it names rows')
          : as('entity', 'names someone or something that several rows belong to')
      }
      if (isCodeName(name) || (share > 0.9 && s.words < 3)) return as('id', 'a code rather than a quantity')
      return as(
        'ignored',
        s.words >= 3 ? 'free text' : `${s.distinct.toLocaleString('en-US')} different texts`,
      )
  }
}

function numberRole(
  column: Column,
  s: ColumnStatistics,
  rowCount: number,
  unique: boolean,
  share: number,
): RoleInference | null {
  const as = (role: ColumnRole, reason: string, strength = 0): RoleInference => ({ role, reason, strength })
  const { name } = column
  const rises = s.notFalling >= 0.999 && s.distinct > 1
  const money = amountNameStrength(name)
  const currency = /\bcurrency\b/u.test(column.format.label) ? 3 : 0

  if (isTimeName(name) && rises && s.present >= 10 && s.distinct > 2 && money < 2) {
    return as('time', 'rises with the row and is named like a time', 1 + s.notFalling)
  }
  if (isTimeName(name) && looksLikeEpoch(s)) return as('time', 'counts the time since 1970', 1 + s.notFalling)
  if (s.integers && currency === 0) {
    if (s.strictlyMonotone && s.present >= 10 && s.present === rowCount && money < 3) {
      return as('id', 'a counter that rises or falls with the row')
    }
    if (isEntityName(name)) {
      return unique && s.present >= 10
        ? as('id', 'every value is different, so it names rows')
        : as('entity', 'a code that many rows share')
    }
    if (isCodeName(name) && money < 3 && (s.distinct > 12 || share > 0.5)) {
      return unique
        ? as('id', 'a code by its name, different in every row')
        : as('id', 'a code by its name rather than a quantity')
    }
    if (unique && s.present >= 10 && sameLongWidth(s)) {
      return as('id', 'long numbers of equal length, different in every row')
    }
  }
  const strength = money + currency
  if (strength >= 2 && s.distinct > 2) {
    return as(
      'amount',
      currency > 0 ? 'written as money' : 'named like an amount of money',
      strength + s.present / rowCount,
    )
  }
  if (nameWords(name).length === 0 && s.strictlyMonotone && s.integers)
    return as('id', 'a counter without a name')
  return null
}

/** 2001 to 2065 in seconds, or in milliseconds. */
function looksLikeEpoch(s: ColumnStatistics): boolean {
  if (s.min === null || s.max === null || !s.integers) return false
  return (s.min >= 978e6 && s.max <= 3e9) || (s.min >= 978e9 && s.max <= 3e12)
}

/** Card, phone and account numbers: at least nine digits, all of the same number of digits. */
function sameLongWidth(s: ColumnStatistics): boolean {
  if (s.min === null || s.max === null || s.min < 1e8) return false
  return String(s.min).length === String(s.max).length
}
