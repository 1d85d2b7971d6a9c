import type { Column } from '../table/table.ts'
import type { About } from './about.ts'
import type { AddedColumn } from './added-column.ts'

/** The formats in which rows are written. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'parquet', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Takes pieces of a file in order. */
export type Sink = (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>

/** Some rows on their way into a file. */
export interface RowBlock {
  /** (n,) rows of the table. */
  readonly rows: Uint32Array
  /** (n,) their cells as the file has them, one per column. */
  readonly cells: readonly (readonly string[])[]
}

/** What a file of rows is made of. */
export interface TablePlan {
  readonly columns: readonly Column[]
  /** They come first. */
  readonly added: readonly AddedColumn[]
  /** Rows that will be written. */
  readonly rowCount: number
  /** Where the rows come from and how they were ranked. */
  readonly about: About
  /** Put an apostrophe before formula cells, in a format that spreadsheets would run them in. */
  readonly neutralise: boolean
  /** Line (from 1) of the file on which a row starts. */
  lineOf(row: number): number
  /** Awaited within long pieces of work. */
  breathe(): Promise<void>
}

/** Writes rows in one format. Blocks of up to a few thousand rows come one after another. */
export interface TableWriter {
  write(block: RowBlock): Promise<void>
  /** Writes what is left. Nothing may be written after it. */
  finish(): Promise<void>
  /** Cells that were changed on the way, by what was done to them. */
  readonly changed: ChangedCells
}

export interface ChangedCells {
  /** Cells that a spreadsheet would have run as a formula. */
  readonly neutralised: number
  /** Cells longer than the format allows. */
  readonly shortened: number
}

export const NOTHING_CHANGED: ChangedCells = { neutralised: 0, shortened: 0 }
