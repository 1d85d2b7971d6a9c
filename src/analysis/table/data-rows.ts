import type { ByteSource } from './byte-source.ts'
import { contentBlocks } from './bytes.ts'
import { isBlankRow } from './delimiter.ts'
import { filledWidth, isComment } from './dialect.ts'
import type { ResolvedDialect } from './dialect.ts'
import { BlockDecoder } from './encoding.ts'
import { RowSplitter } from './split-rows.ts'
import type { RowBatch } from './split-rows.ts'
import type { RowMark } from './row-marks.ts'

/** Content bytes per block: few enough that its rows die young in the collector (twice as fast as 512 KB), and far less than 20 ms of work. */
export const BLOCK_BYTES = 1 << 16

const FIRST_LINES = 10

/** Lines that did not become rows, counted by reason, with the first few line numbers. */
export interface Skipped {
  readonly reason: string
  count: number
  readonly firstLines: number[]
}

/** Counted while rows go by. */
export class RowCounts {
  rows = 0
  raggedShort = 0
  raggedLong = 0
  unclosedQuotes = 0
  malformedQuotes = 0
  readonly blank: Skipped = { reason: 'blank lines', count: 0, firstLines: [] }
  readonly comment: Skipped = { reason: 'comment lines', count: 0, firstLines: [] }
  readonly repeated: Skipped = { reason: 'repeats of the header', count: 0, firstLines: [] }

  get skipped(): readonly Skipped[] {
    return [this.blank, this.comment, this.repeated].filter((skipped) => skipped.count > 0)
  }
}

/** Data rows of one block of the file. */
export interface DataBatch {
  readonly rows: readonly (readonly string[])[]
  /** Line on which row i of the batch starts. */
  lineAt(i: number): number
  /** Whether the rows take consecutive lines, one each. */
  readonly consecutive: boolean
  /** Stored bytes taken so far. */
  readonly stored: number
  /** Where the next batch's first row starts; null where reading cannot begin. */
  readonly next: Omit<RowMark, 'row'> | null
}

/**
 * The data rows of a file under a resolved dialect, block by block: header, blank lines, comments
 * and repeats of the header left out and counted. Everything that reads a file reads it through
 * this, so that row numbers agree.
 *
 * @param from where to begin in a source that is not packed and has `openAt`; the rows are then those that a read
 *   from the beginning gives from there on
 */
export async function* dataRows(
  source: ByteSource,
  dialect: ResolvedDialect,
  counts: RowCounts,
  strict: boolean,
  blockBytes = BLOCK_BYTES,
  from: RowMark | null = null,
): AsyncGenerator<DataBatch> {
  const decoder = new BlockDecoder(dialect.encoding, strict, from?.position)
  const splitter = new RowSplitter(dialect, from?.line)
  const filter = new RowFilter(dialect, counts, from)
  let stored = 0
  const next = () => {
    const { pending } = splitter
    const position = pending === null ? null : decoder.positionBefore(pending.text)
    if (pending === null || position === null || position <= 0 || !filter.pastHeader) return null
    return { position, line: pending.line, header: filter.header }
  }
  for await (const block of contentBlocks(source, blockBytes, from?.position)) {
    stored = block.stored
    const rows = filter.take(splitter.push(decoder.decode(block.bytes, false)))
    yield { ...rows, stored, next: next() }
  }
  const last = filter.take(splitter.end(decoder.decode(new Uint8Array(0), true)))
  counts.unclosedQuotes = splitter.unclosedQuotes
  counts.malformedQuotes = splitter.malformedQuotes
  yield { ...last, stored, next: null }
}

class RowFilter {
  readonly #dialect: ResolvedDialect
  readonly #counts: RowCounts
  readonly #width: number
  #headerLeft: number
  #header: readonly string[] | null

  constructor(dialect: ResolvedDialect, counts: RowCounts, from: RowMark | null) {
    this.#dialect = dialect
    this.#counts = counts
    this.#headerLeft = from === null ? dialect.headerRows : 0
    this.#header = from?.header ?? null
    this.#width = dialect.names.length
  }

  get pastHeader(): boolean {
    return this.#headerLeft === 0
  }

  get header(): readonly string[] | null {
    return this.#header
  }

  take(batch: RowBatch): Omit<DataBatch, 'stored' | 'next'> {
    const { firstLine, lines } = batch
    const all = batch.rows
    let rows: string[][] = all
    let kept: number[] | null = lines
    for (let i = 0; i < all.length; i++) {
      const row = all[i]!
      const line = lines === null ? firstLine + i : (lines[i] ?? 0)
      if (this.#isData(row, line)) {
        if (rows === all) continue
        rows.push(row)
        kept?.push(line)
      } else if (rows === all) {
        // From the first row that is left out, the others are copied.
        rows = all.slice(0, i)
        kept = lines === null ? rows.map((_, k) => firstLine + k) : lines.slice(0, i)
      }
    }
    this.#counts.rows += rows.length
    const start = kept
    return {
      rows,
      lineAt: (i) => (start === null ? firstLine + i : (start[i] ?? 0)),
      consecutive: start === null,
    }
  }

  #isData(row: readonly string[], line: number): boolean {
    const counts = this.#counts
    const first = row[0] ?? ''
    if (first === '' || first.charCodeAt(0) <= 32) {
      if (isBlankRow(row)) return skip(counts.blank, line)
    } else if (
      first.charCodeAt(0) === 35 &&
      this.#headerLeft === 0 &&
      isComment(row, this.#width, this.#dialect.comments)
    ) {
      return skip(counts.comment, line)
    } else if (this.#dialect.comments && first.charCodeAt(0) === 35) {
      return skip(counts.comment, line)
    }
    if (this.#headerLeft > 0) {
      this.#headerLeft--
      this.#header ??= row
      return false
    }
    const header = this.#header
    if (header !== null && first === header[0] && header.length > 1 && sameRow(row, header)) {
      return skip(counts.repeated, line)
    }
    if (row.length !== this.#width) {
      if (row.length < this.#width) counts.raggedShort++
      else if (filledWidth(row) > this.#width) counts.raggedLong++
    }
    return true
  }
}

function skip(skipped: Skipped, line: number): false {
  skipped.count++
  if (skipped.firstLines.length < FIRST_LINES) skipped.firstLines.push(line)
  return false
}

function sameRow(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, c) => cell === b[c])
}
