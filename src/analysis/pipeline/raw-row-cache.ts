import { streamRows } from '../table/stream-rows.ts'
import type { Dataset } from './dataset.ts'
import { readHooks } from './dataset.ts'
import type { Run } from './detect.ts'
import type { Host } from './host.ts'
import { ranksOf } from './ranks.ts'
import { eachRawRow, fitted } from './raw-rows.ts'

/** Rows at the top of the ranking whose cells are fetched along with the first one that is asked for. */
const TOP_ROWS = 2000

/**
 * Verbatim cells of single rows, which are only in the file. Where reading can begin within the file, a row is
 * fetched when it is asked for. A packed file can only be read from its beginning: there the first row that is
 * asked for brings those at the top of the ranking too, which are the ones that are looked at next.
 */
export class RawRowCache {
  #run: Run | null = null
  #ranks: Uint32Array = new Uint32Array(0)
  readonly #cells = new Map<number, readonly string[]>()
  #topFetched = false

  clear(): void {
    this.#run = null
    this.#ranks = new Uint32Array(0)
    this.#cells.clear()
    this.#topFetched = false
  }

  /** A row's position in the order, from 0. */
  rankOf(run: Run, row: number): number {
    this.#follow(run)
    return this.#ranks[row]!
  }

  /**
   * The row's cells as the file has them, one per column.
   *
   * Cost: some 100 KB of the file are read. Of a packed file at most all of it, mostly nothing.
   */
  async get(dataset: Dataset, run: Run, row: number, host: Host): Promise<readonly string[]> {
    if (dataset.read.plan.marks !== null) return soughtRow(dataset, row, host)
    this.#follow(run)
    const known = this.#cells.get(row)
    if (known) return known
    const ranks = this.#ranks
    const wantsTop = !this.#topFetched
    let last = row
    if (wantsTop) for (const top of run.ranking.order.subarray(0, TOP_ROWS)) last = Math.max(last, top)
    const wanted = (candidate: number) => candidate === row || (wantsTop && ranks[candidate]! < TOP_ROWS)
    let found: readonly string[] = []
    const top = new Map<number, readonly string[]>()
    await eachRawRow(dataset, 'Reading', host, wanted, last, (taken, cells) => {
      if (taken === row) found = cells
      top.set(taken, cells.map(detached))
    })
    if (run === this.#run) {
      for (const [taken, cells] of top) this.#cells.set(taken, cells)
      if (wantsTop) this.#topFetched = true
    }
    return found
  }

  #follow(run: Run): void {
    if (run === this.#run) return
    this.clear()
    this.#run = run
    this.#ranks = ranksOf(run.ranking)
  }
}

async function soughtRow(dataset: Dataset, row: number, host: Host): Promise<readonly string[]> {
  const { source, plan, table } = dataset.read
  for await (const batch of streamRows(source, plan, readHooks('Reading', host), row)) {
    const cells = batch.rows[row - batch.firstRow]
    if (cells !== undefined) return fitted(cells, table.columns.length).map(detached)
  }
  return []
}

/** A copy of its own: a cell cut from the file's text would keep that text alive. */
function detached(cell: string): string {
  return cell.length < 13 ? cell : decoder.decode(encoder.encode(cell))
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
