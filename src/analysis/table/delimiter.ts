import type { Work } from '../work.ts'
import { isMissing } from './missing.ts'
import { scanDatetime } from './parse-datetime.ts'
import { scanNumber } from './parse-number.ts'
import { RowSplitter } from './split-rows.ts'

/** A way to cut the sample into cells, with how well the outcome looks like a table. */
export interface Candidate {
  readonly delimiter: string
  readonly quote: string
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly score: number
  /** Quotes that are not closed or not doubled. */
  readonly oddQuotes: number
  /** The number of cells that most rows have. */
  readonly width: number
}

const DELIMITERS = [',', ';', '\t', '|']
const SCORED_ROWS = 400
/** A wrong delimiter leaves a quote open in nearly every row; by then it has shown itself. */
const MOST_UNCLOSED = 3

/** Cuts a sample of text one way. `complete` says that the sample is the whole text. */
export function cutSample(
  text: string,
  delimiter: string,
  quote: string,
  newline: '\n' | '\r',
  complete: boolean,
): Candidate {
  const splitter = new RowSplitter({ delimiter, quote, newline, skipLines: 0, mostUnclosed: MOST_UNCLOSED })
  const batch = complete ? splitter.end(text) : splitter.push(text)
  const rows = batch.rows
  const lines = batch.lines ?? rows.map((_, i) => batch.firstLine + i)
  const full = rows.filter((row) => !isBlankRow(row) && !(row[0] ?? '').startsWith('#'))
  const scored = full.length > 0 ? full : rows.filter((row) => !isBlankRow(row))
  const oddQuotes = splitter.unclosedQuotes + splitter.malformedQuotes
  return {
    delimiter,
    quote,
    rows,
    lines,
    oddQuotes,
    ...scoreRows(scored, delimiter, quote, splitter.unclosedQuotes),
  }
}

/**
 * Chooses delimiter and quote: each pair cuts the sample, and the outcome is scored by how many
 * rows are cut at all, how regular the rows' lengths are, and how many cells look like values. A
 * blank is a delimiter only when nothing else is and the first cells of every row are typed.
 *
 * After G. van den Burg, A. Nazábal, C. Sutton: Wrangling messy CSV files by detecting row and type patterns (2019).
 */
export function* detectDelimiter(
  text: string,
  newline: '\n' | '\r',
  complete: boolean,
  fixed: { readonly delimiter?: string; readonly quote?: string },
): Work<Candidate> {
  const delimiters = fixed.delimiter === undefined ? DELIMITERS : [fixed.delimiter]
  let best: Candidate | null = null
  for (const delimiter of delimiters) {
    for (const quote of quotesToTry(text, delimiter, newline, fixed.quote)) {
      const candidate = cutSample(text, delimiter, quote, newline, complete)
      if (best === null || candidate.score > best.score + 1e-9) best = candidate
      yield
      if (candidate.oddQuotes === 0 || fixed.quote !== undefined) continue
      const literal = cutSample(text, delimiter, '', newline, complete)
      if (literal.score > best.score + 1e-9) best = literal
      yield
    }
  }
  if (best !== null && (best.score > 0 || fixed.delimiter !== undefined)) return best
  if (fixed.delimiter === undefined) {
    const blank = cutSample(text, ' ', fixed.quote ?? '"', newline, complete)
    if (blank.score > 0 && typedColumns(blank)) return blank
  }
  const quote = fixed.quote ?? '"'
  return cutSample(text, '', quote, newline, complete)
}

export function isBlankRow(row: readonly string[]): boolean {
  for (const cell of row) if (cell !== '' && cell.trim() !== '') return false
  return true
}

function quotesToTry(
  text: string,
  delimiter: string,
  newline: string,
  fixed: string | undefined,
): readonly string[] {
  if (fixed !== undefined) return [fixed]
  const double = openings(text, '"', delimiter, newline)
  const single = openings(text, "'", delimiter, newline)
  if (double === 0 && single > 0) return ['"', "'"]
  return ['"']
}

/** How many cells begin with the quote, as long as as many end with it. */
function openings(text: string, quote: string, delimiter: string, newline: string): number {
  let opened = 0
  let closed = 0
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const before = at === 0 ? newline : text.charAt(at - 1)
    const after = at === text.length - 1 ? newline : text.charAt(at + 1)
    if (before === delimiter || before === newline) opened++
    if (after === delimiter || after === newline || after === '\r') closed++
  }
  return quote === '"' ? opened : opened > 0 && closed >= opened * 0.9 ? Math.min(opened, closed) : 0
}

function scoreRows(
  rows: readonly (readonly string[])[],
  delimiter: string,
  quote: string,
  unclosed: number,
): { score: number; width: number } {
  const lengths = new Map<number, number>()
  let cut = 0
  for (const row of rows) {
    lengths.set(row.length, (lengths.get(row.length) ?? 0) + 1)
    if (row.length > 1) cut++
  }
  let width = 1
  let most = 0
  for (const [length, count] of lengths) {
    if (count > most || (count === most && length > width)) {
      width = length
      most = count
    }
  }
  if (rows.length === 0 || delimiter === '') return { score: 0, width }
  const share = cut / rows.length
  const regular = most / rows.length
  const enough = share >= 0.7 && (regular >= 0.55 || share >= 0.95)
  if (!enough || width < 2) return { score: 0, width }
  const score = share * (0.4 + 0.6 * regular) * plausibility(rows, delimiter, quote)
  return { score: unclosed > 0 ? score * 0.5 : score, width }
}

/** Mean plausibility of the cells: values 1, words less, cells that hold quotes or other delimiters little. */
function plausibility(rows: readonly (readonly string[])[], delimiter: string, quote: string): number {
  const others = DELIMITERS.filter((d) => d !== delimiter)
  let sum = 0
  let cells = 0
  const step = Math.max(1, Math.floor(rows.length / SCORED_ROWS))
  for (let r = 0; r < rows.length; r += step) {
    const row = rows[r] ?? []
    for (let c = 0; c < row.length && c < 100; c++) {
      sum += cellPlausibility(row[c] ?? '', others, quote)
      cells++
    }
  }
  return cells === 0 ? 0 : sum / cells
}

function cellPlausibility(cell: string, others: readonly string[], quote: string): number {
  if (isMissing(cell)) return 0.9
  if (scanNumber(cell) !== null || scanDatetime(cell) !== null) return 1
  const stray = (cell.startsWith('"') || cell.endsWith('"')) && quote !== '"'
  if (stray || cell.includes('\t')) return 0.1
  for (const other of others) {
    if (other !== ',' && cell.includes(other)) return 0.25
    if (other === ',' && /\S,\S/.test(cell)) return 0.3
  }
  return cell.length <= 40 ? 0.8 : 0.6
}

/** Whether the first cells of nearly every row are numbers or dates (at least two, or one where all rows are equally long). */
function typedColumns(candidate: Candidate): boolean {
  const rows = candidate.rows.filter((row) => !isBlankRow(row)).slice(1)
  if (rows.length < 2) return false
  let typed = 0
  for (let c = 0; c < Math.min(candidate.width, 6); c++) {
    const good = rows.filter((row) => scanNumber(row[c] ?? '') !== null || isDateOrTime(row[c] ?? '')).length
    if (good >= 0.9 * rows.length) typed++
  }
  const regular = rows.filter((row) => row.length === candidate.width).length / rows.length
  return typed >= 2 || (typed >= 1 && regular >= 0.9)
}

function isDateOrTime(cell: string): boolean {
  return scanDatetime(cell) !== null || /^\d{1,2}:\d{2}(?::\d{2})?$/.test(cell)
}
