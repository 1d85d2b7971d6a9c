import { sliceRows } from '../features/feature-matrix.ts'
import { cellValue } from '../pipeline/cells.ts'
import { runWork } from '../pipeline/host.ts'
import type { CellValue } from '../pipeline/results.ts'
import { groupTexts } from '../profile/distinct.ts'
import { sortedFinite } from '../statistics/sorted-values.ts'
import type { Column } from '../table/table.ts'
import type { Work } from '../work.ts'
import { changesOf, type CellChange, type ColumnFacts } from './change-grid.ts'
import { editedRows } from './edited-rows.ts'
import type { EvidenceContext } from './evidence-context.ts'

export interface CounterfactualRequest {
  readonly row: number
  /** The first `cut` rows of the order are flagged. */
  readonly cut: number
}

/** The smallest changes of a row that take it below the line. */
export interface Counterfactual {
  readonly row: number
  readonly cut: number
  /** The detector's score of the row, and the lowest one of a row that it flags. */
  readonly score: number
  readonly threshold: number
  /** Whether the order was learned from decisions: score and threshold are the detector's own all the same. */
  readonly learned: boolean
  /** Whether the detector's own scores flag the row, with as many flagged rows. */
  readonly flagged: boolean
  /** The smallest change of one cell; null: none on the grid is enough. */
  readonly one: Change | null
  /** The smallest change of two cells, where it is smaller than the smallest of one; null: there is none. */
  readonly two: Change | null
  /** Changes that were scored. */
  readonly tried: number
  /** Columns of which one is changed, and those of which two are. */
  readonly columns: number
  readonly pairColumns: number
}

export interface Change {
  readonly cells: readonly {
    readonly column: number
    readonly name: string
    readonly from: CellValue
    readonly to: CellValue
    readonly size: number
  }[]
  /** Sum of the cells' sizes; see `changesOf`. */
  readonly size: number
  /** Of the changed row, by the model as it is. */
  readonly score: number
}

/** Pairs are taken of the columns that made the row stand out most. */
const PAIR_COLUMNS = 12
const FIRST_BATCH = 256
const MOST_PER_BATCH = 2048

/**
 * Searches the smallest change of one or two cells that takes a row below the line: every change of the grid, the
 * smallest first, is made in the row's source columns, encoded by the run's encoder and scored by its model, until
 * one scores less than the lowest flagged row. Nothing is fitted again. Where the order was learned from decisions,
 * the detector's own scores decide, with the threshold at which they flag as many rows.
 *
 * @returns changes that were scored so, and than which no smaller one of the grid is enough
 *
 * Cost: the scores of up to some thousand rows; a sort or a count per feature column the first time.
 */
export async function counterfactual(
  context: EvidenceContext,
  { row, cut }: CounterfactualRequest,
): Promise<Counterfactual> {
  const { dataset, run, own, host } = context
  const { table } = dataset.read
  const { scores, order } = own.ranking
  const score = scores[row]!
  const threshold = cut > 0 ? scores[order[Math.min(cut, order.length) - 1]!]! : Infinity
  const facts = await factsOf(context)
  const { encoder } = run
  const grid = (fine: boolean, only?: ReadonlySet<number>) =>
    encoder.columns
      .filter(({ column }) => only?.has(column) ?? true)
      .map((of) => changesOf(of, table.columns[of.column]!, facts.get(of.column)!, row, fine))
  const learned = run.ranking.learned !== undefined
  const none = {
    row,
    cut,
    score,
    threshold,
    learned,
    tried: 0,
    columns: encoder.columns.length,
    pairColumns: 0,
  }
  if (!(score >= threshold)) return { ...none, flagged: false, one: null, two: null }

  const singles = bySize(grid(true).flatMap((changes) => changes.map((change) => [change])))
  const first = await firstBelow(context, row, singles, threshold)
  await host.breathe()
  const strongest = new Set(await strongestColumns(context, row))
  const limit = first.found?.size ?? Infinity
  const pairs = bySize(pairsOf(grid(false, strongest), limit))
  const second = await firstBelow(context, row, pairs, threshold)
  return {
    ...none,
    flagged: true,
    one: first.found,
    two: second.found,
    tried: first.tried + second.tried,
    pairColumns: strongest.size,
  }
}

function sizeOf(cells: readonly CellChange[]): number {
  let size = 0
  for (const cell of cells) size += cell.size
  return size
}

/** Smallest first; equal ones as they were. */
function bySize(edits: readonly (readonly CellChange[])[]): readonly (readonly CellChange[])[] {
  return edits
    .map((cells) => ({ cells, size: sizeOf(cells) }))
    .sort((a, b) => a.size - b.size)
    .map(({ cells }) => cells)
}

function pairsOf(
  grid: readonly (readonly CellChange[])[],
  limit: number,
): readonly (readonly CellChange[])[] {
  const pairs: CellChange[][] = []
  for (const [i, some] of grid.entries())
    for (const others of grid.slice(i + 1))
      for (const a of some)
        for (const b of others) {
          if (a.size + b.size >= limit) break // both lists rise
          pairs.push([a, b])
        }
  return pairs
}

/** The first of the edits that scores below the line. */
async function firstBelow(
  { dataset, run, runner, host }: EvidenceContext,
  row: number,
  edits: readonly (readonly CellChange[])[],
  threshold: number,
): Promise<{ readonly found: Change | null; readonly tried: number }> {
  if (edits.length === 0) return { found: null, tried: 0 }
  const { table } = dataset.read
  const x = await runWork(editedRows(table, run.encoder, row, edits), host)
  let batch = FIRST_BATCH
  for (let start = 0; start < edits.length;) {
    const end = Math.min(edits.length, start + batch)
    const job = { ...run.job, x: sliceRows(x, start, end), fitRows: null }
    const scores = await runner.score(job, run.model, () => undefined)
    await host.breathe()
    const at = scores.findIndex((one) => one < threshold)
    if (at >= 0) {
      const cells = edits[start + at]!
      const words = cells.map((cell) => said(table.columns[cell.column]!, row, cell))
      return { found: { cells: words, size: sizeOf(cells), score: scores[at]! }, tried: start + at + 1 }
    }
    start = end
    batch = Math.min(MOST_PER_BATCH, batch * 2)
  }
  return { found: null, tried: edits.length }
}

function said(column: Column, row: number, { to, size }: CellChange): Change['cells'][number] {
  const from = cellValue(column, row)
  const { index, name } = column
  if (column.type === 'text') return { column: index, name, from, to: cellValue(column, to), size }
  const after =
    column.type === 'category'
      ? { ...column, codes: Int32Array.of(to) }
      : { ...column, values: Float64Array.of(to) }
  return { column: index, name, from, to: cellValue(after, 0), size }
}

async function strongestColumns({ run, runner }: EvidenceContext, row: number): Promise<readonly number[]> {
  const { sources } = run.job.x
  const parts = await runner.explain(run.job, run.model, Uint32Array.of(row))
  return [...sources.keys()]
    .sort((a, b) => parts[b]! - parts[a]! || a - b)
    .slice(0, PAIR_COLUMNS)
    .map((s) => sources[s]!.column)
}

const known = new WeakMap<object, Map<number, ColumnFacts>>()

/** Sorted values and counts of the encoded columns, once per file and column. */
async function factsOf({ dataset, run, host }: EvidenceContext): Promise<ReadonlyMap<number, ColumnFacts>> {
  const { table } = dataset.read
  const facts = known.get(table) ?? new Map<number, ColumnFacts>()
  known.set(table, facts)
  for (const { column } of run.encoder.columns) {
    if (!facts.has(column)) facts.set(column, await runWork(columnFacts(table.columns[column]!), host))
  }
  return facts
}

function* columnFacts(column: Column): Work<ColumnFacts> {
  switch (column.type) {
    case 'number':
      return { sorted: yield* sortedFinite(column.values), levels: null }
    case 'datetime':
      return { sorted: null, levels: null }
    case 'text': {
      const { codes, counts, firstRows } = yield* groupTexts(column)
      return { sorted: null, levels: { codes, counts: withMissing(codes, counts), firstRows } }
    }
    case 'category': {
      const { codes, dictionary } = column
      const counts = new Uint32Array(dictionary.length)
      for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) counts[codes[row]!]!++
      yield
      return {
        sorted: null,
        levels: { codes, counts: withMissing(codes, counts), firstRows: new Uint32Array() },
      }
    }
  }
}

function withMissing(codes: Int32Array, counts: Uint32Array): Uint32Array {
  const longer = new Uint32Array(counts.length + 1)
  longer.set(counts)
  longer[counts.length] = codes.length - counts.reduce((sum, count) => sum + count, 0)
  return longer
}
