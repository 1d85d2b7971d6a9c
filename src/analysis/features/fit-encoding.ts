import type { Preprocessing } from '../preprocess/preprocessing.ts'
import type { Rng } from '../run-context.ts'
import type { Column, Table } from '../table/table.ts'
import type { Work } from '../work.ts'
import { countOfRows } from './cells-of-part.ts'
import type { FeatureChoice } from './choose-features.ts'
import { fitTimes } from './cyclic.ts'
import { fitCategories } from './encode-categories.ts'
import { fitNumbers } from './encode-numbers.ts'
import { fitTexts, type GroupedTexts } from './encode-texts.ts'
import type { ColumnEncoder, Encoder } from './encoder.ts'
import { fitNeighbours } from './neighbour-fill.ts'

/** What has been worked out about the table before, so that it is not worked out again. */
export interface KnownOfTable {
  readonly texts: GroupedTexts
  /** Medians of the number columns over all rows, by table column. */
  readonly medians?: readonly (number | null)[]
}

/**
 * Learns how the chosen columns become a matrix, from some rows and from nothing else.
 *
 * @param table the parsed table
 * @param choices from `chooseFeatures`; those that are used are encoded
 * @param preprocessing what to do to the cells
 * @param rows the rows to learn from, ascending; null: all of them
 * @param rng of the sample that gaps are filled from
 * @param known worked out before; the result does not depend on it
 * @returns plain data
 * @throws FlagstoneError `outside-domain` for a transform that cannot take the values of its column
 *
 * Cost: a pass or two per used column; a sort where limits, scales or most frequent values are asked for.
 */
export function* fitEncoding(
  table: Table,
  choices: readonly FeatureChoice[],
  preprocessing: Preprocessing,
  rows: Uint32Array | null,
  rng: Rng,
  known: KnownOfTable = { texts: new Map() },
): Work<Encoder> {
  const columns: ColumnEncoder[] = []
  for (const choice of choices) {
    if (!choice.used) continue
    columns.push(yield* fitColumn(table.columns[choice.column]!, preprocessing, rows, known))
    yield
  }
  const numbers = columns.flatMap((encoder, position) =>
    encoder.kind === 'number' ? [{ position, encoder }] : [],
  )
  const byNeighbours = preprocessing.imputeNumbers === 'neighbours' && numbers.length > 0
  return {
    rows: countOfRows(table, rows),
    columns,
    neighbours: byNeighbours
      ? yield* fitNeighbours(table, numbers, preprocessing.neighbours, rows, rng)
      : null,
    scaled: preprocessing.scale !== 'none',
  }
}

function fitColumn(
  column: Column,
  preprocessing: Preprocessing,
  rows: Uint32Array | null,
  { texts, medians }: KnownOfTable,
): Work<ColumnEncoder> {
  switch (column.type) {
    case 'number':
      return fitNumbers(column, preprocessing, rows, rows === null ? (medians?.[column.index] ?? null) : null)
    case 'category':
      return fitCategories(column, preprocessing, rows)
    case 'datetime':
      return fitTimes(column, preprocessing, rows)
    case 'text':
      return fitTexts(column, preprocessing, rows, texts)
  }
}
