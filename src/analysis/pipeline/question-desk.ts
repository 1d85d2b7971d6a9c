import { createKeeper, type Keeper } from '../questions/keeper.ts'
import type { Question, QuestionContext } from '../questions/question.ts'
import type { AnswerOf, QuestionKind, RequestOf } from '../questions/questions.ts'
import { evenRows, SAMPLE_ROWS, tableOfRows } from '../questions/sample-table.ts'
import type { Table } from '../table/table.ts'
import type { Dataset } from './dataset.ts'
import { runWork, type Host } from './host.ts'
import type { Ranking } from './results.ts'

/** Answers questions about one reading of a file, and keeps what several of them need. */
export class QuestionDesk {
  readonly #dataset: Dataset
  readonly #keeper = createKeeper()
  #sample: { readonly rows: Uint32Array; readonly table: Table; readonly keeper: Keeper } | null = null

  constructor(dataset: Dataset) {
    this.#dataset = dataset
  }

  /**
   * Answers a question; see each one for its errors and cost.
   *
   * @param ranking what questions about scores are about; null: there is none yet
   * @param sample answer from some 20,000 evenly drawn rows
   */
  async ask<K extends QuestionKind>(
    kind: K,
    request: RequestOf<K>,
    ranking: Ranking | null,
    sample: boolean,
    host: Host,
  ): Promise<AnswerOf<K>> {
    const questions = await allQuestions()
    // The registry pairs every kind with its own request and answer.
    const question = questions[kind] as unknown as Question<RequestOf<K>, AnswerOf<K>>
    const context = sample ? this.#sampleContext(ranking) : this.#context(ranking)
    return runWork(question(context, request), host, 'Working')
  }

  #context(ranking: Ranking | null): QuestionContext {
    const { read, statistics, roles } = this.#dataset
    return {
      table: read.table,
      statistics,
      roles,
      scores: ranking?.scores ?? null,
      order: ranking?.order ?? null,
      lineOf: read.lineOf,
      kept: this.#keeper.kept,
    }
  }

  #sampleContext(ranking: Ranking | null): QuestionContext {
    const all = this.#context(ranking)
    if (all.table.rowCount <= SAMPLE_ROWS) return all
    if (this.#sample === null) {
      const rows = evenRows(all.table.rowCount, SAMPLE_ROWS)
      this.#sample = { rows, table: tableOfRows(all.table, rows), keeper: createKeeper() }
    }
    const { rows, table, keeper } = this.#sample
    const { scores } = all
    return {
      ...all,
      table,
      scores: scores === null ? null : Float32Array.from(rows, (row) => scores[row]!),
      order: null,
      lineOf: (row) => all.lineOf(rows[row]!),
      kept: keeper.kept,
    }
  }
}

/** Loaded apart from the rest, so that a page can be used before everything that may be asked is there. */
export async function allQuestions() {
  const { questions } = await import('../questions/questions.ts')
  return questions
}
