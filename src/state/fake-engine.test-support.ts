import type { FeatureChoice } from '../analysis/features/choose-features.ts'
import { midRanks } from '../analysis/compare/mid-ranks.ts'
import { PREPROCESSING_DEFAULTS } from '../analysis/preprocess/preprocessing.ts'
import type {
  ColumnFormats,
  ComparedRanking,
  DatasetSummary,
  DetectRequest,
  EngineApi,
  Ranking,
  Result,
} from '../workers/engine.api.ts'

/** A ranking of the given scores, in the order that the engine would give. */
export function rankingOf(scores: readonly number[], amounts?: readonly number[]): Ranking {
  const rows = scores.map((_, row) => row)
  const order = Uint32Array.from(rows.sort((a, b) => scores[b]! - scores[a]! || a - b))
  let sum = 0
  return {
    detector: 'iforest',
    params: {},
    seed: 1,
    scores: Float32Array.from(scores),
    order,
    amountAlong: amounts ? Float64Array.from(order, (row) => (sum += amounts[row]!)) : null,
    defaultCut: { cut: 2, standsOut: true, explanation: 'Two rows stand out.' },
    features: FEATURES,
    drivers: [],
    notes: [],
    prepared: NOT_PREPARED,
    diagnostics: [],
    timingsMs: { features: 0, fit: 0, score: 0, rank: 0 },
  }
}

/** What the engine would tell of a ranking beside the page's own. */
export function comparedOf(request: DetectRequest, scores: readonly number[]): ComparedRanking {
  const { detector, params, seed } = request
  const { order, scores: given, notes, timingsMs } = rankingOf(scores)
  return { request, detector, params, seed, order, ranks: midRanks(given, order), notes, timingsMs }
}

/** Nothing was done to the cells. */
export const NOT_PREPARED: Ranking['prepared'] = {
  preprocessing: PREPROCESSING_DEFAULTS,
  fittedRows: 6,
  encoding: [],
}

export const FEATURES: readonly FeatureChoice[] = [
  { column: 0, name: 'id', used: false, reason: 'left out: names rows', imputed: 0, encoding: '' },
  { column: 1, name: 'amount', used: true, reason: '', imputed: 0, encoding: 'as it is' },
  { column: 2, name: 'fee', used: true, reason: '', imputed: 1, encoding: 'as it is' },
]

const FORMATS: ColumnFormats = {
  number: [
    { code: 'decimal-point', label: 'decimal point' },
    { code: 'decimal-comma', label: 'decimal comma' },
  ],
  datetime: [],
  category: [],
  text: [],
}

export const DATASET: DatasetSummary = {
  name: 'orders.csv',
  bytes: 1234,
  rowCount: 6,
  columns: FEATURES.map(({ column, name }) => ({
    index: column,
    name,
    type: 'number',
    role: 'feature',
    roleReason: '',
    format: { code: 'integer', label: 'whole numbers' },
    example: '1',
    missing: 0,
    unreadable: column === 2 ? 1 : 0,
    distinct: 6,
    distinctIsLowerBound: false,
    min: 0,
    max: 1,
    mean: 0.5,
    median: 0.5,
  })),
  read: {
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    header: true,
    skippedLines: 0,
    rowsRead: 6,
    rowsSkipped: [{ reason: 'blank', count: 2, firstLines: [3, 5] }],
    raggedShort: 0,
    raggedLong: 0,
    warnings: [],
  },
  amountColumn: 1,
  amountTotal: 210,
  timeColumn: null,
  features: FEATURES,
}

export const SCORES = [0.4, 0.9, 0.5, 0.7, 0.7, 0.7]
export const AMOUNTS = [10, 20, 30, 40, 50, 60]

interface Call {
  readonly name: string
  readonly args: readonly unknown[]
}

/** An engine that remembers what it was asked and answers at once; each answer can be replaced. */
export function fakeEngine(replace: Partial<EngineApi> = {}): EngineApi & { readonly calls: Call[] } {
  const calls: Call[] = []
  const ok = <T>(value: T): Result<T> => ({ ok: true, value })
  const answers: EngineApi = {
    catalog: () => Promise.resolve([]),
    formats: () => Promise.resolve(FORMATS),
    open: () => Promise.resolve(ok(DATASET)),
    reopen: () => Promise.resolve(ok(DATASET)),
    detect: (request: DetectRequest) =>
      Promise.resolve(ok({ ...rankingOf(SCORES, AMOUNTS), seed: request.seed })),
    packModel: () => Promise.resolve(ok(new Blob(['model']))),
    offerModel: () => Promise.resolve(ok(null)),
    compare: (request) => Promise.resolve(ok(comparedOf(request, SCORES))),
    comparedReasons: (_request, rows) => Promise.resolve(ok(Array.from(rows, () => []))),
    groupFlagged: (cut) =>
      Promise.resolve(ok({ lookedAt: cut, flagged: cut, groups: [], own: new Uint32Array(), silhouette: 0 })),
    forgetCompared: () => Promise.resolve(ok(null)),
    orderWithSeed: (_seed, top) => Promise.resolve(ok(rankingOf(SCORES).order.slice(0, top))),
    plantRound: ({ seed }) => Promise.resolve(ok({ seed, kinds: [], leftOut: [] })),
    prepareLearning: () => Promise.resolve(ok(null)),
    learnTop: (_lessons, count) => Promise.resolve(ok(rankingOf(SCORES).order.slice(0, count))),
    whyLearned: (_lessons, rows) =>
      Promise.resolve(
        ok({ columns: [1], moved: new Float64Array(rows.length), own: new Float64Array(rows.length) }),
      ),
    learn: () => Promise.resolve(ok(rankingOf(SCORES, AMOUNTS))),
    ask: () => Promise.reject(new Error('not asked for')),
    select: (clauses) => {
      const all = new Uint8Array(DATASET.rowCount).fill(1)
      const without = clauses.flatMap(({ source }) => (source === null ? [] : [{ source, mask: null }]))
      return Promise.resolve(ok({ all, count: all.length, without }))
    },
    rows: () => Promise.resolve(ok([])),
    details: () => Promise.reject(new Error('not asked for')),
    evidence: () => Promise.reject(new Error('not asked for')),
    sortRows: (rows) => Promise.resolve(ok(rows)),
    unreadable: () => Promise.resolve(ok([])),
    exportRows: ({ context: { cut } }) =>
      Promise.resolve(
        ok({
          blob: new Blob(['x']),
          fileName: 'orders.flagged.csv',
          rows: cut,
          neutralised: 1,
          shortened: 0,
        }),
      ),
    resolveCut: () => Promise.resolve(ok({ cut: 1, note: null, used: true })),
    report: () => Promise.resolve(ok({ html: '<!doctype html>', fileName: 'orders-report.html' })),
    settings: (cut) =>
      Promise.resolve(
        ok({ flagstone: 1, dialect: {}, columns: {}, detector: 'iforest', params: {}, seed: 1, cut }),
      ),
    cancel: () => Promise.resolve(),
    close: () => Promise.resolve(),
    ...replace,
  }
  const engine = { ...answers, calls }
  const remember = <A extends unknown[], T>(name: string, call: (...args: A) => T) => {
    return (...args: A): T => {
      calls.push({ name, args })
      return call(...args)
    }
  }
  engine.open = remember('open', (input, options, tell) => answers.open(input, options, tell))
  engine.reopen = remember('reopen', (options, tell) => answers.reopen(options, tell))
  engine.detect = remember('detect', (request, tell) => answers.detect(request, tell))
  engine.exportRows = remember('exportRows', (request, tell) => answers.exportRows(request, tell))
  engine.settings = remember('settings', (cut) => answers.settings(cut))
  engine.resolveCut = remember('resolveCut', (choice) => answers.resolveCut(choice))
  engine.cancel = remember('cancel', () => answers.cancel())
  engine.close = remember('close', () => answers.close())
  return engine
}
