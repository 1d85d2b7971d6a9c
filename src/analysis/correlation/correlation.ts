import { UsageError } from '../errors.ts'
import { columnAt, type QuestionContext } from '../questions/question.ts'
import { partOf, type Work } from '../work.ts'
import { averageLinkage } from './average-linkage.ts'
import { columnsFor, groupsAt, levelsAt, valuesAt } from './columns.ts'
import { valueReader } from './block-reader.ts'
import { correlationRatio } from './correlation-ratio.ts'
import { cramersV } from './cramers-v.ts'
import { intervalOf } from './intervals.ts'
import { KENDALL_ROWS, kendallMatrix } from './kendall.ts'
import {
  PAIR_METHODS,
  pairMethod,
  type ColumnKind,
  type CorrelationMethod,
  type Omitted,
  type PairMethod,
} from './methods.ts'
import type { PairFigure, PairMatrix } from './pair-matrix.ts'
import { pearsonMatrix } from './pearson.ts'
import { spearmanMatrix } from './spearman.ts'

/** Which rows a coefficient is of. */
export type Among =
  | { readonly kind: 'all' }
  /** The first `count` of the ranking. */
  | { readonly kind: 'flagged'; readonly count: number }
  | { readonly kind: 'rows'; readonly rows: Uint32Array }

export interface CorrelationRequest {
  /** Indices of table columns, in the order that the answer's have. */
  readonly columns: readonly number[]
  readonly method: CorrelationMethod
  readonly among: Among
  /** Also columns that name rows or that are to be ignored, which are otherwise left out. */
  readonly everyRole: boolean
}

/** Matrices are size × size, row by row, symmetric. */
export interface CorrelationAnswer {
  /** The columns that are in: `size` indices of table columns. */
  readonly columns: readonly number[]
  readonly kinds: readonly ColumnKind[]
  readonly omitted: readonly Omitted[]
  /** −1 … 1 (V and η: 0 … 1); NaN where there is none. */
  readonly values: Float64Array
  /** Rows that the coefficient is of. */
  readonly rows: Float64Array
  /** 95 % confidence interval; NaN where there is none. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** For η: what about the same number of groups drawn by lot would give; else NaN. */
  readonly chance: Float64Array
  /** Place in `methodNames`; −1 where the method has no coefficient for such a pair. */
  readonly methods: Int8Array
  readonly methodNames: readonly PairMethod[]
  /** Places 0 … size − 1: columns that go together are side by side. */
  readonly clusterOrder: Uint32Array
  /** Rows that are looked at. */
  readonly rowCount: number
  /** Rows of a random sample that Kendall's τ of a pair is of; null: every row. */
  readonly sampled: number | null
  /** Columns with ±∞, which count as missing, and in how many cells. */
  readonly infinite: readonly { readonly column: number; readonly cells: number }[]
}

/**
 * How strongly each two of some columns go together.
 *
 * Missing values and ±∞ are left out pair by pair. Datetimes are numbers. Text is left out, with the reason.
 *
 * @throws UsageError for a column that does not exist, and for flagged rows without a ranking
 *
 * Cost: by method; see each. For 30 columns of numbers and 1,000,000 rows: Pearson 0.3 s, Spearman 4 s at the
 * first time, Kendall 3 s in samples.
 */
export function* correlation(context: QuestionContext, request: CorrelationRequest): Work<CorrelationAnswer> {
  const { method } = request
  for (const column of request.columns) columnAt(context, column)
  const rows = rowsOf(context, request.among)
  const rowCount = rows?.length ?? context.table.rowCount
  const { columns, kinds, omitted } = columnsFor(context, method, request.columns, request.everyRole)
  const size = columns.length
  const answer: CorrelationAnswer = {
    columns,
    kinds,
    omitted,
    values: new Float64Array(size * size).fill(NaN),
    rows: new Float64Array(size * size),
    low: new Float64Array(size * size).fill(NaN),
    high: new Float64Array(size * size).fill(NaN),
    chance: new Float64Array(size * size).fill(NaN),
    methods: new Int8Array(size * size).fill(-1),
    methodNames: PAIR_METHODS,
    clusterOrder: new Uint32Array(size),
    rowCount,
    sampled: null,
    infinite: [],
  }
  const places = (kind: ColumnKind) => columns.flatMap((_, place) => (kinds[place] === kind ? [place] : []))
  const numbers = places('number')
  const categories = places('category')
  // η reads the values, which costs less than ranking them: shares of the work as they are felt.
  const numberMethod = pairMethod(method, 'number', 'number')
  const numberShare = numberMethod === null ? 0 : categories.length === 0 ? 1 : 0.7
  if (numberMethod !== null && numbers.length > 0) {
    const of = numbers.map((place) => columns[place]!)
    const matrix = yield* partOf(numberMatrix(context, numberMethod, of, rows), 0, numberShare)
    for (const [i, a] of numbers.entries())
      for (const [j, b] of numbers.entries()) put(answer, a, b, numberMethod, figureAt(matrix, i, j))
  }
  yield* partOf(categoryPairs(context, answer, method, rows), numberShare, 1)
  const tree = yield* averageLinkage(distancesOf(answer), size)
  answer.clusterOrder.set(tree.leaves)
  return {
    ...answer,
    sampled: numberMethod === 'kendall' && rowCount > KENDALL_ROWS ? KENDALL_ROWS : null,
    infinite: yield* infiniteCells(context, columns, kinds),
  }
}

/** The rows that are meant; null: all. */
function rowsOf({ order, table }: QuestionContext, among: Among): Uint32Array | null {
  if (among.kind === 'all') return null
  if (among.kind === 'rows') return among.rows.filter((row) => row < table.rowCount)
  if (order === null)
    throw new UsageError('no-ranking', 'There are no flagged rows before there is a ranking.')
  return order.subarray(0, Math.max(0, among.count))
}

function* numberMatrix(
  context: QuestionContext,
  method: PairMethod,
  columns: readonly number[],
  rows: Uint32Array | null,
): Work<PairMatrix> {
  const rowCount = rows?.length ?? context.table.rowCount
  if (method === 'pearson') {
    const readers = []
    for (const column of columns) {
      const { values, facts } = yield* valuesAt(context, column)
      readers.push(valueReader(values, facts, rows))
    }
    return yield* pearsonMatrix(readers, rowCount)
  }
  const levels = []
  // Sorting is most of the work of Spearman, and little beside Kendall's.
  const sorting = method === 'spearman' ? 0.8 : 0.3
  for (const [i, column] of columns.entries()) {
    levels.push(yield* levelsAt(context, column))
    yield (sorting * (i + 1)) / columns.length
  }
  const pairs = method === 'spearman' ? spearmanMatrix(levels, rows) : kendallMatrix(levels, rows)
  return yield* partOf(pairs, sorting, 1)
}

function figureAt({ size, values, rows }: PairMatrix, i: number, j: number): PairFigure {
  return { value: values[i * size + j]!, rows: rows[i * size + j]! }
}

/** Every pair with a category in it. */
function* categoryPairs(
  context: QuestionContext,
  answer: CorrelationAnswer,
  method: CorrelationMethod,
  rows: Uint32Array | null,
): Work<void> {
  const { columns, kinds } = answer
  const size = columns.length
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const of = pairMethod(method, kinds[i]!, kinds[j]!)
      if (of === null || (kinds[i] === 'number' && kinds[j] === 'number')) continue
      const [category, other] = kinds[i] === 'category' ? [i, j] : [j, i]
      const groups = yield* groupsAt(context, columns[category]!)
      if (of === 'cramers-v') {
        const figure = yield* cramersV(groups, yield* groupsAt(context, columns[other]!), rows)
        put(answer, i, j, of, figure)
      } else {
        const { values } = yield* valuesAt(context, columns[other]!)
        put(answer, i, j, of, yield* correlationRatio(groups, values, rows))
      }
    }
    yield (i + 1) / size
  }
}

function put(
  answer: CorrelationAnswer,
  i: number,
  j: number,
  method: PairMethod,
  { value, rows, chance = NaN }: PairFigure,
): void {
  const [low, high] = intervalOf(method, value, rows)
  const size = answer.columns.length
  for (const at of [i * size + j, j * size + i]) {
    // With itself, whatever the last bit of a root says.
    answer.values[at] = i === j && value === value ? 1 : value
    answer.rows[at] = rows
    answer.low[at] = low
    answer.high[at] = high
    answer.chance[at] = chance
    answer.methods[at] = PAIR_METHODS.indexOf(method)
  }
}

/** 1 − |coefficient|; a pair without one is as far apart as can be. */
function distancesOf({ values, columns }: CorrelationAnswer): Float64Array {
  const distances = new Float64Array(columns.length * columns.length)
  for (let at = 0; at < distances.length; at++) {
    const value = values[at]!
    distances[at] = value === value ? 1 - Math.abs(value) : 1
  }
  return distances
}

function* infiniteCells(
  context: QuestionContext,
  columns: readonly number[],
  kinds: readonly ColumnKind[],
): Work<CorrelationAnswer['infinite']> {
  const found = []
  for (const [place, column] of columns.entries()) {
    if (kinds[place] !== 'number') continue
    const { facts } = yield* valuesAt(context, column)
    if (facts.infinite > 0) found.push({ column, cells: facts.infinite })
  }
  return found
}
