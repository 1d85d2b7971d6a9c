import { float32Text } from '../export/float32-text.ts'
import type { Sink } from '../export/table-writer.ts'
import { createTextChunks } from '../export/text-chunks.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import type { Host } from './host.ts'
import { ranksOf } from './ranks.ts'

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
): Promise<void> {
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
}
