import type { Column } from '../table/table.ts'
import { SLICE_ROWS, type Work } from '../work.ts'
import { columnParts, counted, type FindingContext, type FindingRule, type Found } from './finding.ts'
import { missingTest, rowsWhere } from './rows-where.ts'

/** Correlation of "is missing" from which two columns are missing together. */
const TOGETHER = 0.95
const FEWEST_ROWS = 5
/** Pairs of columns that are compared; further columns are left out rather than waited for. */
const MOST_PAIRS = 20_000

/**
 * Columns that are empty in the same rows: φ, the correlation of their being missing, is at least .95, so that two
 * columns that are nearly always empty are not called together for that alone.
 */
export const missingTogether: FindingRule = {
  kind: 'missing-together',
  title: 'Missing together',
  plural: 'groups of columns that are missing together',
  *find(context) {
    const { rowCount, columns } = context.table
    const gaps: Gaps[] = []
    for (const column of columns) {
      const missing = column.missing + column.unreadable
      if (missing < FEWEST_ROWS || rowCount - missing < FEWEST_ROWS) continue
      gaps.push({ column, bits: yield* missingBits(column, rowCount), missing, group: [column] })
    }
    yield* joinGroups(gaps, rowCount)
    const found: Found[] = []
    for (const group of new Set(gaps.map((gap) => gap.group))) {
      if (group.length < 2) continue
      const tests = group.map(missingTest)
      const rows = (asked: FindingContext) =>
        rowsWhere(asked.table.rowCount, (row) => tests.every((isMissing) => isMissing(row)))
      const count = (yield* rows(context)).length
      found.push({
        severity: 'note',
        columns: group.map(({ index }) => index),
        count,
        sentence: [
          ...columnParts(group.map(({ index }) => index)),
          ' are empty in the same ',
          ...counted(count, 'row'),
          ', as where a part of a form was not filled in or a source had no match.',
        ],
        rows,
      })
    }
    return found
  },
}

interface Gaps {
  readonly column: Column
  readonly bits: Uint32Array
  readonly missing: number
  group: Column[]
}

function* missingBits(column: Column, rowCount: number): Work<Uint32Array> {
  const bits = new Uint32Array(Math.ceil(rowCount / 32))
  const isMissing = missingTest(column)
  for (let row = 0; row < rowCount; row++) {
    if (isMissing(row)) bits[row >>> 5]! |= 1 << (row & 31)
    if (row % SLICE_ROWS === SLICE_ROWS - 1) yield
  }
  return bits
}

/** Puts columns that are missing together into one group; only such as could be, by their counts, are compared. */
function* joinGroups(gaps: readonly Gaps[], rowCount: number): Work<void> {
  const byCount = [...gaps].sort((a, b) => a.missing - b.missing || a.column.index - b.column.index)
  let pairs = 0
  for (const [i, a] of byCount.entries()) {
    for (let k = i + 1; k < byCount.length; k++) {
      const b = byCount[k]!
      // φ is largest when one set lies within the other.
      if (phi(a.missing, a.missing, b.missing, rowCount) < TOGETHER) break
      if (a.group === b.group) continue
      if (++pairs > MOST_PAIRS) return
      if (phi(commonBits(a.bits, b.bits), a.missing, b.missing, rowCount) >= TOGETHER) merge(gaps, a, b)
      yield
    }
  }
}

function merge(gaps: readonly Gaps[], a: Gaps, b: Gaps): void {
  const together = [...a.group, ...b.group].sort((x, y) => x.index - y.index)
  const [left, right] = [a.group, b.group]
  for (const gap of gaps) if (gap.group === left || gap.group === right) gap.group = together
}

/** The correlation of two yes-or-no columns from how often each and both are set. */
function phi(both: number, a: number, b: number, n: number): number {
  return (both * n - a * b) / (Math.sqrt(a * (n - a)) * Math.sqrt(b * (n - b)))
}

function commonBits(a: Uint32Array, b: Uint32Array): number {
  let count = 0
  for (let i = 0; i < a.length; i++) {
    let word = a[i]! & b[i]!
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}
