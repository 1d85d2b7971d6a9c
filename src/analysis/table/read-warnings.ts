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
    const more = excel.sheets.length > 1 ? `, the first of ${excel.sheets.length} sheets` : ''
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
  for (const { column, unreadable } of columns) {
    if (column.format.ambiguity !== undefined) {
      warn(
        'ambiguous',
        `${column.name}: ${column.format.ambiguity}. Change the format if it is wrong.`,
        column.name,
      )
    }
    if (unreadable.count > 0) {
      const kind = column.type === 'number' ? 'a number' : 'a date'
      const first = unreadable.texts[0] ?? ''
      const cap =
        unreadable.count > LISTED_LIMIT
          ? ` The first ${LISTED_LIMIT.toLocaleString('en')} can be listed.`
          : ''
      warn(
        'unreadable-cells',
        `${column.name}: ${count(unreadable.count, 'cell')} could not be read as ${kind} (for example "${first.slice(0, 40)}") and count${unreadable.count === 1 ? 's' : ''} as missing.${cap}`,
        column.name,
      )
    }
    if (column.type === 'number' && /currency \S+ \S/.test(column.format.label)) {
      warn(
        'mixed-currencies',
        `${column.name} holds amounts in more than one currency; they are compared as plain numbers.`,
        column.name,
      )
    }
  }
  return warnings
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
