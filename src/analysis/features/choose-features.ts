import { columnList } from '../column-list.ts'
import { FlagstoneError, UsageError } from '../errors.ts'
import { didYouMean } from '../nearest-name.ts'
import type { ColumnStatistics } from '../profile/summarise.ts'
import type { Column, Table } from '../table/table.ts'
import type { RoleInference } from './infer-roles.ts'

/** Whether and why a table column is in the feature matrix: shown beside every result. */
export interface FeatureChoice {
  readonly column: number
  readonly name: string
  readonly used: boolean
  /** For people, e.g. `left out: every value is different, so it names rows rather than describing them`. */
  readonly reason: string
  /** Cells that were filled with the median (numbers) or counted as their own level (categories). */
  readonly imputed: number
  /** E.g. `as it is`, `frequency of each value`, `one column per value (4)`, `hour of day and weekday, cyclic`. */
  readonly encoding: string
}

/** Categories with at most this many values get one matrix column per value, others their frequency. */
export const ONE_HOT_LEVELS = 8
/** A value that at least this share of rows has is not rare. */
const COMMON_SHARE = 0.05
/** A value, or a part of the range, is not rare when it has this much of an even share. */
const EVEN_SHARE = 0.4
/** Numbers with more values than this are looked at by parts of their range. */
const BALANCED_LEVELS = 60
/** In fewer rows a value is not common, whatever its share. */
const MIN_COMMON_ROWS = 5
const EVEN_BINS = 20
const THE_LABEL = 'the label, which is for checking the result and not for finding it'
const MIN_ROWS_TO_CALL_EVEN = 400
/** Reasons that the error about a file without a usable column tells, each with up to three columns. */
const MOST_REASONS = 3

/**
 * Decides which columns describe rows well enough to compare them by.
 *
 * By default these are the amounts and the other quantities, and categories that have rare values. Ids,
 * entities, labels and times stay out, and so does a column whose every value is common: it can tell no
 * rare row apart, but it takes a forest's attention from the columns that can (measured: weekday and
 * account type beside an amount cost more than half of the average precision).
 *
 * @param table the parsed table
 * @param statistics one per column
 * @param roles one per column
 * @param explicit names of the columns to use whatever their role, but for a label; absent: by role and content
 * @returns one choice per table column, in order, with `imputed` still 0
 * @throws UsageError `unknown-feature` for a name that no column has, `label-among-features` for the label;
 *   FlagstoneError `no-features` when no
 *   column can be used
 */
export function chooseFeatures(
  table: Table,
  statistics: readonly ColumnStatistics[],
  roles: readonly RoleInference[],
  explicit?: readonly string[],
): FeatureChoice[] {
  if (explicit !== undefined) return chooseByName(table, statistics, roles, explicit)

  const verdicts = table.columns.map((column, i) =>
    verdictOf(column, statistics[i]!, roles[i]!, table.rowCount),
  )
  // Rather common values than no answer: a file of nothing but balanced columns is still ranked.
  const onlyCommon = !verdicts.some((verdict) => verdict.used)
  const choices = table.columns.map((column, i) => {
    const verdict = verdicts[i]!
    const used = verdict.used || (onlyCommon && verdict.balanced)
    const reason = used && verdict.balanced ? 'used because no column has rare values' : verdict.reason
    return choice(column, statistics[i]!, used, reason)
  })
  if (!choices.some((c) => c.used)) throw noFeatures(choices)
  return choices
}

interface Verdict {
  readonly used: boolean
  readonly balanced: boolean
  readonly reason: string
}

function verdictOf(column: Column, s: ColumnStatistics, role: RoleInference, rowCount: number): Verdict {
  const out = (why: string): Verdict => ({ used: false, balanced: false, reason: `left out: ${why}` })
  if (s.present === 0) return out('no cell holds a value')
  if (s.distinct < 2 && s.present === rowCount) return out('every row has the same value')
  switch (role.role) {
    case 'id':
      return out(`an id (${role.reason})`)
    case 'label':
      return out(THE_LABEL)
    case 'entity':
      return out(`says who, not how unusual (${role.reason})`)
    case 'time':
      return out(`says when, not how unusual (${role.reason})`)
    case 'ignored':
      return out(role.reason)
    case 'amount':
      return { used: true, balanced: false, reason: 'used: the amount' }
    case 'feature':
      break
  }
  if (column.type === 'text') return out('text; choose it to use how often each text occurs')
  if (column.type === 'datetime') return out('says when, not how unusual')
  const even = evenness(column, s)
  if (even !== null) return { used: false, balanced: true, reason: `left out: ${even}` }
  return {
    used: true,
    balanced: false,
    reason: column.type === 'category' ? 'used: has rare values' : 'used: a quantity',
  }
}

/**
 * Says that no value of a column is rare: each of its few values is common, or its many values are spread
 * evenly over their range.
 *
 * @returns why, for people; null when some values are rare
 *
 * Cost: linear for number columns.
 */
function evenness(column: Column, s: ColumnStatistics): string | null {
  if (column.type === 'category') {
    if (s.levelCounts === null || s.distinct > BALANCED_LEVELS) return null
    return commonValues(
      s.levelCounts.filter((count) => count > 0),
      s.present,
    )
  }
  if (column.type !== 'number' || s.min === null || s.max === null) return null
  const { values } = column
  if (s.integers && s.distinct <= BALANCED_LEVELS) {
    const counts = new Map<number, number>()
    for (const value of values) {
      if (value - value === 0) counts.set(value, (counts.get(value) ?? 0) + 1)
      else if (value === value) return null // ±∞ is rare and worth seeing
    }
    return commonValues([...counts.values()], s.present)
  }
  if (s.present < MIN_ROWS_TO_CALL_EVEN || !(s.max - s.min < Infinity)) return null
  const bins = new Uint32Array(EVEN_BINS)
  const perUnit = EVEN_BINS / (s.max - s.min)
  for (const value of values) {
    if (value - value === 0) bins[Math.min(EVEN_BINS - 1, Math.floor((value - s.min) * perUnit))]!++
    else if (value === value) return null
  }
  for (const count of bins) if (count < EVEN_SHARE * (s.present / EVEN_BINS)) return null
  return 'its values are spread evenly over their range, so none is unusual'
}

function commonValues(counts: ArrayLike<number>, present: number): string | null {
  let rarest = present
  for (let i = 0; i < counts.length; i++) rarest = Math.min(rarest, counts[i]!)
  const share = rarest / present
  if (rarest < MIN_COMMON_ROWS || share < Math.min(COMMON_SHARE, EVEN_SHARE / counts.length)) return null
  if (counts.length === 1) return 'every row has the same value or none'
  return `each of its ${counts.length} values is common (the rarest has ${percent(share)} of rows), so none is unusual`
}

function chooseByName(
  table: Table,
  statistics: readonly ColumnStatistics[],
  roles: readonly RoleInference[],
  names: readonly string[],
): FeatureChoice[] {
  const wanted = new Set(names)
  const known = new Set(table.columns.map((column) => column.name))
  const unknown = [...wanted].filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new UsageError(
      'unknown-feature',
      `There is no column ${unknown.map(quoted).join(', ')}.${didYouMean(unknown[0]!, [...known])} The columns are ${[...known].map(quoted).join(', ')}.`,
      { unknown: unknown.join(', ') },
    )
  }
  const labels = table.columns.filter(({ name }, i) => wanted.has(name) && roles[i]!.role === 'label')
  if (labels.length > 0) throw labelAmongFeatures(labels.map(({ name }) => name))
  const choices = table.columns.map((column, i) => {
    const s = statistics[i]!
    if (roles[i]!.role === 'label') return choice(column, s, false, `left out: ${THE_LABEL}`)
    if (!wanted.has(column.name)) return choice(column, s, false, 'left out: not among the chosen columns')
    if (s.present === 0) return choice(column, s, false, 'left out: chosen, but no cell holds a value')
    return choice(column, s, true, 'used: chosen by you')
  })
  if (!choices.some((c) => c.used)) throw noFeatures(choices)
  return choices
}

function labelAmongFeatures(names: readonly string[]): UsageError {
  const [verb, they] = names.length === 1 ? ['is', 'it'] : ['are', 'they']
  return new UsageError(
    'label-among-features',
    `${names.map(quoted).join(', ')} ${verb} the label, so ${they} cannot be a feature as well: what is found with the answer says nothing about finding it. Take ${names.length === 1 ? 'it' : 'them'} out of the features, or give ${names.length === 1 ? 'it' : 'them'} another role.`,
    { columns: names.join(', ') },
  )
}

function choice(column: Column, s: ColumnStatistics, used: boolean, reason: string): FeatureChoice {
  return {
    column: column.index,
    name: column.name,
    used,
    reason,
    imputed: 0,
    encoding: used ? encodingOf(column, s) : '',
  }
}

function encodingOf(column: Column, s: ColumnStatistics): string {
  switch (column.type) {
    case 'number':
      return 'as it is'
    case 'datetime':
      return 'hour of day and weekday, cyclic'
    case 'text':
      return 'frequency of each value'
    case 'category':
      if (s.distinct > ONE_HOT_LEVELS) return 'frequency of each value'
      return s.distinct <= 2 ? 'one column for its two values' : `one column per value (${s.distinct})`
  }
}

/** Columns that are left out for the same reason share a sentence; some six are named. */
function noFeatures(choices: readonly FeatureChoice[]): FlagstoneError {
  const byReason = new Map<string, string[]>()
  for (const { name, reason } of choices) byReason.set(reason, [...(byReason.get(reason) ?? []), name])
  const sentences: string[] = []
  let told = 0
  for (const [reason, names] of byReason) {
    if (sentences.length === MOST_REASONS) break
    sentences.push(`${columnList(names)} ${names.length === 1 ? 'was' : 'were'} ${reason}.`)
    told += names.length
  }
  const untold = choices.length - told
  if (untold > 0) {
    sentences.push(
      `${untold} more ${untold === 1 ? 'column was' : 'columns were'} left out for other reasons.`,
    )
  }
  return new FlagstoneError(
    'no-features',
    `No column can be used to compare the rows. ${sentences.join(' ')} Choose the columns to use, or give a column another type or role. If the columns look wrong, check the delimiter.`,
    { columns: choices.length },
  )
}

const quoted = (name: string): string => `“${name}”`

/** `12 %`, `0.3 %`: two significant figures below ten. */
function percent(share: number): string {
  const value = share * 100
  return `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} %`
}
