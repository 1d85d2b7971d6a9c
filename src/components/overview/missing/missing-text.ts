import type { MissingAnswer } from '../../../analysis/missing/missing-values.ts'
import type { DatasetSummary } from '../../../workers/engine.api.ts'
import { formatNumberOf, formatShare } from '../../controls/amounts.ts'
import { formatCount, formatNumber, formatRows } from '../../plots/format.ts'

/** Cells without a value, unreadable ones too; known from reading the file. */
export function gapsOf(column: DatasetSummary['columns'][number]): number {
  return column.missing + column.unreadable
}

/** How many columns have gaps, and how many rows. */
export function missingSummary(dataset: DatasetSummary, answer: MissingAnswer | null): string {
  const withGaps = dataset.columns.filter((column) => gapsOf(column) > 0).length
  const columns = `${formatCount(withGaps)} of ${formatNumberOf(dataset.columns.length, 'column')} ${withGaps === 1 ? 'has' : 'have'} cells without a value`
  if (!answer) return columns
  const { rowsWithMissing, rows } = answer
  return `${columns}; ${formatRows(rowsWithMissing)} of ${formatCount(rows)} (${formatShare(rowsWithMissing / Math.max(1, rows))}) ${rowsWithMissing === 1 ? 'has' : 'have'} at least one`
}

/** How often two columns are missing together against what chance would give: `5.2 × as often as by chance`. */
export function timesExpected(both: number, expected: number): string {
  const times = both / expected
  return `${formatNumber(times, times < 10 ? 2 : 3)} × as often as by chance`
}

/** What is read out of one block of rows of a column with gaps. */
export function gapText(
  name: string,
  { counts, blockStarts }: Pick<MissingAnswer, 'counts' | 'blockStarts'>,
  at: number,
): string {
  const block = at % (blockStarts.length - 1)
  const [from, to] = [blockStarts[block] ?? 0, blockStarts[block + 1] ?? 0]
  return `${name}, rows ${formatCount(from + 1)} to ${formatCount(to)}: ${formatCount(counts[at] ?? 0)} of ${formatCount(to - from)} missing`
}
