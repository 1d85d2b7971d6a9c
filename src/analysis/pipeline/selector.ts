import { matchingRows } from '../select/matching-rows.ts'
import type { Predicate, RowMask, SelectClause, SelectedRows } from '../select/predicate.ts'
import { selectedRows } from '../select/selected-rows.ts'
import type { Dataset } from './dataset.ts'
import { runWork, type Host } from './host.ts'
import { eachRawRow } from './raw-rows.ts'

/** Clauses whose masks are kept: what is on the page, and some of what an undo may bring back. */
const KEPT_CLAUSES = 24

/** Works out which rows a selection means, and remembers it per clause. */
export class Selector {
  readonly #masks = new Map<number, RowMask>()

  /** The scores or the table changed. */
  clear(): void {
    this.#masks.clear()
  }

  /**
   * @param scores (rows,) of the latest run; null while there is none
   * @returns masks that may be given away
   *
   * Cost: the new clauses' own (see `matchingRows`; a text search is a pass over the file), and putting them together.
   */
  async select(
    dataset: Dataset,
    scores: Float32Array | null,
    clauses: readonly SelectClause[],
    host: Host,
  ): Promise<SelectedRows> {
    for (const { id, predicate } of clauses) {
      const mask = this.#masks.get(id) ?? (await maskOf(dataset, scores, predicate, host))
      this.#masks.delete(id)
      this.#masks.set(id, mask)
    }
    const selected = selectedRows(dataset.read.table.rowCount, clauses, ({ id }) => this.#masks.get(id)!)
    for (const id of this.#masks.keys()) {
      if (this.#masks.size <= Math.max(KEPT_CLAUSES, clauses.length)) break
      this.#masks.delete(id)
    }
    return selected
  }
}

/** The rows that a predicate means, whatever it needs; see `matchingRows`. */
export async function maskOf(
  dataset: Dataset,
  scores: Float32Array | null,
  predicate: Predicate,
  host: Host,
): Promise<RowMask> {
  if (predicate.kind === 'text') return rowsWithText(dataset, predicate.text, host)
  return runWork(matchingRows({ table: dataset.read.table, scores }, predicate), host)
}

/** Looks through all cells as the file has them. Cost: one pass over the file. */
async function rowsWithText(dataset: Dataset, text: string, host: Host): Promise<RowMask> {
  const rows = dataset.read.table.rowCount
  const mask = new Uint8Array(rows)
  const wanted = text.toLowerCase()
  // A number copied from the page has a minus sign where files have a hyphen.
  const spelled = wanted.replaceAll('−', '-')
  const holds = (cell: string) => cell.includes(wanted) || (spelled !== wanted && cell.includes(spelled))
  const every = () => true
  await eachRawRow(dataset, 'Searching', host, every, rows - 1, (row, cells) => {
    if (cells.some((cell) => holds(cell.toLowerCase()))) mask[row] = 1
  })
  return mask
}
