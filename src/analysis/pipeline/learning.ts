import { UsageError } from '../errors.ts'
import { lessonsKey, teaches, type Lesson } from '../feedback/feedback.ts'
import {
  firstRows,
  prepareLearner,
  teach,
  wholeOrder,
  type Learner,
  type Taught,
} from '../feedback/learner.ts'
import { whyLearned, type WhyLearned } from '../feedback/why-learned.ts'
import { amountAlong } from '../ranking/amount-along.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import { runWork, type Host } from './host.ts'

/** Re-ranks a detector's run by what was decided about its rows. */
export class Learning {
  #run: Run | null = null
  #ready: Promise<Learner | null> | null = null
  #taught: { readonly key: string; readonly taught: Taught } | null = null

  /** Lets go of what was kept for learning: a byte per row and tree. */
  forget(): void {
    this.#run = null
    this.#ready = null
    this.#taught = null
  }

  /**
   * Gets a run ready, once: the first call does it, later ones wait for it.
   *
   * @param run as the detector made it
   */
  prepare(run: Run, host: Host): Promise<Learner | null> {
    if (this.#run === run && this.#ready !== null) return this.#ready
    this.forget()
    const { scores, order, seed } = run.ranking
    const ready = runWork(prepareLearner({ x: run.job.x, scores, order, seed }), host)
    this.#run = run
    this.#ready = ready
    ready.catch(() => {
      if (this.#ready === ready) this.forget()
    })
    return ready
  }

  /**
   * The first rows of the learned order: the same as `learn` gives, before all rows are in order.
   *
   * @param lessons at least one that teaches
   */
  async top(run: Run, lessons: readonly Lesson[], count: number, host: Host): Promise<Uint32Array> {
    return firstRows(await this.#teach(run, lessons, host), count)
  }

  /**
   * The run with the learned order in place of its own; the run itself where the lessons teach nothing.
   *
   * @param run as the detector made it
   * @throws UsageError for a row that the table does not have, and for more rows than learning has memory for
   *
   * Cost: a look-up per row and tree, and a sort; the first time also the scores of a forest for all rows.
   */
  async learn(dataset: Dataset, run: Run, lessons: readonly Lesson[], host: Host): Promise<Run> {
    if (!teaches(lessons)) return run
    const taught = await this.#teach(run, lessons, host)
    const order = await runWork(wholeOrder(taught), host)
    const { amountColumn } = dataset.summary
    const amount = amountColumn === null ? undefined : dataset.read.table.columns[amountColumn]
    const along = amount?.type === 'number' ? await runWork(amountAlong(amount.values, order), host) : null
    const { scores, learned } = taught
    return { ...run, ranking: { ...run.ranking, scores, order, amountAlong: along, learned } }
  }

  /** What each column did to rows in the learned order; see `whyLearned`. */
  async why(run: Run, lessons: readonly Lesson[], rows: Uint32Array, host: Host): Promise<WhyLearned> {
    const taught = await this.#teach(run, lessons, host)
    const learner = await this.prepare(run, host)
    if (learner === null) throw tooManyRows(run.ranking.order.length)
    return whyLearned(learner, taught, rows)
  }

  async #teach(run: Run, lessons: readonly Lesson[], host: Host): Promise<Taught> {
    requireRows(lessons, run.ranking.order.length)
    const key = lessonsKey(lessons)
    const learner = await this.prepare(run, host)
    if (learner === null) throw tooManyRows(run.ranking.order.length)
    if (this.#taught?.key === key) return this.#taught.taught
    const taught = await runWork(teach(learner, lessons), host)
    this.#taught = { key, taught }
    return taught
  }
}

function requireRows(lessons: readonly Lesson[], rows: number): void {
  for (const { row } of lessons) {
    if (Number.isInteger(row) && row >= 0 && row < rows) continue
    const message = `A decision is about row ${row + 1}, and the table has ${rows}. Open the file that the decisions were made on.`
    throw new UsageError('unknown-row', message, { row })
  }
}

function tooManyRows(rows: number): UsageError {
  const count = rows.toLocaleString('en-US')
  const message = `The order cannot learn from decisions here: with ${count} rows there is no memory for it. Open a sample of the file to use it.`
  return new UsageError('too-many-rows-to-learn', message, { rows })
}
