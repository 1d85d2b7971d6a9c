import { UnreadableInputError } from '../errors.ts'
import type { DialectChoice, Encoding } from '../settings.ts'
import type { Work } from '../work.ts'
import type { ByteSource } from './byte-source.ts'
import { contentHead, storedHead } from './bytes.ts'
import { detectDialect, detectNewline } from './dialect.ts'
import type { DialectNotes, ResolvedDialect } from './dialect.ts'
import { BlockDecoder, NotUtf8, guessEncoding } from './encoding.ts'
import { estimateMemory, rowsThatFit } from './estimate-memory.ts'
import { firstSheet } from './excel.ts'
import type { SheetSource } from './excel.ts'
import { fileKind, requireText } from './file-kind.ts'
import type { ReadOptions } from './read-options.ts'
import { ReadPass } from './read-pass.ts'
import type { ReadSummary } from './read-summary.ts'
import { readWarnings } from './read-warnings.ts'
import { selectionSample } from './sample-rows.ts'
import { occurrences } from './split-rows.ts'
import { countRows } from './stream-rows.ts'
import type { ReadHooks, ReadPlan } from './stream-rows.ts'
import type { Table } from './table.ts'
import { typedColumns } from './typed-columns.ts'

export interface UnreadableText {
  readonly row: number
  readonly column: number
  readonly text: string
}

export interface ReadResult {
  readonly table: Table
  readonly summary: ReadSummary
  /** All fields resolved: as a choice, it reads the file the same way again. */
  readonly dialect: Required<DialectChoice>
  /** For `streamRows`, with `source`. */
  readonly plan: ReadPlan
  /** What was really read: the given source, or the first sheet of an Excel file as CSV. */
  readonly source: ByteSource
  /** Per column: the first cell that is not missing, as written. */
  readonly examples: readonly string[]
  /** Per column: the type and format that reads it the same way again. */
  readonly typeChoices: readonly { readonly type: string; readonly format: string }[]
  /** The line (from 1) of the file on which a row (from 0) starts. */
  lineOf(row: number): number
  /** Cells that could not be read as their column's type, in row order; at most the first 100,000 of a column. */
  unreadableCells(column: number, offset: number, limit: number): readonly UnreadableText[]
}

const HEAD_BYTES = 1 << 18

/**
 * Reads a file as a table of typed columns: works out encoding, dialect and types, and says what
 * it did and what did not fit. The result does not depend on how the source cuts its chunks.
 *
 * @throws UnreadableInputError when the file is empty, not text, damaged or too large; CancelledError from the checkpoint.
 * Cost: one pass over the file; a second one for columns whose first rows misled, and for samples. Memory: some 2 to 3 times the content.
 */
export async function readTable(
  given: ByteSource,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<ReadResult> {
  const stored = await storedHead(given, 8192)
  if (stored.length === 0) throw emptyFile(given.name)
  const kind = fileKind(stored, given.name)
  let excel: SheetSource | null = null
  if (kind === 'xlsx') {
    refuseTooLarge(given, true, options, 100)
    excel = await firstSheet(given)
  }
  const source = excel?.source ?? given
  const { head, whole } = await contentHead(source, HEAD_BYTES)
  if (head.length === 0) throw emptyFile(given.name)
  const guess = guessEncoding(head, whole)
  requireText(head, given.name, (options.dialect?.encoding ?? guess.encoding).startsWith('utf-16'))
  let encoding: Encoding = options.dialect?.encoding ?? guess.encoding
  let sure = options.dialect?.encoding !== undefined || guess.sure
  for (;;) {
    const sample = new BlockDecoder(encoding, false).decode(head, whole)
    if (sample.trim() === '') throw emptyFile(given.name)
    const bytesPerRow = head.length / Math.max(1, occurrences(sample, detectNewline(sample)))
    if (kind !== 'xlsx' && options.sampleRows === undefined) {
      refuseTooLarge(given, kind === 'gzip', options, bytesPerRow)
    }
    const expected = Math.min(Math.ceil((source.size / bytesPerRow) * 1.05), 1e8)
    await hooks.checkpoint()
    const { dialect, notes } = await inSlices(
      detectDialect(sample, whole, encoding, options.dialect ?? {}),
      hooks,
    )
    try {
      return await readWith(
        source,
        dialect,
        notes,
        sure,
        kind === 'gzip',
        kind === 'gzip' ? 0 : expected,
        excel,
        options,
        hooks,
      )
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error
      encoding = 'windows-1252'
      sure = false
    }
  }
}

async function inSlices<T>(work: Work<T>, hooks: ReadHooks): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    await hooks.checkpoint()
  }
}

async function readWith(
  source: ByteSource,
  dialect: ResolvedDialect,
  notes: DialectNotes,
  encodingSure: boolean,
  packed: boolean,
  expectedRows: number,
  excel: SheetSource | null,
  options: ReadOptions,
  hooks: ReadHooks,
): Promise<ReadResult> {
  const strict = options.dialect?.encoding === undefined
  let sampled: Uint32Array | null = null
  let total = 0
  if (options.sampleRows !== undefined) {
    if (options.rng === undefined) throw new Error('sampleRows needs an rng')
    total = await countRows(source, dialect, hooks, strict)
    if (total > options.sampleRows) sampled = selectionSample(total, options.sampleRows, options.rng)
  }
  const pass = new ReadPass({ source, dialect, sampled, strict, options, hooks, expectedRows })
  await pass.run(null)
  const columns = await typedColumns(pass, options.columns ?? {}, dialect.delimiter, () => hooks.checkpoint())
  const { counts, lines, marks } = pass
  const summary: ReadSummary = {
    encoding: dialect.encoding,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    header: dialect.header,
    skippedLines: dialect.skipLines,
    rowsRead: pass.rows,
    rowsSkipped: counts.skipped.map(({ reason, count, firstLines }) => ({ reason, count, firstLines })),
    raggedShort: counts.raggedShort,
    raggedLong: counts.raggedLong,
    ...(sampled === null ? {} : { sampledFrom: total }),
    warnings: readWarnings({ dialect, notes, encodingSure, counts, columns, excel }),
  }
  const { encoding, delimiter, quote, header, skipLines } = dialect
  return {
    table: { rowCount: pass.rows, columns: columns.map(({ column }) => column) },
    summary,
    dialect: { encoding, delimiter, quote, header, skipLines },
    plan: { dialect, sampled, marks: packed || source.openAt === undefined ? null : marks },
    source,
    examples: pass.examples,
    typeChoices: columns.map(({ column }) => ({ type: column.type, format: column.format.code })),
    lineOf: (row) => lines.lineOf(row),
    unreadableCells: (column, offset, limit) => {
      const cells = columns[column]?.unreadable
      if (cells === undefined) return []
      return cells.rows
        .slice(offset, offset + limit)
        .map((row, i) => ({ row, column, text: cells.texts[offset + i] ?? '' }))
    },
  }
}

function refuseTooLarge(source: ByteSource, gzip: boolean, options: ReadOptions, bytesPerRow: number): void {
  const limit = options.memoryLimitBytes
  if (limit === undefined) return
  const estimate = estimateMemory(source.size, gzip)
  if (estimate <= limit) return
  const rows = rowsThatFit(limit, bytesPerRow)
  throw new UnreadableInputError(
    'too-large',
    `${source.name} would need about ${megabytes(estimate)} of memory and ${megabytes(limit)} can be used. ` +
      `Read a uniform random sample of ${rows.toLocaleString('en')} rows instead, or split the file.`,
    { file: source.name, estimatedBytes: estimate, limitBytes: limit, suggestedSampleRows: rows },
  )
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1048576).toLocaleString('en')} MB`
}

function emptyFile(name: string): UnreadableInputError {
  return new UnreadableInputError(
    'empty-file',
    `${name} is empty: there is nothing to read. Choose a file with a header line and rows.`,
    {
      file: name,
    },
  )
}
