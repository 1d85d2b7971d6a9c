import type { Transform } from '../outliers/transform.ts'

/**
 * How the cells of chosen columns become matrix columns, with everything that was learned from the rows it was
 * fitted on: plain data. It encodes any table that has columns of these names and types.
 */
export interface Encoder {
  /** Rows that it was fitted on. */
  readonly rows: number
  readonly columns: readonly ColumnEncoder[]
  /** What missing numbers are filled from; null where no column is filled so. */
  readonly neighbours: NeighbourReference | null
  /** Whether numbers, shares and places were brought to one scale, so that a detector need not. */
  readonly scaled: boolean
}

export type ColumnEncoder = NumberEncoder | CategoryEncoder | TextEncoding | TimeEncoder

interface EncodedColumn {
  /** Index in the table that it was fitted on; in another table the name decides. */
  readonly column: number
  readonly name: string
}

/** Stand-in, transform, limits, scale: in this order. */
export interface NumberEncoder extends EncodedColumn {
  readonly kind: 'number'
  /** Where a missing cell's value comes from. */
  readonly fill: 'median' | 'mean' | 'mode' | 'constant' | 'neighbours'
  /** In the column's own unit; with `neighbours`, for a cell without a neighbour. */
  readonly standIn: number
  /** Whether a matrix column tells which cells were missing. */
  readonly indicator: boolean
  /** What +∞ and −∞ become, in the column's own unit. */
  readonly top: number
  readonly bottom: number
  readonly transform: Transform
  /** On the transformed scale: what a value outside the transform's domain becomes. */
  readonly floor: number
  /** On the transformed scale: values beyond are set to it; null: no limit. */
  readonly limits: { readonly low: number | null; readonly high: number | null } | null
  readonly scale: Scale | null
}

export type Scale =
  /** (value − shift) × factor */
  | {
      readonly kind: 'linear'
      readonly of: 'standard' | 'robust' | 'min-max'
      readonly shift: number
      readonly factor: number
    }
  /** Place among quantiles, ascending, at even shares: 0 … 1, or as a normal value. */
  | { readonly kind: 'quantiles'; readonly to: 'uniform' | 'normal'; readonly quantiles: Float64Array }

/** Values are put in groups; a group has matrix columns, a share or a place. */
export interface CategoryEncoder extends EncodedColumn {
  readonly kind: 'category'
  readonly way: 'one-hot' | 'frequency' | 'ordinal'
  /** The values' texts by the code of the table that it was fitted on. */
  readonly texts: readonly string[]
  /** (texts + 1,) group of a value, the last one of a missing cell; −1 for a value that no fitted row has. */
  readonly groupOf: Int32Array
  /** (groups,) fitted rows. */
  readonly counts: Float64Array
  /** The group that an unseen value is taken for; −1: it has no rows (frequency), or the place after the last. */
  readonly unseen: number
  /** One-hot: the groups with a matrix column each, and its name. */
  readonly shown: readonly { readonly group: number; readonly name: string }[]
  /** Ordinal: (groups,) place in the order, a missing one at −1. */
  readonly places: Float64Array | null
  /** Values that were put together because they are rare. */
  readonly merged: number
  readonly fill: 'own' | 'mode' | 'constant'
  readonly scale: Scale | null
}

/** The share of fitted rows with the same text. */
export interface TextEncoding extends EncodedColumn {
  readonly kind: 'text'
  /** The distinct texts of the fitted rows, as UTF-8: text i is bytes[offsets[i] .. offsets[i + 1]). */
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
  /** (texts,) fitted rows. */
  readonly counts: Uint32Array
  /** Fitted rows that a missing cell counts with. */
  readonly missing: number
  readonly fill: 'own' | 'mode'
  readonly scale: Scale | null
}

export interface TimeEncoder extends EncodedColumn {
  readonly kind: 'time'
  /** Whether any fitted time is not midnight. */
  readonly timed: boolean
  /** Where a missing time stands: null is the middle of the clock. */
  readonly fill: { readonly minute: number; readonly weekday: number } | null
}

/** Rows whose values fill the gaps of others. */
export interface NeighbourReference {
  /** Positions in `Encoder.columns`, all of numbers. */
  readonly columns: readonly number[]
  /** Rows that a gap is filled from. */
  readonly neighbours: number
  /** (rows × columns), row-major, in the columns' own units; NaN where missing. */
  readonly values: Float64Array
  readonly rows: number
  /** (columns,) mean and standard deviation over the fitted rows: units do not decide who is near. */
  readonly means: Float64Array
  readonly deviations: Float64Array
  /** Whether `values` are a sample of the fitted rows. */
  readonly sampled: boolean
}
