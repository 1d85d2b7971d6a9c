/** A decided row, and what its place follows from. */
export interface DecidedRow {
  readonly row: number
  /** Its position in the detector's own order, from 0: it never ranks below that. */
  readonly detectorRank: number
  /** Its learned score. */
  readonly score: number
}

/** Between a row that is held at the very top and the next one, in standard deviations. */
const STEP_AT_TOP = 0.01

/**
 * Puts decided rows back among the others, in the order of the learned scores, but none lower than the detector had
 * it: what was decided stays in sight. A row that is held up so gets a score between its neighbours', so that scores
 * and order agree (score descending, ties by row index).
 *
 * @param others undecided rows in the order of their scores; the first ones are enough for the first places
 * @param scores (rows,) learned scores; those of the decided rows are set
 * @param decided each row once; detector ranks are all different
 * @param count how many places are filled
 * @returns (count,) rows
 *
 * Cost: linear in `count`, plus a sort of the decided rows.
 */
export function placeDecided(
  others: Uint32Array,
  scores: Float32Array,
  decided: readonly DecidedRow[],
  count: number,
): Uint32Array {
  const order = new Uint32Array(count)
  const natural = [...decided].sort((a, b) => b.score - a.score || a.row - b.row)
  const due = [...decided].sort((a, b) => a.detectorRank - b.detectorRank)
  for (const { row, score } of decided) scores[row] = score
  const placed = new Set<number>()
  const held: number[] = []
  let nextOther = 0
  let nextNatural = 0
  let nextDue = 0
  for (let k = 0; k < count; k++) {
    while (nextNatural < natural.length && placed.has(natural[nextNatural]!.row)) nextNatural++
    while (nextDue < due.length && placed.has(due[nextDue]!.row)) nextDue++
    const own = natural[nextNatural]?.row
    const other = others[nextOther]
    const ownFirst = own !== undefined && (other === undefined || ahead(scores, own, other))
    const dueRow = due[nextDue]
    let row: number
    if (dueRow !== undefined && dueRow.detectorRank <= k && !(ownFirst && own === dueRow.row)) {
      row = dueRow.row
      held.push(k)
      placed.add(row)
    } else if (ownFirst) {
      row = own
      placed.add(row)
    } else {
      row = other!
      nextOther++
    }
    order[k] = row
  }
  holdUp(order, scores, held, others[nextOther])
  return order
}

/** Gives the rows at the places `held`, ascending, scores between those of the rows around them. */
function holdUp(
  order: Uint32Array,
  scores: Float32Array,
  held: readonly number[],
  after: number | undefined,
): void {
  for (let from = 0; from < held.length;) {
    const first = held[from]!
    let run = 1
    while (from + run < held.length && held[from + run] === first + run) run++
    const next = order[first + run] ?? after
    const above = first > 0 ? scores[order[first - 1]!]! : null
    const below = next === undefined ? (above ?? 0) : scores[next]!
    for (let j = 1; j <= run; j++) {
      const between =
        above === null
          ? below + (run - j + 1) * STEP_AT_TOP
          : Math.fround(above + ((below - above) * j) / (run + 1))
      settle(order, scores, first + j - 1, between, below)
    }
    from += run
  }
}

/** Writes a score; where it ties with its neighbours in the wrong order of rows, the row moves up until all agree. */
function settle(order: Uint32Array, scores: Float32Array, at: number, wanted: number, below: number): void {
  const row = order[at]!
  scores[row] = wanted
  const next = order[at + 1]
  if (next !== undefined && scores[row] === below && row > next) scores[row] = nextUp(scores[row])
  let k = at
  while (k > 0 && ahead(scores, row, order[k - 1]!)) {
    order[k] = order[k - 1]!
    k--
  }
  order[k] = row
}

function ahead(scores: Float32Array, a: number, b: number): boolean {
  const first = scores[a]!
  const second = scores[b]!
  return first > second || (first === second && a < b)
}

const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)

/** The next greater Float32. */
function nextUp(value: number): number {
  float[0] = value === 0 ? 0 : value
  bits[0] = bits[0]! + (bits[0]! >= 0 ? 1 : -1)
  return float[0]
}
