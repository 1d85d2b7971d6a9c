/** One source column's part in making a row stand out, in the data's own units. */
export interface Reason {
  readonly column: number
  readonly name: string
  /** The detector's contribution of this column; the larger, the more it made the row stand out. */
  readonly contribution: number
  /** contribution / the largest absolute contribution of the row, for the bar: −1 … 1. */
  readonly relative: number
  /** The cell as people read it, e.g. `2,769.89`, `Corporate`, `2024-03-04 02:10`, `missing`. */
  readonly value: string
  /** E.g. `higher than 99.8 % of rows`, `0.3 % of rows have this value`, `in the middle of the rows`. */
  readonly comparison: string
  /** E.g. `median 84.10`, `most often Personal (62 %)`. */
  readonly typical: string
}
