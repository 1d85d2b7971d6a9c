import type { QuestionContext } from '../questions/question.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { missingBits, type MissingBits } from './missing-bits.ts'
import { missingPairs, type MissingPair } from './missing-pairs.ts'

export interface MissingRequest {
  /** Into how many blocks the rows are cut, in the file's order; fewer where there are fewer rows. */
  readonly blocks: number
  /** How many pairs of columns are named. */
  readonly pairs: number
}

/** Where values are missing in a table. A cell that could not be read counts as missing. */
export interface MissingAnswer {
  readonly rows: number
  /** Rows in which at least one column has no value. */
  readonly rowsWithMissing: number
  /** (blocks + 1,) first row of each block, and the number of rows. */
  readonly blockStarts: Uint32Array
  /** Columns with at least one missing cell, in the file's order. */
  readonly columns: readonly { readonly column: number; readonly missing: number }[]
  /** (columns × blocks,) missing cells of a column in a block: column k's are at k × blocks. */
  readonly counts: Uint32Array
  /** Pairs of columns that are missing together more often than chance explains, the clearest first. */
  readonly pairs: readonly MissingPair[]
  /** How many such pairs there are, named or not. */
  readonly pairCount: number
}

/**
 * Missing cells by column, by block of rows, and by pair of columns.
 *
 * Cost: linear in the cells, then rows ÷ 32 per pair of columns with missing cells (some 0.1 s for a million rows
 * and 30 such columns), in slices; tells how far it is.
 */
export function* missingValues(
  context: QuestionContext,
  { blocks, pairs }: MissingRequest,
): Work<MissingAnswer> {
  const { rowCount, columns } = context.table
  const found = yield* context.kept('missing', () => allMissingBits(context))
  const blockCount = Math.max(1, Math.min(Math.floor(blocks), rowCount))
  const blockStarts = Uint32Array.from({ length: blockCount + 1 }, (_, k) =>
    Math.ceil((k * rowCount) / blockCount),
  )
  const counts = new Uint32Array(found.length * blockCount)
  for (const [k, { words }] of found.entries()) {
    countBlocks(words, blockStarts, counts.subarray(k * blockCount, (k + 1) * blockCount))
    yield 0.5 * ((k + 1) / columns.length)
  }
  const ranked = yield* missingPairs(found, rowCount)
  return {
    rows: rowCount,
    rowsWithMissing: yield* rowsWithAny(found, rowCount),
    blockStarts,
    columns: found.map(({ column, count }) => ({ column, missing: count })),
    counts,
    pairs: ranked.slice(0, pairs),
    pairCount: ranked.length,
  }
}

function* allMissingBits({ table }: QuestionContext): Work<readonly MissingBits[]> {
  const found: MissingBits[] = []
  for (const column of table.columns) {
    const bits = yield* missingBits(column, table.rowCount)
    if (bits !== null) found.push(bits)
  }
  return found
}

function countBlocks(words: Uint32Array, starts: Uint32Array, counts: Uint32Array): void {
  let block = 0
  for (let at = 0; at < words.length; at++) {
    let word = words[at]!
    while (word !== 0) {
      const row = at * 32 + 31 - Math.clz32(word & -word)
      word &= word - 1
      while (row >= starts[block + 1]!) block++
      counts[block]!++
    }
  }
}

function* rowsWithAny(found: readonly MissingBits[], rowCount: number): Work<number> {
  let count = 0
  for (let start = 0; start * 32 < rowCount; start += SLICE_ROWS / 32) {
    const end = Math.min(Math.ceil(rowCount / 32), start + SLICE_ROWS / 32)
    const any = new Uint32Array(end - start)
    for (const { words } of found) for (let at = start; at < end; at++) any[at - start]! |= words[at]!
    for (let word of any) for (; word !== 0; word &= word - 1) count++
    yield
  }
  return count
}
