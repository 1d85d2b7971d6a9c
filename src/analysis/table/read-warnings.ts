import { columnList } from '../column-list.ts'
import type { Encoding } from '../settings.ts'
import type { RowCounts } from './data-rows.ts'
import type { DialectNotes, ResolvedDialect } from './dialect.ts'
import type { FinishedColumn } from './finish-column.ts'
import { LISTED_LIMIT } from './finish-column.ts'
import type { ReadWarning } from './read-summary.ts'

export interface WarningFacts {
  readonly dialect: ResolvedDialect
  readonly notes: DialectNotes
  readonly encodingSure: boolean
  readonly counts: RowCounts
  readonly columns: readonly FinishedColumn[]
  readonly excel: { readonly sheet: string; readonly sheets: readonly string[] } | null
}

/** What a user should know about how a file was read: one sentence each, with what to do. */
export function readWarnings(facts: WarningFacts): ReadWarning[] {
  const { dialect, notes, counts, columns, excel } = facts
  const warnings: ReadWarning[] = []
  const warn = (code: string, message: string, column?: string) =>
    warnings.push(column === undefined ? { code, message } : { code, message, column })
  if (excel !== null) {
    const more = excel.sheets.length > 1 ? `, the first of ${excel.sheets.length} sheets,` : ''
    warn(
      'excel-sheet',
      `This is an Excel file; its sheet "${excel.sheet}"${more} was read. Save another sheet as CSV to open that one.`,
    )
  }
  if (!facts.encodingSure) {
    warn(
      'encoding-guessed',
      `The text is not valid UTF-8 and was read as ${encodingName(dialect.encoding)}. If letters look wrong, choose the encoding.`,
    )
  }
  if (dialect.skipLines > 0) {
    warn(
      'preamble-skipped',
      `${count(dialect.skipLines, 'line')} before the ${dialect.header ? 'header' : 'first row'} ${dialect.skipLines === 1 ? 'was' : 'were'} left out.`,
    )
  }
  if (dialect.headerRows > 1)
    warn('header-lines', `The first ${dialect.headerRows} lines of the table were read as its header.`)
  if (!dialect.header)
    warn(
      'no-header',
      'The first line looks like data, so the columns were named column_1, column_2 and so on.',
    )
  if (notes.renamed.length > 0) {
    warn(
      'duplicate-names',
      `Column names that occur more than once were made unique: ${listed(notes.renamed)}.`,
    )
  }
  if (dialect.header && notes.unnamed.length > 0) {
    warn(
      'unnamed-columns',
      `${count(notes.unnamed.length, 'column')} without a name ${notes.unnamed.length === 1 ? 'was' : 'were'} named ${listed(notes.unnamed.map((c) => dialect.names[c] ?? ''))}.`,
    )
  }
  if (notes.suspect !== '' && columns.length === 1) {
    warn(
      'one-column',
      `Only one column was found, but its cells contain ${markName(notes.suspect)}. If that separates the columns, choose it as the delimiter.`,
    )
  }
  if (counts.raggedShort > 0) {
    warn(
      'short-rows',
      `${count(counts.raggedShort, 'row')} ${counts.raggedShort === 1 ? 'has' : 'have'} fewer cells than the header; the cells that are not there count as missing.`,
    )
  }
  if (counts.raggedLong > 0) {
    warn(
      'long-rows',
      `${count(counts.raggedLong, 'row')} ${counts.raggedLong === 1 ? 'has' : 'have'} more cells than the header; they were kept in added columns. If a delimiter stands inside cells that are not quoted, the cells after it are shifted.`,
    )
  }
  if (counts.unclosedQuotes > 0) {
    warn(
      'unclosed-quotes',
      `${count(counts.unclosedQuotes, 'quoted cell')} ${counts.unclosedQuotes === 1 ? 'is' : 'are'} never closed; the quote was read as an ordinary character.`,
    )
  }
  if (counts.malformedQuotes > 0) {
    warn(
      'malformed-quotes',
      `${count(counts.malformedQuotes, 'quote')} inside quoted cells ${counts.malformedQuotes === 1 ? 'is' : 'are'} not doubled; the cell was read up to the next quote before a delimiter or line end, so look at cells that hold line breaks.`,
    )
  }
  warnings.push(...columnWarnings(columns))
  return warnings
}

/** What is to be said of columns; what holds for many of them is said once. */
function columnWarnings(columns: readonly FinishedColumn[]): ReadWarning[] {
  const ambiguous = grouped(
    columns.filter(({ column }) => column.format.ambiguity !== undefined),
    // What comes before the verb is the example, which differs from column to column.
    ({ column }) => /was read .*$/.exec(column.format.ambiguity ?? '')?.[0] ?? column.name,
  )
  const unreadable = grouped(
    columns.filter((finished) => finished.unreadable.count > 0),
    ({ column }) => column.type,
  )
  const mixed = grouped(
    columns.filter(({ column }) => column.type === 'number' && /currency \S+ \S/.test(column.format.label)),
    () => '',
  )
  return [
    ...ambiguous.map((group) =>
      about(group, 'ambiguous', (names, { column }) => {
        return `${names}: ${column.format.ambiguity ?? ''}. Change the format if it is wrong.`
      }),
    ),
    ...unreadable.map((group) => about(group, 'unreadable-cells', unreadableCells(group))),
    ...mixed.map((group) =>
      about(group, 'mixed-currencies', (names) => {
        const verb = group.length === 1 ? 'holds' : 'hold'
        return `${names} ${verb} amounts in more than one currency; they are compared as plain numbers.`
      }),
    ),
  ]
}

function unreadableCells(group: readonly FinishedColumn[]) {
  return (names: string, { column, unreadable }: FinishedColumn): string => {
    const kind = column.type === 'number' ? 'a number' : 'a date'
    const total = group.reduce((sum, finished) => sum + finished.unreadable.count, 0)
    const first = (unreadable.texts[0] ?? '').slice(0, 40)
    const cap = group.some((finished) => finished.unreadable.count > LISTED_LIMIT)
      ? ` The first ${LISTED_LIMIT.toLocaleString('en')}${group.length === 1 ? '' : ' of each column'} can be listed.`
      : ''
    return `${names}: ${count(total, 'cell')} could not be read as ${kind} (for example "${first}") and count${total === 1 ? 's' : ''} as missing.${cap}`
  }
}

/** One sentence about a group of columns; its example is that of the first. */
function about(
  group: readonly FinishedColumn[],
  code: string,
  say: (names: string, first: FinishedColumn) => string,
): ReadWarning {
  const first = group[0]!
  const message = say(columnList(group.map(({ column }) => column.name)), first)
  return group.length === 1 ? { code, message, column: first.column.name } : { code, message }
}

function grouped(
  columns: readonly FinishedColumn[],
  key: (finished: FinishedColumn) => string,
): FinishedColumn[][] {
  const groups = new Map<string, FinishedColumn[]>()
  for (const finished of columns) {
    const group = groups.get(key(finished))
    if (group === undefined) groups.set(key(finished), [finished])
    else group.push(finished)
  }
  return [...groups.values()]
}

/** A delimiter or quote in words. */
export function markName(mark: string): string {
  const names: Readonly<Record<string, string>> = {
    '\t': 'tabs',
    ' ': 'blanks',
    ',': 'commas',
    ';': 'semicolons',
    '|': 'vertical bars',
    ':': 'colons',
  }
  return names[mark] ?? `"${mark}"`
}

function encodingName(encoding: Encoding): string {
  return {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16 (big endian)',
    'windows-1252': 'Windows-1252 (Western European)',
  }[encoding]
}

function count(n: number, thing: string): string {
  return `${n.toLocaleString('en')} ${thing}${n === 1 ? '' : 's'}`
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}
