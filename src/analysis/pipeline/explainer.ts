import { createReasonContext, describeRows, type Reason, type ReasonContext } from '../explain/reasons.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import { runWork, type Host, type Runner } from './host.ts'

/** Rows explained by the detector at once. */
const BLOCK_ROWS = 1024
/** Rows compared with all rows at once; many, because each time costs a sort per column. */
const COMPARED_ROWS = 1 << 17

/** Says why rows of a run rank where they do. */
export class Explainer {
  readonly #runner: Runner
  #features: unknown = null
  #locale: string | undefined
  #context: ReasonContext | null = null

  constructor(runner: Runner) {
    this.#runner = runner
  }

  /**
   * @param rows row indices
   * @param limit reasons per row, the strongest; absent: all
   * @param locale of numbers, as a BCP 47 tag; what is written to files has none
   * @returns block by block of consecutive rows, per row, one reason per source column, by contribution, descending
   */
  async *explain(
    dataset: Dataset,
    run: Run,
    rows: Uint32Array,
    host: Host,
    limit?: number,
    locale?: string,
  ): AsyncGenerator<Reason[][]> {
    const context = this.#contextOf(dataset, run, locale)
    const sources = run.job.x.sources.length
    for (let from = 0; from < rows.length; from += COMPARED_ROWS) {
      const compared = rows.subarray(from, from + COMPARED_ROWS)
      const reasonsAt = await runWork(describeRows(context, compared), host)
      for (let start = 0; start < compared.length; start += BLOCK_ROWS) {
        const block = compared.slice(start, start + BLOCK_ROWS)
        const contributions = await this.#runner.explain(run.job, run.model, block)
        yield Array.from(block, (_, i) =>
          reasonsAt(start + i, contributions.subarray(i * sources, (i + 1) * sources), limit),
        )
        await host.breathe()
      }
    }
  }

  #contextOf(dataset: Dataset, run: Run, locale: string | undefined): ReasonContext {
    // Runs on the same features share what their cells are compared with.
    if (this.#features === run.job.x && this.#locale === locale && this.#context !== null)
      return this.#context
    this.#features = run.job.x
    this.#locale = locale
    this.#context = createReasonContext(dataset.read.table, dataset.statistics, run.job.x.sources, locale)
    return this.#context
  }
}
