import { groupRows } from '../groups/group-rows.ts'
import { MOST_GROUPED, type FlaggedGroups } from '../groups/groups.ts'
import { evenRows } from '../questions/sample-table.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import { runWork, type Host, type Runner } from './host.ts'

/** Rows explained by the detector at once: few, so that the reasons of a row that is looked at can come between. */
const BLOCK_ROWS = 256
/** Rows below the line that tell which contributions are usual. */
const ORDINARY_ROWS = 512

/**
 * Puts the flagged rows of a finished run into groups by why they stand out; see `groupRows`.
 *
 * @param cut how many rows are flagged; of more than `MOST_GROUPED` the most anomalous are looked at
 * @param locale of numbers in the texts, as a BCP 47 tag
 * @throws CancelledError from the host
 *
 * Cost: the detector's explanations of the rows, and see `groupRows`.
 */
export async function groupFlagged(
  dataset: Dataset,
  run: Run,
  cut: number,
  runner: Runner,
  host: Host,
  locale?: string,
): Promise<FlaggedGroups> {
  const { order } = run.ranking
  const rows = order.slice(0, Math.min(cut, MOST_GROUPED))
  const below = order.subarray(cut)
  const ordinary = evenRows(below.length, ORDINARY_ROWS).map((k) => below[k]!)
  const total = rows.length + ordinary.length
  const contributionsOf = async (explained: Uint32Array, before: number) => {
    const { length } = run.job.x.sources
    const contributions = new Float64Array(explained.length * length)
    for (let start = 0; start < explained.length; start += BLOCK_ROWS) {
      const block = explained.slice(start, start + BLOCK_ROWS)
      contributions.set(await runner.explain(run.job, run.model, block), start * length)
      host.progress({ label: 'Explaining', done: before + start + block.length, total, unit: 'rows' })
      await host.breathe()
    }
    return contributions
  }
  const contributions = await contributionsOf(rows, 0)
  const usual = await contributionsOf(ordinary, rows.length)
  const { read, statistics, roles, summary } = dataset
  const { amountColumn } = summary
  const groups = await runWork(
    groupRows({
      table: read.table,
      statistics,
      roles,
      amountColumn,
      sources: run.job.x.sources,
      rows,
      contributions,
      ordinary: usual,
      ...(locale === undefined ? {} : { locale }),
    }),
    host,
    'Grouping',
  )
  return { ...groups, flagged: cut }
}
