import { UnreadableInputError } from '../errors.ts'
import type { Rng } from '../run-context.ts'
import type { ColumnChoice, DialectChoice, Encoding } from '../settings.ts'
import type { ByteSource } from './byte-source.ts'
import { contentHead, storedHead } from './bytes.ts'
import { ColumnBuilder, DICTIONARY_LIMIT } from './column-builder.ts'
import type { BuilderPlan, Collected } from './column-builder.ts'
import { BLOCK_BYTES, RowCounts, dataRows } from './data-rows.ts'
import { detectDialect, filledWidth } from './dialect.ts'
import type { DialectNotes, ResolvedDialect } from './dialect.ts'
import { BlockDecoder, NotUtf8, guessEncoding } from './encoding.ts'
import { estimateMemory, rowsThatFit } from './estimate-memory.ts'
import type { Evidence } from './evidence.ts'
import { firstSheet } from './excel.ts'
import type { SheetSource } from './excel.ts'
import { fileKind, requireText } from './file-kind.ts'
import { finishColumn, gatherEvidence } from './finish-column.ts'
import type { FinishedColumn } from './finish-column.ts'
import { uniqueNames } from './header.ts'
import { UNREADABLE_LIMIT, inferReading, settledMark, settledOrder } from './infer-type.ts'
import type { Siblings } from './infer-type.ts'
import { LineMap } from './line-map.ts'
import { readWarnings } from './read-warnings.ts'
import type { ReadSummary } from './read-summary.ts'
import { selectionSample } from './sample-rows.ts'
import { countRows } from './stream-rows.ts'
import type { ReadHooks, ReadPlan } from './stream-rows.ts'
import type { Table } from './table.ts'

export interface ReadOptions {
  readonly dialect?: DialectChoice
  /** By column name; the role part is not looked at. */
  readonly columns?: Readonly<Record<string, ColumnChoice>>
  /** Read only so many rows, drawn uniformly at random with `rng`. */
  readonly sampleRows?: number
  readonly rng?: Rng
  /** Refuse files that would need more memory than this. */
  readonly memoryLimitBytes?: number
  /** Content bytes per block; results do not depend on it. */
  readonly blockBytes?: number
}

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
const COLUMN_LIMIT = 20_000

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
    if (kind !== 'xlsx' && options.sampleRows === undefined) {
      const rows = sample.split('\n').length
      refuseTooLarge(given, kind === 'gzip', options, head.length / rows)
    }
    const { dialect, notes } = detectDialect(sample, whole, encoding, options.dialect ?? {})
    try {
      return await readWith(source, dialect, notes, sure, excel, options, hooks)
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error
      encoding = 'windows-1252'
      sure = false
    }
  }
}

async function readWith(
  source: ByteSource,
  dialect: ResolvedDialect,
  notes: DialectNotes,
  encodingSure: boolean,
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
  const pass = new Pass(source, dialect, sampled, strict, options, hooks)
  await pass.run(null)
  const names = pass.names
  const columns = await typedColumns(pass, names, options.columns ?? {})
  const { counts, lines } = pass
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
    plan: { dialect, sampled },
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

/** One pass over the data rows into column builders; more passes read single columns again. */
class Pass {
  readonly lines = new LineMap()
  readonly counts = new RowCounts()
  rows = 0
  names: string[]
  examples: string[] = []
  collected: Collected[] = []
  readonly hooks: ReadHooks
  readonly #source: ByteSource
  readonly #dialect: ResolvedDialect
  readonly #sampled: Uint32Array | null
  readonly #strict: boolean
  readonly #options: ReadOptions

  constructor(
    source: ByteSource,
    dialect: ResolvedDialect,
    sampled: Uint32Array | null,
    strict: boolean,
    options: ReadOptions,
    hooks: ReadHooks,
  ) {
    this.#source = source
    this.#dialect = dialect
    this.#sampled = sampled
    this.#strict = strict
    this.#options = options
    this.hooks = hooks
    this.names = [...dialect.names]
  }

  get delimiter(): string {
    return this.#dialect.delimiter
  }

  /** Reads all columns (null) or only those given, then without guessing. */
  async run(only: ReadonlySet<number> | null): Promise<void> {
    const again = only !== null
    const builders: (ColumnBuilder | null)[] = this.names.map((name, c) =>
      again && !only.has(c) ? null : new ColumnBuilder(name, this.#plan(name, again)),
    )
    const counts = again ? new RowCounts() : this.counts
    const sampled = this.#sampled
    let seen = 0
    let row = 0
    for await (const batch of dataRows(
      this.#source,
      this.#dialect,
      counts,
      this.#strict,
      this.#options.blockBytes ?? BLOCK_BYTES,
    )) {
      let rows = batch.rows
      const size = rows.length
      if (sampled !== null) {
        const picked: number[] = []
        while (row + picked.length < sampled.length && sampled[row + picked.length]! < seen + size) {
          picked.push(sampled[row + picked.length]! - seen)
        }
        rows = picked.map((i) => batch.rows[i] ?? [])
        if (!again) for (const [i, at] of picked.entries()) this.lines.add(row + i, batch.lineAt(at))
      } else if (!again && size > 0) {
        if (batch.consecutive) this.lines.add(row, batch.lineAt(0))
        else for (let i = 0; i < size; i++) this.lines.add(row + i, batch.lineAt(i))
      }
      if (!again) this.#widen(builders, rows, row)
      for (const [c, builder] of builders.entries()) builder?.addRows(rows, c)
      row += rows.length
      seen += size
      this.hooks.progress(batch.stored, this.#source.size, row)
      await this.hooks.checkpoint()
    }
    this.rows = row
    for (const [c, builder] of builders.entries()) {
      if (builder === null) continue
      if (!again) this.examples[c] = builder.example
      this.collected[c] = builder.finish()
    }
  }

  #plan(name: string, again: boolean): BuilderPlan {
    const choice = this.#options.columns?.[name]
    return {
      mayGuess: !again && choice?.type !== 'category' && choice?.type !== 'text',
      dictionaryLimit: choice?.type === 'category' ? Infinity : DICTIONARY_LIMIT,
      pool: choice?.type === 'text',
    }
  }

  /** Adds columns for cells beyond the last column that hold something. */
  #widen(builders: (ColumnBuilder | null)[], rows: readonly (readonly string[])[], before: number): void {
    let width = builders.length
    for (const row of rows)
      if (row.length > width) width = Math.max(width, Math.min(filledWidth(row), COLUMN_LIMIT))
    while (builders.length < width) {
      const { names } = uniqueNames([...this.names, ''])
      this.names = names
      const name = names[names.length - 1] ?? ''
      const builder = new ColumnBuilder(name, this.#plan(name, false))
      builder.pad(before)
      builders.push(builder)
    }
  }
}

async function typedColumns(
  pass: Pass,
  names: readonly string[],
  choices: Readonly<Record<string, ColumnChoice>>,
): Promise<FinishedColumn[]> {
  const pause = () => pass.hooks.checkpoint()
  const lost = new Set(pass.collected.flatMap((collected, c) => (collected.kind === 'lost' ? [c] : [])))
  if (lost.size > 0) await pass.run(lost)
  const evidence: Evidence[] = []
  for (const collected of pass.collected) {
    const gathered = await gatherEvidence(collected, pause)
    if (gathered === null) throw new Error('a column was lost twice')
    evidence.push(gathered)
  }
  const siblings = settledByColumns(evidence, pass.delimiter)
  const readings = evidence.map((e, c) =>
    inferReading(e, names[c] ?? '', choiceOf(choices, names[c] ?? ''), siblings),
  )
  const finished: (FinishedColumn | null)[] = []
  const finish = async (c: number) => {
    const collected = pass.collected[c]
    const e = evidence[c]
    const reading = readings[c]
    if (collected === undefined || e === undefined || reading === undefined) return
    finished[c] = await finishColumn(
      c,
      names[c] ?? '',
      collected,
      e,
      reading,
      choiceOf(choices, names[c] ?? ''),
      pause,
    )
    pass.collected[c] = { kind: 'lost' }
    await pause()
  }
  for (let c = 0; c < evidence.length; c++) await finish(c)
  const misread = new Set(finished.flatMap((column, c) => (column === null ? [c] : [])))
  if (misread.size > 0) {
    await pass.run(misread)
    for (const c of misread) await finish(c)
  }
  return finished.filter((column) => column !== null)
}

function choiceOf(choices: Readonly<Record<string, ColumnChoice>>, name: string): ColumnChoice | undefined {
  return Object.hasOwn(choices, name) ? choices[name] : undefined
}

/** What most columns that settle their decimal mark or day order by themselves say. */
function settledByColumns(evidence: readonly Evidence[], delimiter: string): Siblings {
  let marks = 0
  let orders = 0
  for (const e of evidence) {
    const cells = e.cells
    if (e.allNumbers >= (1 - UNREADABLE_LIMIT) * cells) {
      const mark = settledMark(e)
      marks += mark === null ? 0 : mark === '.' ? 1 : -1
    }
    if (e.allDates >= (1 - UNREADABLE_LIMIT) * cells) {
      const order = settledOrder(e)
      orders += order === null ? 0 : order === 'day-first' ? 1 : -1
    }
  }
  return {
    mark: marks === 0 ? null : marks > 0 ? '.' : ',',
    order: orders === 0 ? null : orders > 0 ? 'day-first' : 'month-first',
    delimiter,
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
