import type { BinSums, LinkedSums } from '../../../state/linked-sums.ts'
import type { LinkedCounts } from '../../../state/linked-views.ts'
import { formatCompact, formatNumber } from '../../plots/format.ts'

export type Measure = 'rows' | 'sum' | 'mean'

/** Rows and amounts per bin, of all rows, of the flagged and of the selected ones. */
export interface Measured {
  readonly measure: Measure
  /** (bins,) */
  readonly rows: Uint32Array
  readonly counts: LinkedCounts
  /** Null where rows are counted only. */
  readonly amounts: { readonly all: BinSums; readonly linked: LinkedSums } | null
}

export type Part = 'all' | 'flagged' | 'selected'

/**
 * The measure per bin; NaN for a mean where no amount is present.
 *
 * @param from first bin
 * @param to the bin after the last one
 * @returns (to − from,); null for the selected rows where nothing is selected elsewhere
 */
export function valuesOf(measured: Measured, part: Part, from: number, to: number): Float64Array | null {
  const { measure, amounts } = measured
  if (measure === 'rows' || amounts === null) {
    const rows = rowsOf(measured, part)
    return rows && Float64Array.from(rows.subarray(from, to))
  }
  const sums =
    part === 'all' ? amounts.all : part === 'flagged' ? amounts.linked.flagged() : amounts.linked.selected()
  if (sums === null) return null
  const values = sums.sums.slice(from, to)
  if (measure === 'mean')
    for (let bin = from; bin < to; bin++) {
      const present = sums.present[bin]!
      values[bin - from] = present > 0 ? values[bin - from]! / present : NaN
    }
  return values
}

/** (bins,) rows of a part; null for the selected ones where nothing is selected elsewhere. */
export function rowsOf({ rows, counts }: Measured, part: Part): Uint32Array | null {
  return part === 'all' ? rows : part === 'flagged' ? counts.flagged() : counts.selected()
}

/** For the ends of a scale: `36.75`, `14,939`, `535.4K`. */
export function formatShort(value: number): string {
  return Math.abs(value) < 1000 ? formatNumber(value, 4) : formatCompact(value)
}

/** `Rows`, `Sum of Amount`, `Mean of Amount`. */
export function measureName(measure: Measure, amount: string): string {
  return measure === 'rows' ? 'Rows' : `${measure === 'sum' ? 'Sum' : 'Mean'} of ${amount}`
}
