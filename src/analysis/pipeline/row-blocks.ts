import { createLinePool } from '../export/line-pool.ts'
import type { RowBlock } from '../export/table-writer.ts'
import { streamRows } from '../table/stream-rows.ts'
import { readHooks, type Dataset } from './dataset.ts'
import type { Host } from './host.ts'
import { fitted } from './raw-rows.ts'

/** Rows handed on at once. */
const BLOCK_ROWS = 2048

/**
 * Streams the file again and hands over rows with their cells as the file has them, block by block.
 *
 * @param rows row indices in the order in which they are wanted, each at most once; null: all, in the file's order
 *
 * Cost: one pass over the file, up to the last wanted row; holds the text of the rows where an order is wanted.
 */
export async function eachRowBlock(
  dataset: Dataset,
  rows: Uint32Array | null,
  host: Host,
  take: (block: RowBlock) => Promise<void>,
): Promise<void> {
  if (rows === null) await inFileOrder(dataset, host, take)
  else if (rows.length > 0) await inOrder(dataset, rows, host, take)
}

async function inFileOrder(
  dataset: Dataset,
  host: Host,
  take: (block: RowBlock) => Promise<void>,
): Promise<void> {
  const { source, plan, table } = dataset.read
  const width = table.columns.length
  for await (const batch of streamRows(source, plan, readHooks('Writing', host))) {
    await take({
      rows: Uint32Array.from(batch.rows, (_, i) => batch.firstRow + i),
      cells: batch.rows.map((cells) => fitted(cells, width)),
    })
  }
}

async function inOrder(
  dataset: Dataset,
  rows: Uint32Array,
  host: Host,
  take: (block: RowBlock) => Promise<void>,
): Promise<void> {
  const pool = await pooledCells(dataset, rows, host)
  for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
    const block = rows.slice(from, from + BLOCK_ROWS)
    await take({ rows: block, cells: Array.from(block, (_, i) => pool(from + i)) })
    host.progress({ label: 'Writing', done: from + block.length, total: rows.length, unit: 'rows' })
    await host.breathe()
  }
}

/** The cells of the rows, as bytes: found in the file's order, asked for in the given one. */
async function pooledCells(
  dataset: Dataset,
  rows: Uint32Array,
  host: Host,
): Promise<(k: number) => readonly string[]> {
  const { source, plan, table } = dataset.read
  const width = table.columns.length
  const places = new Int32Array(table.rowCount).fill(-1)
  let last = -1
  for (let k = 0; k < rows.length; k++) {
    places[rows[k]!] = k
    if (rows[k]! > last) last = rows[k]!
  }
  const lines = createLinePool(rows.length)
  const lengths = new Uint32Array(rows.length * width)
  for await (const batch of streamRows(source, plan, readHooks('Reading', host))) {
    for (let i = 0; i < batch.rows.length; i++) {
      const k = places[batch.firstRow + i]!
      if (k < 0) continue
      const cells = fitted(batch.rows[i]!, width)
      lines.set(k, cells.join(''))
      for (let c = 0; c < width; c++) lengths[k * width + c] = cells[c]!.length
    }
    if (batch.firstRow + batch.rows.length > last) break
  }
  return (k) => {
    const line = lines.get(k)
    let at = 0
    return Array.from({ length: width }, (_, c) => line.slice(at, (at += lengths[k * width + c]!)))
  }
}
