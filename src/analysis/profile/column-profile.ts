import { columnAt, sortedColumn, type QuestionContext } from '../questions/question.ts'
import type { Column, ColumnType } from '../table/table.ts'
import type { Work } from '../work.ts'
import { levelFigures, type LevelFigures, type TopLevel } from './level-figures.ts'
import { valueFigures, type ValueFigures } from './value-figures.ts'
import { levelPicture, valuePicture, type ColumnPicture, type PictureBins } from './picture.ts'

/** What a card shows of one column, from all of its rows. */
export interface ColumnProfile {
  readonly column: number
  readonly type: ColumnType
  readonly rows: number
  /** Cells without a value: empty, or not readable as the column's type. */
  readonly missing: number
  /** Different values, exactly; +∞ and −∞ count as one each, −0 as 0. */
  readonly distinct: number
  /** Of numbers and datetimes; null for categories and text. */
  readonly values: ValueFigures | null
  /** Of categories and text; null for numbers and datetimes. */
  readonly levels: LevelFigures | null
}

/** A profile with a small picture of the column and the place of every row in it. */
export interface PicturedProfile extends ColumnProfile {
  readonly picture: ColumnPicture
  /** Per row: its bin in the picture; the number of bins or more where it is in none. */
  readonly bins: Uint8Array
}

/**
 * The profile of one column with its picture; the figures and the picture are kept for other questions.
 *
 * Cost: sorts a number column once (some 100 ms for a million rows), groups a text column once; in slices.
 */
export function* profileColumn(
  context: QuestionContext,
  { column }: { readonly column: number },
): Work<PicturedProfile> {
  const profile = yield* columnProfile(context, column)
  const { bins, ...picture } = yield* columnPicture(context, column)
  return { ...profile, picture: { ...picture, counts: picture.counts.slice() }, bins: bins.slice() }
}

/**
 * The profiles of several columns, without pictures: what a list of columns can be ordered by.
 *
 * @param request.columns null for all
 *
 * Cost: that of `profileColumn` for every column that was not asked for yet; tells how many are done.
 */
export function* profileTable(
  context: QuestionContext,
  request: { readonly columns: readonly number[] | null },
): Work<readonly ColumnProfile[]> {
  const columns = request.columns ?? context.table.columns.map(({ index }) => index)
  const profiles: ColumnProfile[] = []
  for (const column of columns) {
    profiles.push(yield* columnProfile(context, column))
    yield profiles.length / columns.length
  }
  return profiles
}

/** The figures of one column. */
export function columnProfile(context: QuestionContext, index: number): Work<ColumnProfile> {
  return context.kept(`profile ${index}`, () => makeProfile(context, columnAt(context, index)))
}

/** The picture of one column with its bins; shared, not to be given away. */
export function columnPicture(context: QuestionContext, index: number): Work<PictureBins> {
  return context.kept(`picture ${index}`, () => makePicture(context, columnAt(context, index)))
}

function* makeProfile(context: QuestionContext, column: Column): Work<ColumnProfile> {
  const { index, type } = column
  const rows = context.table.rowCount
  if (column.type === 'number' || column.type === 'datetime') {
    const sorted = yield* sortedColumn(context, index)
    const { present, distinct, ...values } = yield* valueFigures(column.values, sorted)
    return { column: index, type, rows, missing: rows - present, distinct, values, levels: null }
  }
  const { present, distinct, ...levels } = yield* levelFigures(column)
  return { column: index, type, rows, missing: rows - present, distinct, values: null, levels }
}

function* makePicture(context: QuestionContext, column: Column): Work<PictureBins> {
  if (column.type === 'number' || column.type === 'datetime') {
    return yield* valuePicture(column, yield* sortedColumn(context, column.index))
  }
  const { levels } = yield* columnProfile(context, column.index)
  return yield* levelPicture(column, levels?.top ?? NO_LEVELS)
}

const NO_LEVELS: readonly TopLevel[] = []
