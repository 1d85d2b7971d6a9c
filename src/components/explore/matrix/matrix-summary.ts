import type { ColumnSummary } from '../../../analysis/table/read-summary.ts'
import { appStore } from '../../../state/store.ts'
import type { AnswerOf } from '../../../workers/engine.api.ts'
import { formatNumberOf } from '../../controls/amounts.ts'
import { formatCoefficient, formatCount, formatRows } from '../../plots/format.ts'
import { matrixPairs, pairAt, type MatrixCounts, type MatrixRows } from './matrix-counts.ts'

export function sum(counts: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < counts.length; i++) total += counts[i]!
  return total
}

/** What is read out of a panel: a column's bars on the diagonal, a pair's raster below it. */
export function panelText(
  { i, j }: { readonly i: number; readonly j: number },
  columns: readonly ColumnSummary[],
  data: Pick<AnswerOf<'scatterMatrix'>, 'rasters' | 'histograms'>,
  counts: Pick<MatrixCounts, 'flagged' | 'selected'>,
  correlations: AnswerOf<'matrixCorrelations'> | null,
): string {
  const pair = pairAt(i, j)
  const of = ({ bars, pairs }: MatrixRows) => sum((i === j ? bars[i] : pairs[pair]) ?? [])
  const selected = counts.selected()
  const r = correlations?.[pair]?.r ?? null
  const name = (column: number) => columns[column]?.name ?? ''
  return [
    i === j ? name(i) : `${name(j)} by ${name(i)}`,
    ...(i < j && r !== null ? [`r ${formatCoefficient(r)}`] : []),
    formatRows(of({ bars: data.histograms, pairs: data.rasters })),
    ...(selected ? [`${formatCount(of(selected))} selected`] : []),
    `${formatCount(of(counts.flagged()))} flagged`,
  ].join(', ')
}

/** What the matrix shows, in a sentence. */
export function matrixSummary(
  rowCount: number,
  columns: readonly ColumnSummary[],
  data: AnswerOf<'scatterMatrix'>,
  counts: MatrixCounts,
  correlations: AnswerOf<'matrixCorrelations'> | null,
): string {
  const pairs = matrixPairs(columns.length)
  const { ranking, cut } = appStore.getState()
  const parts = [
    `${columns.length} columns in ${formatNumberOf(pairs.length, 'pair')}, ${formatRows(rowCount)}; ${formatCount(ranking ? cut : 0)} flagged`,
  ]
  const least = Math.min(...data.rasters.map(sum))
  if (least < rowCount) parts.push(`a pair draws at least ${formatRows(least)}, the others miss a value`)
  let best = -1
  let strongest = 0
  correlations?.forEach(({ r }, pair) => {
    if (r !== null && Math.abs(r) > strongest) {
      strongest = Math.abs(r)
      best = pair
    }
  })
  const closest = pairs[best]
  if (closest) {
    const r = correlations?.[best]?.r ?? 0
    parts.push(
      `closest to a line: ${columns[closest.j]?.name ?? ''} by ${columns[closest.i]?.name ?? ''} (r = ${formatCoefficient(r)})`,
    )
  }
  const selected = counts.selected()
  if (selected) parts.push(`${formatCount(appStore.getState().selection?.count ?? 0)} selected`)
  return parts.join('; ')
}
