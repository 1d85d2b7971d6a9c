import Papa from 'papaparse'
import type { Parser } from 'papaparse'

/** How text is cut into rows of cells; everything that Papa Parse needs to know. */
export interface SplitOptions {
  readonly delimiter: string
  /** A quote character, or the empty string for none. */
  readonly quote: string
  readonly newline: '\n' | '\r'
  /** Physical lines to leave out at the beginning. */
  readonly skipLines: number
  /** After so many quotes that are never closed, quotes are ordinary characters. Each of them costs a look at all that follows. */
  readonly mostUnclosed?: number
}

/** Rows of one piece of text. */
export interface RowBatch {
  readonly rows: string[][]
  /** Line (from 1) on which each row starts, or only the first one's when every row is one line. */
  readonly firstLine: number
  /** Null when every row of the batch takes exactly one line. */
  readonly lines: number[] | null
}

/** A delimiter that occurs in no text: a file of one column. */
export const NO_DELIMITER = '\u001f'

// A quoted cell longer than this was never closed: its quote is then an ordinary character.
const LONGEST_ROW = 1 << 22

/**
 * Cuts streamed text into rows with Papa Parse. Feed pieces with `push`, end with `end`; a row cut
 * in two by a piece's end is carried over. A quote that is never closed is taken literally and counted.
 */
export class RowSplitter {
  readonly #quoted: Parser
  readonly #plain: Parser
  readonly #options: SplitOptions
  #carry = ''
  #line: number
  #toSkip: number
  #unclosed = 0
  #malformed = 0

  /** `line`: the number of the first line, when the text begins at a row's start within the file. */
  constructor(options: SplitOptions, line: number | null = null) {
    this.#options = options
    this.#toSkip = line === null ? options.skipLines : 0
    this.#line = line ?? 1
    const base = {
      delimiter: options.delimiter === '' ? NO_DELIMITER : options.delimiter,
      newline: options.newline,
      quoteChar: options.quote === '' ? '"' : options.quote,
    }
    this.#plain = new Papa.Parser({ ...base, fastMode: true })
    this.#quoted = options.quote === '' ? this.#plain : new Papa.Parser(base)
  }

  /** Text of a row that is not complete yet, and the line on which it starts; null while lines are left out. */
  get pending(): { readonly text: string; readonly line: number } | null {
    return this.#toSkip > 0 ? null : { text: this.#carry, line: this.#line }
  }

  /** Quotes that were opened and never closed. */
  get unclosedQuotes(): number {
    return this.#unclosed
  }

  /** Quoted cells in which a quote stands that is neither doubled nor at the end. */
  get malformedQuotes(): number {
    return this.#malformed
  }

  push(text: string): RowBatch {
    return this.#take(text, false)
  }

  end(text: string): RowBatch {
    return this.#take(text, true)
  }

  #take(piece: string, last: boolean): RowBatch {
    let text = this.#carry === '' ? piece : this.#carry + piece
    this.#carry = ''
    text = this.#skip(text, last)
    const firstLine = this.#line
    const { newline, quote } = this.#options
    const returns = newline === '\n' && text.includes('\r')
    let batch: RowBatch
    if (quote === '' || !text.includes(quote)) batch = this.#plainRows(text, last, firstLine)
    else batch = this.#quotedRows(text, last, firstLine)
    if (returns) stripCarriageReturns(batch.rows)
    return batch
  }

  /** Text without quotes: every row is one line. */
  #plainRows(text: string, last: boolean, firstLine: number): RowBatch {
    if (text === '') return { rows: [], firstLine, lines: null }
    const { data, meta } = this.#plain.parse(text, 0, true)
    const rest = meta.cursor === 0 ? text : text.slice(meta.cursor)
    if (!last) this.#carry = rest
    else if (rest !== '') data.push(...this.#plain.parse(rest, 0, false).data)
    this.#line += data.length
    return { rows: data, firstLine, lines: null }
  }

  #quotedRows(piece: string, last: boolean, firstLine: number): RowBatch {
    let text = piece
    const rows: string[][] = []
    const starts: number[] = []
    let simple = true
    while (text !== '') {
      const { data, errors, meta } = this.#quoted.parse(text, 0, true)
      this.#malformed += errors.filter((error) => (error.row ?? 0) < data.length).length
      simple = this.#append(data, text, meta.cursor, rows, starts) && simple
      text = meta.cursor === 0 ? text : text.slice(meta.cursor)
      if (text === '') break
      if (!last && text.length < LONGEST_ROW) {
        this.#carry = text
        break
      }
      if (last) {
        const rest = this.#quoted.parse(text, 0, false)
        if (!rest.errors.some((error) => error.code === 'MissingQuotes')) {
          this.#malformed += rest.errors.length
          simple = this.#append(rest.data, text, text.length, rows, starts) && simple
          break
        }
      }
      text = this.#literalLine(text, rows, starts)
      if (last && this.#unclosed >= (this.#options.mostUnclosed ?? Infinity)) {
        simple =
          this.#append(this.#plain.parse(text, 0, false).data, text, text.length, rows, starts) && simple
        break
      }
    }
    return { rows, firstLine, lines: simple ? null : starts }
  }

  /** Takes one line with its quotes as ordinary characters and returns what follows it. */
  #literalLine(text: string, rows: string[][], starts: number[]): string {
    const end = text.indexOf(this.#options.newline)
    const line = end < 0 ? text : text.slice(0, end)
    this.#unclosed++
    this.#append(this.#plain.parse(line, 0, false).data, line, line.length, rows, starts)
    return end < 0 ? '' : text.slice(end + 1)
  }

  /** Adds rows with their lines; false when a row spans lines. */
  #append(data: string[][], text: string, end: number, rows: string[][], starts: number[]): boolean {
    const { newline } = this.#options
    let breaks = 0
    for (let at = text.indexOf(newline); at >= 0 && at < end; at = text.indexOf(newline, at + 1)) breaks++
    // A last line without a line break counts as one.
    const lines = end > 0 && text.charAt(end - 1) !== newline ? breaks + 1 : breaks
    const simple = lines === data.length
    let line = this.#line
    for (const row of data) {
      rows.push(row)
      starts.push(line)
      line++
      if (!simple) for (const cell of row) line += occurrences(cell, newline)
    }
    this.#line = simple ? this.#line + lines : line
    return simple
  }

  #skip(text: string, last: boolean): string {
    let rest = text
    while (this.#toSkip > 0 && rest !== '') {
      const end = rest.indexOf(this.#options.newline)
      if (end < 0) {
        if (!last) this.#carry = rest
        return ''
      }
      rest = rest.slice(end + 1)
      this.#toSkip--
      this.#line++
    }
    return rest
  }
}

// Split at LF alone, so that LF and CRLF may be mixed; the CR stays at the end of the last cell.
function stripCarriageReturns(rows: readonly string[][]): void {
  for (const row of rows) {
    const at = row.length - 1
    const cell = row[at]
    if (cell !== undefined && cell.length > 0 && cell.charCodeAt(cell.length - 1) === 13)
      row[at] = cell.slice(0, -1)
  }
}

export function occurrences(text: string, what: string): number {
  let count = 0
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) count++
  return count
}
