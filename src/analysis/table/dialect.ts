import type { DialectChoice, Encoding } from '../settings.ts'
import type { Work } from '../work.ts'
import { detectDelimiter, isBlankRow } from './delimiter.ts'
import type { Candidate } from './delimiter.ts'
import { continuesHeader, joinHeader, looksLikeHeader, uniqueNames } from './header.ts'

/** Everything that decides which cells a file has: with it the same rows come out again. */
export interface ResolvedDialect extends Required<DialectChoice> {
  readonly newline: '\n' | '\r'
  /** Records (not lines) after the skipped lines that are titles. */
  readonly headerRows: number
  /** Whether lines that begin with # are comments. */
  readonly comments: boolean
  /** Names of the header; the file may have more columns. */
  readonly names: readonly string[]
}

export interface DialectNotes {
  readonly renamed: readonly string[]
  readonly unnamed: readonly number[]
  /** What a wrong delimiter would look like: cells of the one column that hold this character. */
  readonly suspect: string
}

/** The line break of a text: CR only where there is no LF at all. */
export function detectNewline(text: string): '\n' | '\r' {
  return !text.includes('\n') && text.includes('\r') ? '\r' : '\n'
}

/**
 * Works out how a file is cut, from a sample of its beginning. What the user chose is kept.
 *
 * @param sample decoded text; `complete` when it is the whole file. Cost: a few parses of the sample, in slices.
 */
export function* detectDialect(
  sample: string,
  complete: boolean,
  encoding: Encoding,
  choice: DialectChoice,
): Work<{ dialect: ResolvedDialect; notes: DialectNotes }> {
  const newline = detectNewline(sample)
  const skipped = choice.skipLines === undefined ? sample : afterLines(sample, newline, choice.skipLines)
  const cut = yield* detectDelimiter(skipped, newline, complete, {
    ...(choice.delimiter === undefined ? {} : { delimiter: choice.delimiter }),
    ...(choice.quote === undefined ? {} : { quote: choice.quote }),
  })
  yield
  const comments = hasComments(cut)
  const rows = cut.rows
  const start = choice.skipLines === undefined ? tableStart(cut, comments) : 0
  const line = start < rows.length ? (cut.lines[start] ?? 1) : 1
  const body = { from: start, rows: dataRows(rows, start, comments) }
  yield
  const first = body.rows[0] ?? []
  const header = choice.header ?? (body.rows.length > 0 && looksLikeHeader(first, body.rows.slice(1)))
  yield
  const titles = header ? headerLines(body.rows) : []
  const raw = titles.length > 0 ? joinHeader(titles) : []
  const width = header ? raw.length : widthWithoutHeader(body.rows)
  const { names, renamed, unnamed } = uniqueNames(
    header ? raw : Array.from({ length: width }, (_, c) => `column_${c + 1}`),
  )
  return {
    dialect: {
      encoding,
      delimiter: cut.delimiter,
      quote: cut.quote,
      header,
      skipLines: choice.skipLines ?? Math.max(0, line - 1),
      newline,
      headerRows: titles.length,
      comments,
      names,
    },
    notes: { renamed, unnamed, suspect: names.length === 1 ? suspectDelimiter(body.rows) : '' },
  }
}

/** The number of cells up to the last that holds something; all of them when none does. */
export function filledWidth(row: readonly string[]): number {
  let width = row.length
  while (width > 1 && (row[width - 1] ?? '') === '') width--
  return width
}

/** All cells that hold something in any row, or the length that most rows have. */
function widthWithoutHeader(rows: Candidate['rows']): number {
  const lengths = new Map<number, number>()
  let width = 1
  for (const row of rows.slice(0, 1000)) {
    width = Math.max(width, filledWidth(row))
    lengths.set(row.length, (lengths.get(row.length) ?? 0) + 1)
  }
  for (const [length, count] of lengths)
    if (count * 2 > Math.min(rows.length, 1000)) width = Math.max(width, length)
  return width
}

export function isComment(row: readonly string[], width: number, comments: boolean): boolean {
  const first = row[0]
  if (first === undefined || first.charCodeAt(0) !== 35) return false
  return comments || (row.length === 1 && width > 1)
}

function afterLines(text: string, newline: string, lines: number): string {
  let at = 0
  for (let i = 0; i < lines; i++) {
    const end = text.indexOf(newline, at)
    if (end < 0) return ''
    at = end + 1
  }
  return text.slice(at)
}

/** Lines with # are comments when most of them are no rows of the table: another number of cells, or a blank after the #. */
function hasComments(cut: Candidate): boolean {
  const marked = cut.rows.filter((row) => (row[0] ?? '').startsWith('#'))
  const filled = cut.rows.filter((row) => !isBlankRow(row)).length
  if (marked.length === 0 || marked.length * 2 > filled + 4) return false
  const odd = marked.filter((row) => row.length !== cut.width || /^#(?:\s|#|$)/.test(row[0] ?? ''))
  if (marked.length === 1 && marked[0]?.length === cut.width && cut.width > 1) return false
  return odd.length * 2 > marked.length
}

function dataRows(rows: Candidate['rows'], start: number, comments: boolean): Candidate['rows'] {
  return rows.slice(start).filter((row) => !isBlankRow(row) && !(comments && (row[0] ?? '').startsWith('#')))
}

const PREAMBLE_LIMIT = 100

/** The index of the row at which the table begins, after blank lines, comments and a preamble. */
function tableStart(cut: Candidate, comments: boolean): number {
  const { rows, width } = cut
  const passable = (row: readonly string[]) => isBlankRow(row) || (comments && (row[0] ?? '').startsWith('#'))
  let start = 0
  for (;;) {
    while (start < rows.length && passable(rows[start] ?? [])) start++
    const row = rows[start]
    if (row === undefined || start > PREAMBLE_LIMIT) return Math.min(start, rows.length)
    let next = start + 1
    while (next < rows.length && passable(rows[next] ?? [])) next++
    if (width < 2 || next >= rows.length || !isPreamble(row, rows, next, width, passable)) return start
    start = next
  }
}

function isPreamble(
  row: readonly string[],
  rows: Candidate['rows'],
  next: number,
  width: number,
  passable: (row: readonly string[]) => boolean,
): boolean {
  const rest = rows.slice(next, next + 300).filter((r) => !passable(r))
  if (row.length === 1) return rest.some((r) => r.length >= 2)
  const filled = row.filter((cell) => cell.trim() !== '').length
  // Padded with delimiters: a title above a row that is itself a header, perhaps after more such titles.
  const found = rest.findIndex((r) => r.filter((cell) => cell.trim() !== '').length >= 2)
  const header = rest[found]
  if (header === undefined) return false
  const after = rest.slice(found + 1)
  if (filled <= 1 && width >= 3 && found <= 20) {
    const cells = header.filter((cell) => cell.trim() !== '')
    return cells.length >= Math.max(2, 0.4 * width) && after.length > 0 && looksLikeHeader(header, after)
  }
  if (row.length !== width && found === 0 && header.length === width && after.length >= 3) {
    const regular = after.filter((r) => r.length === width).length
    return regular >= 0.95 * after.length && looksLikeHeader(header, after)
  }
  return false
}

const HEADER_LIMIT = 8

/** The first rows that are titles: the header, repeats of it, and further lines of it. */
function headerLines(rows: Candidate['rows']): Candidate['rows'] {
  const first = rows[0] ?? []
  let count = 1
  while (count < rows.length - 1 && count < HEADER_LIMIT) {
    const row = rows[count] ?? []
    const repeat =
      first.length > 1 && row.length === first.length && row.every((cell, c) => cell === first[c])
    if (!repeat && !continuesHeader(rows[count - 1] ?? [], row)) break
    count++
  }
  return rows.slice(0, count)
}

/** A character that stands equally often in nearly every cell of a single column: perhaps its delimiter. */
function suspectDelimiter(rows: Candidate['rows']): string {
  const cells = rows.slice(0, 200).map((row) => row[0] ?? '')
  for (const mark of [';', '\t', '|', ',', ':', '^', '~', ' ']) {
    const having = cells.filter((cell) => cell.includes(mark)).length
    if (cells.length >= 2 && having >= (mark === ' ' || mark === ':' ? 0.98 : 0.5) * cells.length) return mark
  }
  return ''
}
