import type { Level } from '../../../analysis/pairs/levels.ts'
import type { Predicate } from '../../../analysis/select/predicate.ts'
import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'

/** The rows of one level of a column. */
export function levelPredicate(column: ColumnSummary, level: Level, levels: readonly Level[]): Predicate {
  return levelsPredicate(column, [level], levels)
}

/**
 * The rows of some levels of a column.
 *
 * @param chosen at least one of `levels`
 * @param levels all that are shown: what is folded away is none of their values
 */
export function levelsPredicate(
  { index }: ColumnSummary,
  chosen: readonly Level[],
  levels: readonly Level[],
): Predicate {
  const wanted = new Set(chosen)
  const folded = chosen.some(({ kind }) => kind === 'other')
  const parts: Predicate[] = []
  if (folded)
    parts.push(allBut(index, valuesOf(levels.filter((level) => !wanted.has(level))), isNumeric(levels)))
  else parts.push(...only(index, valuesOf(chosen), levels))
  if (chosen.some(({ kind }) => kind === 'missing')) parts.push({ kind: 'missing', column: index })
  const [first] = parts
  return parts.length === 1 && first ? first : { kind: 'any', of: parts }
}

function valuesOf(levels: readonly Level[]): readonly (string | number)[] {
  return levels.flatMap((level) => (level.kind === 'value' ? [level.value] : []))
}

/** Where a value is shown, it tells whether the column is one of numbers. */
function isNumeric(levels: readonly Level[]): boolean {
  return levels.some((level) => level.kind === 'value' && typeof level.value === 'number')
}

function only(
  column: number,
  values: readonly (string | number)[],
  levels: readonly Level[],
): readonly Predicate[] {
  const texts = values.filter((value) => typeof value === 'string')
  const numbers = values.filter((value) => typeof value === 'number')
  if (texts.length > 0) return [{ kind: 'values', column, values: texts }]
  const [first] = numbers
  if (first === undefined) return []
  const last = numbers.at(-1) ?? first
  const all = valuesOf(levels)
  // One range says neighbouring numbers, unless others between them are folded away.
  const neighbours = all.indexOf(last) - all.indexOf(first) === numbers.length - 1
  const folded = levels.some(({ kind }) => kind === 'other')
  return neighbours && !folded
    ? [{ kind: 'range', column, low: first, high: last, closed: true }]
    : numbers.map((value) => exactly(column, value))
}

/** All present values but some; of numbers all finite ones, as ±∞ are no level of their own. */
function allBut(column: number, values: readonly (string | number)[], numeric: boolean): Predicate {
  if (!numeric) {
    const texts = values.filter((value) => typeof value === 'string')
    return { kind: 'values', column, values: texts, not: true }
  }
  const numbers = values.filter((value) => typeof value === 'number')
  const finite: Predicate = {
    kind: 'range',
    column,
    low: -Number.MAX_VALUE,
    high: Number.MAX_VALUE,
    closed: true,
  }
  if (numbers.length === 0) return finite
  return { kind: 'all', of: [finite, { kind: 'any', of: numbers.map((n) => exactly(column, n)), not: true }] }
}

function exactly(column: number, value: number): Predicate {
  return { kind: 'range', column, low: value, high: value, closed: true }
}
