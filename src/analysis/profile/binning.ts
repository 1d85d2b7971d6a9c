/** How a column is cut into bins for a linked distribution or timeline. */
export type BinSpec =
  | { readonly kind: 'auto'; readonly maxBins: number; readonly log?: boolean }
  | { readonly kind: 'time'; readonly maxBins: number }

/** Every row's bin, so that flagged counts per bin follow the cut without the worker. */
export interface BinnedColumn {
  readonly column: number
  /** Per row: bin index; the last bin holds missing values when `hasMissingBin`. */
  readonly bins: Uint16Array
  readonly counts: Uint32Array
  /** One label per bin for the text summary and the table. */
  readonly labels: readonly string[]
  /** Bin edges in data units (epoch ms for datetimes), bins + 1 of the numeric ones; null for categories. */
  readonly edges: Float64Array | null
  readonly hasMissingBin: boolean
  /** E.g. `hour`, `day`, `month` for a timeline; `` otherwise. */
  readonly unit: string
}
