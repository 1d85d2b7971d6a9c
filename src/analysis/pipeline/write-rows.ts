import { reasonText, type Reason } from '../explain/reasons.ts'
import { createCsvWriter, inert, joined } from '../export/csv.ts'
import { float32Text } from '../export/float32-text.ts'
import { createLinePool } from '../export/line-pool.ts'
import { createTextChunks } from '../export/text-chunks.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './detect.ts'
import type { Host } from './host.ts'
import { ranksOf } from './ranks.ts'
import { eachRawRow } from './raw-rows.ts'

/** Takes pieces of UTF-8 text in order. */
export type Sink = (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>

export interface Written {
  readonly rows: number
  /** Cells that a spreadsheet would have run as a formula. */
  readonly neutralised: number
}

/** The strongest reasons of many rows, in the order of `rows`, block by block. */
export type ReasonsOf = (rows: Uint32Array, limit: number) => AsyncIterable<readonly (readonly Reason[])[]>

/**
 * Writes the flagged rows, most anomalous first: rank, score and reasons, then the file's own columns with
 * their cells as the file has them.
 *
 * @param cut how many rows of the order are flagged
 * @param neutralise put an apostrophe before formula cells
 *
 * Cost: one pass over the file, and an explanation per flagged row; holds the flagged rows' text.
 */
export async function writeFlagged(
  dataset: Dataset,
  run: Run,
  cut: number,
  neutralise: boolean,
  reasonsOf: ReasonsOf,
  host: Host,
  sink: Sink,
): Promise<Written> {
  const { order, scores } = run.ranking
  const csv = createCsvWriter(neutralise)
  const out = createTextChunks()
  out.add(csv.line(['rank', 'score', 'reasons'], namesOf(dataset)))

  const ranks = ranksOf(run.ranking)
  let last = -1
  for (let k = 0; k < cut; k++) if (order[k]! > last) last = order[k]!
  const lines = createLinePool(cut)
  const flagged = (row: number) => ranks[row]! < cut
  if (cut > 0) {
    await eachRawRow(dataset, 'Writing', host, flagged, last, (row, cells) => {
      lines.set(ranks[row]!, csv.line([], cells))
    })
  }
  let k = 0
  for await (const block of reasonsOf(order.subarray(0, cut), SHOWN_REASONS)) {
    for (const reasons of block) {
      // Reasons begin with a column's name, which is the file's and may be a formula.
      const why = reasonText(reasons, SHOWN_REASONS)
      const own = [String(k + 1), float32Text(scores[order[k]!]!), neutralise ? inert(why) : why]
      out.add(`${joined(own)},${lines.get(k)}`)
      k++
    }
    host.progress({ label: 'Explaining', done: k, total: cut, unit: 'rows' })
    const piece = out.take()
    if (piece) await sink(piece)
    await host.breathe()
  }
  await sink(out.rest())
  return { rows: cut, neutralised: csv.neutralised }
}

/** Writes every row in the file's order: rank, score and whether it is flagged, then its cells verbatim. */
export async function writeAllRows(
  dataset: Dataset,
  run: Run,
  cut: number,
  neutralise: boolean,
  host: Host,
  sink: Sink,
): Promise<Written> {
  const { scores } = run.ranking
  const ranks = ranksOf(run.ranking)
  const rows = dataset.read.table.rowCount
  const csv = createCsvWriter(neutralise)
  const out = createTextChunks()
  out.add(csv.line(['rank', 'score', 'flagged'], namesOf(dataset)))
  const pieces: Uint8Array<ArrayBuffer>[] = []
  // The pass cannot wait between two rows: pieces queue up for the length of one block of the file.
  const drain = async () => {
    for (const piece of pieces.splice(0)) await sink(piece)
  }
  const draining: Host = {
    ...host,
    breathe: async () => {
      await drain()
      await host.breathe()
    },
  }
  await eachRawRow(
    dataset,
    'Writing',
    draining,
    () => true,
    rows - 1,
    (row, cells) => {
      const rank = ranks[row]!
      out.add(csv.line([String(rank + 1), float32Text(scores[row]!), rank < cut ? '1' : '0'], cells))
      const piece = out.take()
      if (piece) pieces.push(piece)
    },
  )
  await drain()
  await sink(out.rest())
  return { rows, neutralised: csv.neutralised }
}

/**
 * Writes one line per data row in the file's order, `row,line,score,rank,flagged`: row and rank count from 1,
 * line is where the row starts in the file.
 */
export async function writeScores(
  dataset: Dataset,
  run: Run,
  cut: number,
  host: Host,
  sink: Sink,
): Promise<Written> {
  const { scores } = run.ranking
  const ranks = ranksOf(run.ranking)
  const out = createTextChunks()
  out.add('row,line,score,rank,flagged\r\n')
  for (let row = 0; row < scores.length; row++) {
    const rank = ranks[row]!
    const line = dataset.read.lineOf(row)
    out.add(`${row + 1},${line},${float32Text(scores[row]!)},${rank + 1},${rank < cut ? 1 : 0}\r\n`)
    const piece = out.take()
    if (piece === null) continue
    await sink(piece)
    host.progress({ label: 'Writing', done: row + 1, total: scores.length, unit: 'rows' })
    await host.breathe()
  }
  await sink(out.rest())
  return { rows: scores.length, neutralised: 0 }
}

function namesOf(dataset: Dataset): string[] {
  return dataset.read.table.columns.map((column) => column.name)
}

/** Reasons written per row. */
const SHOWN_REASONS = 3
