import type { Work } from '../work.ts'

/** Rows that are linked, directly or through others. */
export interface Union {
  join(a: number, b: number): void
  /** (rows,) groups numbered by first row, −1 for rows that were never joined. */
  groups(): Work<{ readonly codes: Int32Array; readonly groups: number }>
}

/** Disjoint sets of rows (Tarjan 1975, with path halving); the smaller row is the root. */
export function createUnion(rows: number): Union {
  const parents = new Int32Array(rows).fill(-1)
  const root = (row: number): number => {
    let at = row
    for (;;) {
      const parent = parents[at]!
      if (parent < 0 || parent === at) return at
      const above = parents[parent]!
      if (above >= 0) parents[at] = above
      at = parent
    }
  }
  return {
    join(a, b) {
      const x = root(a)
      const y = root(b)
      const first = Math.min(x, y)
      parents[first] = first
      parents[Math.max(x, y)] = first
    },
    *groups() {
      const codes = new Int32Array(rows).fill(-1)
      let groups = 0
      for (let row = 0; row < rows; row++) {
        if (row % 65_536 === 65_535) yield
        if (parents[row]! < 0) continue
        const first = root(row)
        codes[row] = first === row ? groups++ : codes[first]!
      }
      return { codes, groups }
    },
  }
}
