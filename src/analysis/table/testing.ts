import type { ByteSource } from './byte-source.ts'
import { readTable } from './read-table.ts'
import type { ReadOptions } from './read-options.ts'
import type { ReadResult } from './read-table.ts'
import type { ReadHooks } from './stream-rows.ts'
import { streamRows } from './stream-rows.ts'
import type { Column } from './table.ts'

/** Help for tests: sources from memory, and a table's cells as plain values. */
export const quiet: ReadHooks = { progress: () => undefined, checkpoint: () => undefined }

export function memorySource(content: string | Uint8Array, name = 'test.csv', chunk = Infinity): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return {
    name,
    size: bytes.length,
    async *open() {
      await Promise.resolve()
      const step = Math.max(1, Math.min(chunk, bytes.length))
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
    },
    async *openAt(position) {
      await Promise.resolve()
      const step = Math.max(1, Math.min(chunk, bytes.length))
      for (let at = position; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
    },
  }
}

export function read(
  content: string | Uint8Array,
  options: ReadOptions = {},
  name?: string,
): Promise<ReadResult> {
  return readTable(memorySource(content, name), options, quiet)
}

/** One value per row: numbers and epoch ms as they are, words as text, null where missing. */
export function cells(column: Column | undefined): (string | number | null)[] {
  if (column === undefined) return []
  switch (column.type) {
    case 'category':
      return [...column.codes].map((code) => column.dictionary[code] ?? null)
    case 'text': {
      const decoder = new TextDecoder()
      return Array.from({ length: column.offsets.length - 1 }, (_, r) => {
        const text = decoder.decode(column.bytes.subarray(column.offsets[r], column.offsets[r + 1]))
        return text === '' ? null : text
      })
    }
    default:
      return [...column.values].map((value) => (Number.isNaN(value) ? null : value))
  }
}

/** Everything that must not depend on how a file was cut into chunks. */
export async function fingerprint(result: ReadResult): Promise<unknown> {
  const raw: (readonly string[])[] = []
  const lines: number[] = []
  for await (const batch of streamRows(result.source, result.plan, quiet)) {
    for (const [i, row] of batch.rows.entries()) {
      raw.push(row)
      lines.push(batch.lineAt(i))
    }
  }
  return {
    rows: result.table.rowCount,
    columns: result.table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      format: column.format,
      missing: column.missing,
      unreadable: column.unreadable,
      cells: cells(column),
      listed: result.unreadableCells(column.index, 0, 1000),
    })),
    summary: result.summary,
    dialect: result.dialect,
    examples: result.examples,
    lines: raw.map((_, r) => result.lineOf(r)),
    rawLines: lines,
    raw,
  }
}
