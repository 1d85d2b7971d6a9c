import { createCsvWriter } from '../export/csv.ts'
import { float32Text } from '../export/float32-text.ts'
import { createLinePool } from '../export/line-pool.ts'
import { createTextChunks } from '../export/text-chunks.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './detect.ts'
import type { Host } from './host.ts'
import { ranksOf } from './ranks.ts'
import { eachRawRow } from './raw-rows.ts'
import type { Sink, Written } from './write-rows.ts'

/** Lines written between two pauses. */
const BLOCK = 8192

/**
 * Writes chosen rows: rank, score and whether the row is flagged (empty without a run), then the file's own
 * columns with their cells as the file has them.
 *
 * @param rows row indices in the order in which they are written; each at most once
 * @param cut how many rows of the run's order are flagged
 * @param neutralise put an apostrophe before formula cells
 *
 * Cost: one pass over the file; holds the chosen rows' text.
 */
export async function writeSelected(
  dataset: Dataset,
  run: Run | null,
  rows: Uint32Array,
  cut: number,
  neutralise: boolean,
  host: Host,
  sink: Sink,
): Promise<Written> {
  const csv = createCsvWriter(neutralise)
  const out = createTextChunks()
  const names = dataset.read.table.columns.map((column) => column.name)
  out.add(csv.line(['rank', 'score', 'flagged'], names))

  const ranks = run === null ? null : ranksOf(run.ranking)
  const places = new Int32Array(dataset.read.table.rowCount).fill(-1)
  let last = -1
  for (let k = 0; k < rows.length; k++) {
    places[rows[k]!] = k
    if (rows[k]! > last) last = rows[k]!
  }
  const lines = createLinePool(rows.length)
  if (rows.length > 0) {
    const chosen = (row: number) => places[row]! >= 0
    await eachRawRow(dataset, 'Writing', host, chosen, last, (row, cells) => {
      const rank = ranks?.[row]
      const own =
        rank === undefined || run === null
          ? ['', '', '']
          : [String(rank + 1), float32Text(run.ranking.scores[row]!), rank < cut ? '1' : '0']
      lines.set(places[row]!, csv.line(own, cells))
    })
  }
  for (let k = 0; k < rows.length; k++) {
    out.add(lines.get(k))
    if (k % BLOCK !== BLOCK - 1) continue
    const piece = out.take()
    if (piece) await sink(piece)
    await host.breathe()
  }
  await sink(out.rest())
  return { rows: rows.length, neutralised: csv.neutralised }
}
