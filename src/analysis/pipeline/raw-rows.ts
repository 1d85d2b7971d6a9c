import { streamRows } from '../table/stream-rows.ts'
import type { Dataset } from './dataset.ts'
import { readHooks } from './dataset.ts'
import type { Host } from './host.ts'

/**
 * Streams the file again and hands over the wanted rows' cells as the file has them, in file order.
 *
 * @param wanted per row: whether it is wanted
 * @param last the last wanted row: reading stops after it
 * @param take called with the row, and one cell per table column (empty where the line was short)
 *
 * Cost: one pass over the file up to `last`.
 */
export async function eachRawRow(
  dataset: Dataset,
  label: string,
  host: Host,
  wanted: (row: number) => boolean,
  last: number,
  take: (row: number, cells: readonly string[]) => void,
): Promise<void> {
  const { source, plan, table } = dataset.read
  const width = table.columns.length
  for await (const batch of streamRows(source, plan, readHooks(label, host))) {
    for (let i = 0; i < batch.rows.length; i++) {
      const row = batch.firstRow + i
      if (!wanted(row)) continue
      take(row, fitted(batch.rows[i]!, width))
    }
    if (batch.firstRow + batch.rows.length > last) return
  }
}

/** One cell per column: what a short line lacks is empty. */
export function fitted(cells: readonly string[], width: number): readonly string[] {
  if (cells.length === width) return cells
  return cells.length > width
    ? cells.slice(0, width)
    : [...cells, ...new Array<string>(width - cells.length).fill('')]
}
