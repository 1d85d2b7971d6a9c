import type { CellNote } from './cell-notes.ts'

/** The matrix columns of one source column. */
export interface EncodedCells {
  readonly columns: readonly {
    readonly name: string
    /** (rows,) finite. */
    readonly values: Float32Array
    /** (rows,) 1 where the value stands in for a missing or infinite one; null or absent: nowhere. */
    readonly standIns?: Uint8Array | null
  }[]
  /** Cells without a value. */
  readonly imputed: number
  readonly notes: readonly CellNote[]
}
