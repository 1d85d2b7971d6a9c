import type { ByteSource } from './byte-source.ts'
import { BLOCK_BYTES, RowCounts, dataRows } from './data-rows.ts'
import type { ResolvedDialect } from './dialect.ts'
import type { RowMarks } from './row-marks.ts'

/** What a read hands on so that the same rows come out again. */
export interface ReadPlan {
  readonly dialect: ResolvedDialect
  /** Numbers (from 0) of the file's rows that a sample took, ascending; null when all rows were read. */
  readonly sampled: Uint32Array | null
  /** Where reading can begin within the file; null for a source that can only be read from its beginning. */
  readonly marks: RowMarks | null
}

/** What a long read gets from whoever runs it. */
export interface ReadHooks {
  /** Stored bytes taken, of how many (0 unknown), and rows so far. */
  progress(bytesDone: number, bytesTotal: number, rows: number): void
  /** Awaited between pieces of at most some 20 ms of work; throws `CancelledError` when cancelled. */
  checkpoint(): Promise<void> | void
}

/** Rows of cells as the file has them (quotes taken off), with the row of the table of the first one. */
export interface RawBatch {
  /** Table row (from 0) of `rows[0]`; the others follow. */
  readonly firstRow: number
  readonly rows: readonly (readonly string[])[]
  /** Line of the file (from 1) on which `rows[i]` starts. */
  lineAt(i: number): number
}

/**
 * Streams a file's cells verbatim, exactly the rows that `readTable` read with this plan, in order.
 * A row may have fewer cells than the table has columns (those are missing), or further empty ones.
 *
 * @param from a table row (from 0) before which nothing is needed: batches may begin some rows before it
 *
 * Cost: one pass over the file; from a row on with `plan.marks`, what comes after some 64 KB before it.
 */
export async function* streamRows(
  source: ByteSource,
  plan: ReadPlan,
  hooks: ReadHooks,
  from = 0,
): AsyncGenerator<RawBatch> {
  const { sampled } = plan
  const mark = plan.marks?.before(sampled === null ? from : (sampled[from] ?? 0)) ?? null
  let seen = mark?.row ?? 0
  let row = sampled === null ? seen : countBelow(sampled, seen)
  for await (const batch of dataRows(source, plan.dialect, new RowCounts(), false, BLOCK_BYTES, mark)) {
    const size = batch.rows.length
    if (sampled === null) {
      if (size > 0) yield { firstRow: seen, rows: batch.rows, lineAt: (i) => batch.lineAt(i) }
      row = seen + size
    } else {
      const picked: number[] = []
      const firstRow = row
      while (row < sampled.length && sampled[row]! < seen + size) picked.push(sampled[row++]! - seen)
      if (picked.length > 0) {
        yield {
          firstRow,
          rows: picked.map((i) => batch.rows[i] ?? []),
          lineAt: (i) => batch.lineAt(picked[i] ?? 0),
        }
      }
    }
    seen += size
    hooks.progress(batch.stored, source.size, row)
    await hooks.checkpoint()
  }
}

/** How many of ascending numbers are below one. */
function countBelow(ascending: Uint32Array, number: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < number) low = middle + 1
    else high = middle
  }
  return low
}

/** Counts the data rows of a file under a dialect. Cost: one pass over the file. */
export async function countRows(
  source: ByteSource,
  dialect: ResolvedDialect,
  hooks: ReadHooks,
  strict = false,
): Promise<number> {
  const counts = new RowCounts()
  for await (const batch of dataRows(source, dialect, counts, strict)) {
    hooks.progress(batch.stored, source.size, counts.rows)
    await hooks.checkpoint()
  }
  return counts.rows
}
