/** A set of rows as one byte a row: marking 200,000 of them, or asking for one, takes no time to speak of. */
export interface RowMarks {
  readonly size: number
  /** 1 for a marked row; as long as the highest one needs. */
  readonly bytes: Uint8Array
  has(row: number): boolean
}

export const NO_MARKS: RowMarks = marksOf(new Uint8Array(), 0)

/** The marks with more rows. Cost: the highest row as bytes that are copied, and the rows. */
export function withMarks(marks: RowMarks, rows: ArrayLike<number>): RowMarks {
  let highest = -1
  for (let i = 0; i < rows.length; i++) if (rows[i]! > highest) highest = rows[i]!
  const bytes = new Uint8Array(Math.max(marks.bytes.length, highest + 1))
  bytes.set(marks.bytes)
  let { size } = marks
  for (let i = 0; i < rows.length; i++) {
    size += 1 - bytes[rows[i]!]!
    bytes[rows[i]!] = 1
  }
  return marksOf(bytes, size)
}

/** The marks without a row. */
export function withoutMark(marks: RowMarks, row: number): RowMarks {
  if (!marks.has(row)) return marks
  const bytes = marks.bytes.slice()
  bytes[row] = 0
  return marksOf(bytes, marks.size - 1)
}

function marksOf(bytes: Uint8Array, size: number): RowMarks {
  return { bytes, size, has: (row) => bytes[row] === 1 }
}
