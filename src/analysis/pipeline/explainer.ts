import { createReasonContext, reasonsFor, type Reason, type ReasonContext } from '../explain/reasons.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './detect.ts'
import { runWork, type Host, type Runner } from './host.ts'

/** Says why rows of a run rank where they do. What cells are compared with is prepared once per run. */
export class Explainer {
  readonly #runner: Runner
  #run: Run | null = null
  #context: ReasonContext | null = null

  constructor(runner: Runner) {
    this.#runner = runner
  }

  /**
   * @param rows row indices
   * @returns per row, one reason per source column, by contribution, descending
   */
  async explain(dataset: Dataset, run: Run, rows: Uint32Array, host: Host): Promise<Reason[][]> {
    const context = await this.#contextOf(dataset, run, host)
    const sources = run.job.x.sources.length
    const contributions = await this.#runner.explain(run.job, run.model, rows)
    return Array.from(rows, (row, i) =>
      reasonsFor(context, row, contributions.subarray(i * sources, (i + 1) * sources)),
    )
  }

  async #contextOf(dataset: Dataset, run: Run, host: Host): Promise<ReasonContext> {
    if (this.#run === run && this.#context !== null) return this.#context
    const context = await runWork(createReasonContext(dataset.read.table, run.job.x.sources), host)
    this.#run = run
    this.#context = context
    return context
  }
}
