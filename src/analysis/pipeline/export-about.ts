import type { Decision } from '../decisions/decision.ts'
import type { About } from '../export/about.ts'
import { scoreAtCut } from '../ranking/cut.ts'
import { thresholdWords } from '../report/threshold-words.ts'
import type { CutChoice } from '../settings.ts'
import type { Dataset } from './dataset.ts'
import type { Run } from './run.ts'
import type { Learned } from '../feedback/feedback.ts'
import { settingsOf } from './saved-settings.ts'

/** What a door knows and the engine does not, for what is written. */
export interface ExportContext {
  /** SHA-256 of the file's bytes in hex; null where it is not known (yet). */
  readonly sha256: string | null
  readonly cutChoice: CutChoice
  /** How many rows of the order are flagged. */
  readonly cut: number
  /** By row. */
  readonly decisions: ReadonlyMap<number, Decision>
  /** The log that they come from; null without any. */
  readonly log: About['log']
  readonly version: string
  /** Epoch ms. */
  readonly at: number
}

/** Where rows come from and how they were ranked. */
export function aboutExport(
  dataset: Dataset,
  run: Run | null,
  context: ExportContext,
  exported: string,
  exportedRows: number,
): About {
  const { summary } = dataset
  const { cut, cutChoice } = context
  return {
    file: {
      name: summary.name,
      bytes: summary.bytes,
      sha256: context.sha256,
      rows: summary.rowCount,
      columns: summary.columns.length,
    },
    exported,
    exportedRows,
    ranking: run === null ? null : aboutRanking(run, cut, cutChoice),
    log: context.log,
    version: context.version,
    at: context.at,
    settings: {
      ...settingsOf(dataset, run?.request ?? null, cutChoice),
      ...(run?.ranking.learned === undefined ? {} : { feedback: { on: true } }),
    },
  }
}

function aboutRanking({ ranking }: Run, cut: number, choice: CutChoice): About['ranking'] {
  return {
    detector: ranking.detector,
    seed: ranking.seed,
    features: ranking.features.filter(({ used }) => used).map(({ name }) => name),
    flagged: cut,
    threshold: scoreAtCut(ranking.scores, ranking.order, cut),
    chosen: thresholdWords(choice, ranking.defaultCut, cut),
    learned: learnedWords(ranking.learned),
  }
}

function learnedWords(learned: Learned | undefined): string | null {
  if (learned === undefined) return null
  const { decisions, positives } = learned
  const n = (value: number) => value.toLocaleString('en-US')
  return `The order was learned from ${n(decisions)} ${decisions === 1 ? 'decision' : 'decisions'}, ${n(positives)} of them anomalies: the detector's scores are changed by them.`
}
