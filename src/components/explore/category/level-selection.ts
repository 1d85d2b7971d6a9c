import type { CategoryLevels } from '../../../analysis/categories/category-levels.ts'
import type { Predicate } from '../../../analysis/select/predicate.ts'

/** More values than this are selected by their rows: a list of names would be no smaller. */
const MAX_VALUES = 200

/** Which levels a predicate was made from: also after an undo, and when the view was away. */
const made = new WeakMap<Predicate, ReadonlySet<number>>()

const NONE: ReadonlySet<number> = new Set()

/** The levels that a clause of this view selects. */
export function levelsOfPredicate(predicate: Predicate | null): ReadonlySet<number> {
  return (predicate && made.get(predicate)) ?? NONE
}

export interface LevelClause {
  readonly predicate: Predicate
  /** What the chip says, where the predicate cannot say it. */
  readonly label?: string
}

/**
 * The rows of some levels as a predicate; null for no level.
 *
 * @param nameOf a level's text; undefined while it is not known
 */
export function levelClause(
  { column, codes, counts, missing }: Pick<CategoryLevels, 'column' | 'codes' | 'counts' | 'missing'>,
  columnName: string,
  levels: ReadonlySet<number>,
  nameOf: (level: number) => string | null | undefined,
): LevelClause | null {
  if (levels.size === 0) return null
  const clause = clauseFor()
  made.set(clause.predicate, new Set(levels))
  return clause

  function clauseFor(): LevelClause {
    if (levels.size === 1 && levels.has(missing)) return { predicate: { kind: 'missing', column } }
    const values: string[] = []
    const present = levels.size - (levels.has(missing) ? 1 : 0)
    if (present <= MAX_VALUES)
      for (const level of levels) {
        const name = level === missing ? null : nameOf(level)
        if (typeof name === 'string') values.push(name)
      }
    if (values.length === present) {
      const named: Predicate = { kind: 'values', column, values }
      return {
        predicate:
          present === levels.size ? named : { kind: 'any', of: [named, { kind: 'missing', column }] },
      }
    }
    const label = `${columnName}: ${levels.size.toLocaleString()} values`
    return { predicate: { kind: 'rows', rows: rowsOf(codes, counts, levels) }, label }
  }
}

function rowsOf(codes: Int32Array, counts: Uint32Array, levels: ReadonlySet<number>): Uint32Array {
  const chosen = new Uint8Array(counts.length)
  let total = 0
  for (const level of levels) {
    chosen[level] = 1
    total += counts[level] ?? 0
  }
  const rows = new Uint32Array(total)
  let count = 0
  for (let row = 0; row < codes.length; row++) if (chosen[codes[row]!] === 1) rows[count++] = row
  return rows
}

/** What was done to a row of the list: Shift extends from the anchor, Ctrl or Space adds or takes away. */
export type PickKind = 'only' | 'toggle' | 'extend'

/**
 * The levels selected after one was picked.
 *
 * @param shown the levels in the order of the list
 * @param anchor position where a range begins
 * @param at position that was picked
 */
export function pickLevels(
  current: ReadonlySet<number>,
  shown: (position: number) => number,
  anchor: number,
  at: number,
  pick: PickKind,
): ReadonlySet<number> {
  const level = shown(at)
  if (pick === 'extend') {
    const range = new Set<number>()
    for (let k = Math.min(anchor, at); k <= Math.max(anchor, at); k++) range.add(shown(k))
    return range
  }
  if (pick === 'toggle') {
    const next = new Set(current)
    if (!next.delete(level)) next.add(level)
    return next
  }
  return current.size === 1 && current.has(level) ? NONE : new Set([level])
}
