import type { QuestionContext } from '../questions/question.ts'
import type { Work } from '../work.ts'
import { levelColumnAt, levelsAt, levelText } from './levels.ts'

/** At most so many texts go to the page at once. */
export const MAX_NAMES = 500

export interface CategoryLevelsRequest {
  readonly column: number
}

/** Every row's level, so that flagged counts per level follow the cut without the worker. */
export interface CategoryLevels {
  readonly column: number
  /** (rows,) the level of each row. */
  readonly codes: Int32Array
  /** (levels,) rows per level, never rising. */
  readonly counts: Uint32Array
  /** The level of the missing cells; −1 when no cell is missing. */
  readonly missing: number
  /** Texts of the first levels, at most 500; null for the missing cells. The rest: `levelNames`. */
  readonly names: readonly (string | null)[]
}

/**
 * The levels of a category or text column, from the most frequent one down.
 *
 * @returns codes and counts of all levels, and the texts of the first ones
 * @throws UsageError, FlagstoneError when the column does not exist or holds numbers or times
 *
 * Cost: see `levelsOf`; once per file, then two copies.
 */
export function* categoryLevels(
  context: QuestionContext,
  { column: index }: CategoryLevelsRequest,
): Work<CategoryLevels> {
  const column = levelColumnAt(context, index)
  const levels = yield* levelsAt(context, index)
  const shown = Math.min(MAX_NAMES, levels.counts.length)
  const names = Array.from({ length: shown }, (_, level) => levelText(column, levels, level))
  yield
  return {
    column: index,
    codes: levels.codes.slice(),
    counts: levels.counts.slice(),
    missing: levels.missing,
    names,
  }
}

export interface LevelNamesRequest {
  readonly column: number
  /** At most 500. */
  readonly levels: readonly number[]
}

/**
 * The texts of some levels, for a window of a long list.
 *
 * @returns in the order asked for; null for missing cells and for levels that do not exist
 * @throws as `categoryLevels`
 *
 * Cost: the levels asked for; what comes after 500 is not answered.
 */
export function* levelNames(
  context: QuestionContext,
  request: LevelNamesRequest,
): Work<readonly (string | null)[]> {
  const column = levelColumnAt(context, request.column)
  const levels = yield* levelsAt(context, request.column)
  return request.levels
    .slice(0, MAX_NAMES)
    .map((level) => (level in levels.counts ? levelText(column, levels, level) : null))
}
