import { streamRows } from '../table/stream-rows.ts'
import type { Dataset } from './dataset.ts'
import { readHooks } from './dataset.ts'
import type { Run } from './run.ts'
import type { Host } from './host.ts'
import { ranksOf } from './ranks.ts'
import { eachRawRow, fitted } from './raw-rows.ts'

/** Rows at the top of the ranking whose cells are fetched along with the first one that is asked for. */
const TOP_ROWS = 2000
/** Rows whose cells are held, at most: the top of some rankings, and what else was looked at. */
const MOST_ROWS = 8000

/** A pass over the file that is under way, and the rows that it brings. */
interface Pass {
  brings(row: number): boolean
  readonly done: Promise<void>
}

/**
 * Verbatim cells of single rows, which are only in the file. Where reading can begin within the file, a row is
 * fetched when it is asked for. A packed file can only be read from its beginning: there a row that is not known yet
 * brings those at the top of the ranking too, which are the ones that are looked at next. What was fetched stays when
 * the ranking changes, as it does with every decision that is learned from: the file is the same.
 */
export class RawRowCache {
  #run: Run | null = null
  #ranks: Uint32Array = new Uint32Array(0)
  /** The latest wanted last. */
  readonly #cells = new Map<number, readonly string[]>()
  #pass: Pass | null = null
  /** How often the file was read in another way: what comes from a pass before is of no use. */
  #readings = 0

  /** The file is read in another way: rows have other numbers and other cells. */
  clear(): void {
    this.#run = null
    this.#ranks = new Uint32Array(0)
    this.#cells.clear()
    this.#pass = null
    this.#readings++
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
    // Keys pressed in a row ask for rows that are on their way already.
    if (!this.#cells.has(row) && this.#pass?.brings(row) === true)
      await this.#pass.done.catch(() => undefined)
    const known = this.#cells.get(row)
    if (known) {
      this.#hold(row, known)
      return known
    }
    return this.#fetch(dataset, run, row, host)
  }

  async #fetch(dataset: Dataset, run: Run, row: number, host: Host): Promise<readonly string[]> {
    const wanted = new Set([row])
    for (const top of run.ranking.order.subarray(0, TOP_ROWS)) if (!this.#cells.has(top)) wanted.add(top)
    const last = Math.max(...wanted)
    const found = new Map<number, readonly string[]>()
    const reading = eachRawRow(
      dataset,
      'Reading',
      host,
      (candidate) => wanted.has(candidate),
      last,
      (taken, cells) => void found.set(taken, cells.map(detached)),
    )
    const readings = this.#readings
    const pass: Pass = {
      brings: (other) => wanted.has(other),
      done: reading.then(() => {
        if (this.#readings !== readings) return
        for (const [taken, cells] of found) this.#hold(taken, cells)
      }),
    }
    this.#pass = pass
    try {
      await pass.done
    } finally {
      if (this.#pass === pass) this.#pass = null
    }
    return found.get(row) ?? []
  }

  /** Those at the top now are never the ones that go. */
  #hold(row: number, cells: readonly string[]): void {
    this.#cells.delete(row)
    this.#cells.set(row, cells)
    if (this.#cells.size <= MOST_ROWS) return
    for (const old of this.#cells.keys()) {
      if (this.#ranks[old]! < TOP_ROWS) continue
      this.#cells.delete(old)
      return
    }
  }

  #follow(run: Run): void {
    if (run === this.#run) return
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
