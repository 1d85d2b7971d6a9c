import type { CategoryColumn, DatetimeColumn, NumberColumn } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { columnShape } from './column-shape.ts'
import { correlatedPairs, type CorrelatedPair } from './correlated-pairs.ts'
import {
  columnParts,
  counted,
  type FindingContext,
  type FindingRule,
  type Found,
  type SentencePart,
} from './finding.ts'
import { givenRows } from './rows-where.ts'

const FEWEST_OTHERS = 5

/** Columns that carry the same information: numbers with |r| > .95, categories whose values go together one to one. */
export const redundantColumns: FindingRule = {
  kind: 'redundant',
  title: 'Redundant columns',
  plural: 'groups of redundant columns',
  *find(context) {
    const { columns, rowCount } = context.table
    const comparable = columns.filter(({ index }) => {
      const { role } = context.roles[index]!
      const { distinct, present } = context.statistics[index]!
      return role !== 'id' && role !== 'label' && distinct > 1 && present >= 20
    })
    const numbers: (NumberColumn | DatetimeColumn)[] = []
    for (const column of comparable) {
      if (column.type !== 'number' && column.type !== 'datetime') continue
      // Two columns that are zero but for a row or two agree easily.
      const { present, topCount } = yield* columnShape(context, column.index)
      if (present - topCount >= FEWEST_OTHERS) numbers.push(column)
    }
    const pairs = yield* correlatedPairs(numbers, rowCount)
    const found: Found[] = []
    for (const group of connected(pairs)) found.push(describeNumbers(context, group))
    const categories = comparable.filter((column) => column.type === 'category')
    for (const group of yield* sameCategories(context, categories))
      found.push(describeCategories(context, group))
    return found
  },
}

interface Group {
  readonly columns: readonly number[]
  /** Strongest first. */
  readonly pairs: readonly CorrelatedPair[]
}

function connected(pairs: readonly CorrelatedPair[]): Group[] {
  let groups: { columns: number[]; pairs: CorrelatedPair[] }[] = []
  for (const pair of pairs) {
    const touched = groups.filter(({ columns }) => columns.includes(pair.a) || columns.includes(pair.b))
    const joined = new Set([pair.a, pair.b, ...touched.flatMap(({ columns }) => columns)])
    const merged = {
      columns: [...joined].sort((a, b) => a - b),
      pairs: [pair, ...touched.flatMap((group) => group.pairs)],
    }
    groups = [...groups.filter((group) => !touched.includes(group)), merged]
  }
  return groups.map((group) => ({
    columns: group.columns,
    pairs: group.pairs.sort((p, q) => Math.abs(q.r) - Math.abs(p.r)),
  }))
}

function describeNumbers(context: FindingContext, { columns, pairs }: Group): Found {
  const strongest = pairs[0]!
  if (columns.length > 2) {
    return {
      ...verdict(context, columns),
      count: strongest.count,
      sentence: [
        ...columnParts(columns),
        ' move together: each has |r| above .95 with another of them, up to ',
        { figure: strongest.r },
        '.',
        ...weight(context, columns),
      ],
      rows: null,
    }
  }
  const { off } = strongest
  return {
    ...verdict(context, columns),
    count: off.length === 0 ? strongest.count : off.length,
    sentence: [
      ...columnParts(columns),
      ' carry nearly the same information: r = ',
      { figure: strongest.r },
      ...(off.length === 0
        ? [' over ', ...counted(strongest.count, 'row'), '.']
        : [', and one follows from the other in all but ', ...counted(off.length, 'row'), '.']),
      ...weight(context, columns),
    ],
    rows: off.length === 0 ? null : () => givenRows(off),
  }
}

function describeCategories(context: FindingContext, columns: readonly number[]): Found {
  return {
    ...verdict(context, columns),
    count: context.statistics[columns[0]!]!.present,
    sentence: [
      ...columnParts(columns),
      ' say the same in other words: each of ',
      ...counted(context.statistics[columns[0]!]!.distinct, 'value'),
      ' of one always goes with the same value of the other.',
    ],
    rows: null,
  }
}

const isUsed = ({ roles }: FindingContext, index: number) =>
  roles[index]!.role === 'feature' || roles[index]!.role === 'amount'

/** What it means for a result, where more than one of them can be compared. */
function weight(context: FindingContext, columns: readonly number[]): readonly SentencePart[] {
  const used = columns.filter((index) => isUsed(context, index)).length
  if (used < 2) return []
  return used === 2
    ? [' Where both are compared, what they tell counts twice.']
    : [' Where all are compared, what they tell counts ', { count: used }, ' times.']
}

/** All but the first can go. */
function verdict(
  context: FindingContext,
  columns: readonly number[],
): Pick<Found, 'severity' | 'columns' | 'remedies'> {
  const used = columns.filter((index) => isUsed(context, index))
  // The amount is what people want to see, so it stays.
  const stays = used.find((index) => context.roles[index]!.role === 'amount') ?? used[0]
  return {
    severity: used.length > 1 ? 'notable' : 'note',
    columns,
    remedies: used.filter((index) => index !== stays).map((column) => ({ kind: 'leave-out', column })),
  }
}

/** Categories that are each other's renaming: the same rows for each value. */
function* sameCategories(context: FindingContext, columns: readonly CategoryColumn[]): Work<number[][]> {
  const groups: {
    readonly first: CategoryColumn
    readonly counts: Uint32Array
    readonly members: number[]
  }[] = []
  for (const column of columns) {
    const counts = (context.statistics[column.index]!.levelCounts ?? new Uint32Array(0)).filter(
      (count) => count > 0,
    )
    counts.sort()
    let joined = false
    for (const group of groups) {
      if (joined || !sameNumbers(group.counts, counts)) continue
      joined = yield* isRenaming(group.first, column)
      if (joined) group.members.push(column.index)
    }
    if (!joined) groups.push({ first: column, counts, members: [column.index] })
    yield
  }
  return groups.filter(({ members }) => members.length > 1).map(({ members }) => members)
}

function sameNumbers(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}

function* isRenaming(a: CategoryColumn, b: CategoryColumn): Work<boolean> {
  // One more place at the front for missing cells, whose code is −1.
  const there = new Int32Array(a.dictionary.length + 1).fill(-2)
  const back = new Int32Array(b.dictionary.length + 1).fill(-2)
  for (let row = 0; row < a.codes.length; row++) {
    const x = a.codes[row]!
    const y = b.codes[row]!
    if (there[x + 1] === -2 && back[y + 1] === -2) {
      there[x + 1] = y
      back[y + 1] = x
    } else if (there[x + 1] !== y || back[y + 1] !== x) return false
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return true
}
