import { CancelledError, FlagstoneError, UsageError } from '../errors.ts'
import type { Lesson } from '../feedback/feedback.ts'
import type { WhyLearned } from '../feedback/why-learned.ts'
import { exportFileName, totalsFileName } from '../export/file-names.ts'
import { NOTHING_CHANGED, type ExportFormat, type Sink } from '../export/table-writer.ts'
import type { CutChoice, Settings } from '../settings.ts'
import type { EvidenceAnswer, EvidenceKind, EvidenceRequest } from '../evidence/evidence.ts'
import type { EvidenceContext } from '../evidence/evidence-context.ts'
import type { AnswerOf, QuestionKind, RequestOf } from '../questions/questions.ts'
import type { ResolvedCut } from '../ranking/plain-cut.ts'
import type { SelectClause, SelectedRows } from '../select/predicate.ts'
import type { ByteSource } from '../table/byte-source.ts'
import { midRanks } from '../compare/mid-ranks.ts'
import { columnAt, rowCells, unreadableCells } from './cells.ts'
import type { ComparedRanking, PlantedRound, PlantRequest } from './compare-results.ts'
import { ComparedRuns, sameRequest } from './compared-runs.ts'
import { openDataset, type Dataset } from './dataset.ts'
import { detect } from './detect.ts'
import type { Run } from './run.ts'
import { Explainer } from './explainer.ts'
import { Learning } from './learning.ts'
import { aboutExport, type ExportContext } from './export-about.ts'
import { exportRows, type ExportedRows, type Written } from './export-rows.ts'
import type { Reason } from '../explain/reasons.ts'
import type { FlaggedGroups } from '../groups/groups.ts'
import { runWork, type Host, type Runner } from './host.ts'
import type { ReportFile, ReportRequest, ReportSources } from './make-report.ts'
import { packModel, type KeptModel } from './kept-model.ts'
import { allQuestions, QuestionDesk } from './question-desk.ts'
import { RawRowCache } from './raw-row-cache.ts'
import type { DetectRequest, OpenOptions, Ranking, RowCells, RowDetails, UnreadableCell } from './results.ts'
import { settingsOf } from './saved-settings.ts'
import { Selector } from './selector.ts'
import { sortRows } from './sort-rows.ts'
import { totalsCsv } from './totals.ts'
import { writeScores } from './write-scores.ts'

export interface WrittenFile extends Written {
  readonly fileName: string
}

/**
 * One open file and its latest run: what both doors, the page's worker and the command line, speak to.
 * Detectors run wherever the runner runs them; everything else runs here, in slices between which the
 * given host may pause or cancel.
 */
export class Session {
  readonly #source: ByteSource
  readonly #runner: Runner
  readonly #explainer: Explainer
  readonly #raw = new RawRowCache()
  readonly #selector = new Selector()
  readonly #compared = new ComparedRuns()
  readonly #learning = new Learning()
  #dataset: Dataset
  #questions: QuestionDesk
  #run: Run | null = null
  /** The latest run as the detector made it: the same one, unless decisions changed the order. */
  #own: Run | null = null

  private constructor(source: ByteSource, runner: Runner, dataset: Dataset) {
    this.#source = source
    this.#runner = runner
    this.#dataset = dataset
    this.#questions = new QuestionDesk(dataset)
    this.#explainer = new Explainer(runner)
  }

  /** Reads a file; see `openDataset` for errors and cost. */
  static async open(source: ByteSource, options: OpenOptions, runner: Runner, host: Host): Promise<Session> {
    const session = new Session(source, runner, await openDataset(source, options, host))
    void allQuestions() // the first one comes soon
    return session
  }

  get dataset(): Dataset {
    return this.#dataset
  }

  /** Reads the file again with other choices; when that fails, what was open stays open. */
  async reopen(options: OpenOptions, host: Host): Promise<Dataset> {
    const dataset = await openDataset(this.#source, options, host)
    this.#dataset = dataset
    this.#run = null
    this.#own = null
    this.#learning.forget()
    this.#compared.clear()
    this.#raw.clear()
    this.#selector.clear()
    this.#questions = new QuestionDesk(dataset)
    return dataset
  }

  /**
   * Ranks the rows; see `detect` for errors and cost. The run before is forgotten only when this one is done, and
   * while runs are compared it stays one of them. A run that is kept for comparison is not made again.
   */
  async detect(request: DetectRequest, host: Host, model: KeptModel | null = null): Promise<Ranking> {
    const kept = await this.#compared.restore(this.#dataset, request, host)
    const run = kept ?? (await detect(this.#dataset, request, this.#runner, host, model))
    if (this.#own !== null && this.#compared.size > 0) this.#compared.keep(this.#own, run.job.x)
    this.#compared.drop(request)
    this.#compared.keepOnly(run.job.x)
    this.#run = run
    this.#own = run
    this.#learning.forget()
    this.#selector.clear()
    return run.ranking
  }

  /** The latest run's model, to be kept for `detect` on another visit; null where it is too large. See `packModel`. */
  packModel(stamp: string, host: Host): Promise<Uint8Array<ArrayBuffer> | null> {
    return packModel(this.#detected(), stamp, this.#runner, host)
  }

  /** Gets the latest run ready to learn from decisions, so that the first one is as quick as the others. */
  async prepareLearning(host: Host): Promise<void> {
    await this.#learning.prepare(this.#detected(), host)
  }

  /** Lets go of what `prepareLearning` keeps. */
  forgetLearning(): void {
    this.#learning.forget()
  }

  /** The first rows of the order that `learn` would give, before all rows are in order. */
  learnTop(lessons: readonly Lesson[], count: number, host: Host): Promise<Uint32Array> {
    return this.#learning.top(this.#detected(), lessons, count, host)
  }

  /**
   * Makes the order that was learned from decisions the session's own, for exports, details and questions too; see
   * `Learning.learn` for errors and cost. Lessons that teach nothing bring the detector's own ranking back.
   */
  async learn(lessons: readonly Lesson[], host: Host): Promise<Ranking> {
    const own = this.#detected()
    const run = await this.#learning.learn(this.#dataset, own, lessons, host)
    if (this.#own !== own) throw new CancelledError() // another detector has run meanwhile
    this.#run = run
    this.#selector.clear()
    return run.ranking
  }

  /** Ranks the rows by another detector, beside the ranking that there is; see `detect` for errors and cost. */
  async compare(request: DetectRequest, host: Host): Promise<ComparedRanking> {
    const current = this.#finished()
    const run = await detect(this.#dataset, request, this.#runner, host)
    this.#compared.keep(run, current.job.x)
    const { detector, params, seed, scores, order, notes, timingsMs } = run.ranking
    return { request, detector, params, seed, order, ranks: midRanks(scores, order), notes, timingsMs }
  }

  /** Why rows rank where they do in a ranking of `compare`: the strongest reasons of each row. */
  async comparedReasons(
    request: DetectRequest,
    rows: Uint32Array,
    limit: number,
    host: Host,
  ): Promise<Reason[][]> {
    const run = this.#runOf(request)
    const reasons: Reason[][] = []
    for await (const block of this.#explainer.explain(this.#dataset, run, rows, host, limit))
      reasons.push(...block)
    return reasons
  }

  /** The flagged rows in groups by why they stand out; see `groupFlagged`. */
  async groupFlagged(cut: number, host: Host, locale?: string): Promise<FlaggedGroups> {
    const { groupFlagged } = await import('./group-flagged.ts')
    return groupFlagged(this.#dataset, this.#finished(), cut, this.#runner, host, locale)
  }

  /** Lets a ranking of `compare` go. */
  forgetCompared(request: DetectRequest): void {
    this.#compared.drop(request)
  }

  /** The latest run's first rows as they would be with another seed; see `orderWithSeed`. */
  async orderWithSeed(seed: number, top: number, host: Host): Promise<Uint32Array> {
    const { orderWithSeed } = await reruns()
    return orderWithSeed(this.#finished(), seed, top, this.#runner, host)
  }

  /** Where made-up anomalies would rank by the latest run's detector; see `plantRound`. */
  async plantRound(request: PlantRequest, host: Host): Promise<PlantedRound> {
    const { plantRound } = await reruns()
    return plantRound(this.#dataset, this.#finished(), request, this.#runner, host)
  }

  /** What each column did to rows in the order that `learn` gives; see `whyLearned`. */
  whyLearned(lessons: readonly Lesson[], rows: Uint32Array, host: Host): Promise<WhyLearned> {
    return this.#learning.why(this.#detected(), lessons, rows, host)
  }

  /** Cells of rows as the page shows them. */
  rows(rows: Uint32Array): RowCells[] {
    return Array.from(rows, (row) => rowCells(this.#dataset, row))
  }

  /** One row with its score, its reasons (numbers in the reader's `locale`) and its cells as the file has them. */
  async details(row: number, host: Host, locale?: string): Promise<RowDetails> {
    const run = this.#finished()
    const cells = rowCells(this.#dataset, row)
    // Reasons and cells as they were read need the file no more: a file that has changed takes only its own away.
    const verbatim = this.#raw.get(this.#dataset, run, row, host).then((raw) => ({ raw }), unreadableNow)
    verbatim.catch(() => undefined) // told by the await below, also when explaining fails first
    const reasons: Reason[] = []
    const explained = this.#explainer.explain(
      this.#dataset,
      run,
      Uint32Array.of(row),
      host,
      undefined,
      locale,
    )
    for await (const [first = []] of explained) reasons.push(...first)
    return {
      ...cells,
      score: run.ranking.scores[row]!,
      rank: this.#raw.rankOf(run, row),
      ...(await verbatim),
      reasons,
    }
  }

  /** Evidence on one row of the latest run; see each kind for its cost. */
  async evidence<K extends EvidenceKind>(
    kind: K,
    request: EvidenceRequest<K>,
    host: Host,
  ): Promise<EvidenceAnswer<K>> {
    const { evidence } = await import('../evidence/evidence.ts')
    rowCells(this.#dataset, request.row) // throws where there is no such row
    const context = {
      dataset: this.#dataset,
      run: this.#finished(),
      own: this.#detected(),
      runner: this.#runner,
      host,
    }
    // The registry pairs every kind with its own request and answer.
    const answer = evidence[kind] as (
      context: EvidenceContext,
      request: EvidenceRequest<K>,
    ) => Promise<EvidenceAnswer<K>>
    return answer(context, request)
  }

  /** Rows in the order of a column; see `sortRows`. */
  async sortRows(rows: Uint32Array, column: number, descending: boolean, host: Host): Promise<Uint32Array> {
    return runWork(sortRows(columnAt(this.#dataset, column), rows, descending), host)
  }

  /** Answers a question about the open file, or about a sample of it; see `QuestionDesk.ask`. */
  ask<K extends QuestionKind>(
    kind: K,
    request: RequestOf<K>,
    sample: boolean,
    host: Host,
  ): Promise<AnswerOf<K>> {
    return this.#questions.ask(kind, request, this.#run?.ranking ?? null, sample, host)
  }

  /** Which rows pass all clauses; see `Selector`. */
  select(clauses: readonly SelectClause[], host: Host): Promise<SelectedRows> {
    return this.#selector.select(this.#dataset, this.#run?.ranking.scores ?? null, clauses, host)
  }

  /** Cells that could not be read as their column's type. */
  unreadable(column: number, offset: number, limit: number): UnreadableCell[] {
    return unreadableCells(this.#dataset, column, offset, limit)
  }

  /**
   * Writes rows with their scores, reasons and decisions as a file; see `exportRows`.
   *
   * @param neutralise put an apostrophe before formula cells of CSV
   */
  async exportRows(
    rows: ExportedRows,
    format: ExportFormat,
    context: ExportContext,
    neutralise: boolean,
    host: Host,
    sink: Sink,
  ): Promise<WrittenFile> {
    const dataset = this.#dataset
    const run = typeof rows === 'string' ? this.#finished() : this.#run
    const { name, rowCount } = dataset.summary
    const { cut, decisions } = context
    const written = rows === 'all' ? rowCount : rows === 'flagged' ? cut : rows.length
    const what = typeof rows === 'string' ? rows : 'selected'
    const about = aboutExport(dataset, run, context, WORDS[what], written)
    const reasonsOf = (explained: Uint32Array, limit: number) =>
      run === null ? nothing() : this.#explainer.explain(dataset, run, explained, host, limit)
    const wanted = { rows, format, cut, neutralise, decisions, about }
    const done = await exportRows(dataset, run, wanted, reasonsOf, host, sink)
    const head = decisions.size > 0 ? (about.log?.head ?? null) : null
    return { ...done, fileName: exportFileName(name, what, written, rowCount, cut, head, format) }
  }

  /** The report on the latest run; see `makeReport`. */
  async report(request: ReportRequest, host: Host): Promise<ReportFile> {
    const { makeReport } = await import('./make-report.ts')
    const run = this.#finished()
    const dataset = this.#dataset
    const sources: ReportSources = {
      ask: (kind, asked, sample) => this.ask(kind, asked, sample, host),
      reasons: (rows, limit) => this.#explainer.explain(dataset, run, rows, host, limit),
      groups: (cut) => this.groupFlagged(cut, host),
    }
    return makeReport(dataset, run, request, sources, host)
  }

  /** One line per row of the file: `row,line,score,rank,flagged`. */
  writeScores(cut: number, host: Host, sink: Sink): Promise<void> {
    return writeScores(this.#dataset, this.#finished(), cut, host, sink)
  }

  /** The control totals as CSV; `log`: the decision log that goes with them. */
  async writeTotals(cut: number, sink: Sink, log: ExportContext['log'] = null): Promise<WrittenFile> {
    const { summary } = this.#dataset
    const text = totalsCsv(summary, this.#finished().ranking, cut, log)
    await sink(new TextEncoder().encode(text))
    return { rows: text.split('\r\n').length - 2, ...NOTHING_CHANGED, fileName: totalsFileName(summary.name) }
  }

  /** Everything that decides the result, for this and other doors. */
  settings(cut: CutChoice): Settings {
    const settings = settingsOf(this.#dataset, this.#run?.request ?? null, cut)
    return this.#run?.ranking.learned === undefined ? settings : { ...settings, feedback: { on: true } }
  }

  /** How many rows a choice flags in the latest run. */
  async resolveCut(choice: CutChoice): Promise<ResolvedCut> {
    const { ranking } = this.#finished()
    const { resolveChoice } = await import('./resolve-choice.ts')
    return resolveChoice(choice, this.#dataset, ranking)
  }

  #runOf(request: DetectRequest): Run {
    const current = this.#finished()
    if (sameRequest(current.request, request)) return current
    const kept = this.#compared.find(request)
    if (kept === null) {
      const message = `The scores of ${request.detector} are not kept any more. Run it again to see its reasons.`
      throw new UsageError('no-such-run', message, { detector: request.detector })
    }
    return kept
  }

  #finished(): Run {
    return ranked(this.#run)
  }

  #detected(): Run {
    return ranked(this.#own)
  }
}

const WORDS = {
  flagged: 'flagged rows, most anomalous first',
  selected: 'selected rows',
  all: 'all rows, in the order of the file',
} as const

async function* nothing(): AsyncGenerator<never> {
  // Nothing is ranked, so that there are no reasons.
}

/** Why the cells cannot be read again, for the user. @throws what is not about the file */
function unreadableNow(cause: unknown): Pick<RowDetails, 'raw' | 'rawProblem'> {
  if (!(cause instanceof FlagstoneError) || cause instanceof CancelledError) throw cause
  return { raw: null, rawProblem: cause.message }
}

function ranked(run: Run | null): Run {
  if (run === null)
    throw new FlagstoneError('no-ranking', 'There is no result yet. Find the anomalies first.')
  return run
}

/** Loaded when it is first asked for. */
function reruns() {
  return import('./reruns.ts')
}
