import type { ByteSource } from './byte-source.ts'
import { ColumnBuilder, DICTIONARY_LIMIT } from './column-builder.ts'
import type { BuilderPlan, Collected } from './column-builder.ts'
import { BLOCK_BYTES, RowCounts, dataRows } from './data-rows.ts'
import { filledWidth } from './dialect.ts'
import type { ResolvedDialect } from './dialect.ts'
import { uniqueNames } from './header.ts'
import { LineMap } from './line-map.ts'
import { RowMarks } from './row-marks.ts'
import type { ReadOptions } from './read-options.ts'
import type { ReadHooks } from './stream-rows.ts'

/** A file with a wrong delimiter or a stray line must not make columns without end. */
const COLUMN_LIMIT = 20_000

export interface PassInput {
  readonly source: ByteSource
  readonly dialect: ResolvedDialect
  readonly sampled: Uint32Array | null
  /** Whether invalid UTF-8 stops the pass. */
  readonly strict: boolean
  readonly options: ReadOptions
  readonly hooks: ReadHooks
  /** Rows to expect by the length of the first ones, 0 when unknown. */
  readonly expectedRows: number
}

/** One pass over the data rows into column builders; more passes read single columns again. */
export class ReadPass {
  readonly lines = new LineMap()
  readonly marks = new RowMarks()
  readonly counts = new RowCounts()
  rows = 0
  names: string[]
  examples: string[] = []
  collected: Collected[] = []
  readonly #of: PassInput

  constructor(input: PassInput) {
    this.#of = input
    this.names = [...input.dialect.names]
  }

  /** Reads all columns (null) or only those given, then without guessing. */
  async run(only: ReadonlySet<number> | null): Promise<void> {
    const again = only !== null
    const builders: (ColumnBuilder | null)[] = this.names.map((name, c) =>
      again && !only.has(c) ? null : new ColumnBuilder(name, this.#plan(name, again)),
    )
    const counts = again ? new RowCounts() : this.counts
    const sampled = this.#of.sampled
    let seen = 0
    let row = 0
    for await (const batch of dataRows(
      this.#of.source,
      this.#of.dialect,
      counts,
      this.#of.strict,
      this.#of.options.blockBytes ?? BLOCK_BYTES,
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
      if (!again && batch.next !== null) this.marks.add({ ...batch.next, row: seen })
      this.#of.hooks.progress(batch.stored, this.#of.source.size, row)
      await this.#of.hooks.checkpoint()
    }
    this.rows = row
    for (const [c, builder] of builders.entries()) {
      if (builder === null) continue
      if (!again) this.examples[c] = builder.example
      this.collected[c] = builder.finish()
    }
  }

  #plan(name: string, again: boolean): BuilderPlan {
    const choice = this.#of.options.columns?.[name]
    return {
      mayGuess: !again && choice?.type !== 'category' && choice?.type !== 'text',
      dictionaryLimit: choice?.type === 'category' ? Infinity : DICTIONARY_LIMIT,
      pool: choice?.type === 'text',
      expectedRows: this.#of.sampled === null ? this.#of.expectedRows : this.#of.sampled.length,
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
