import { LEAF } from './neighbour-tree.ts'

/**
 * An order of points in which those of one leaf, and of the leaves of one parent, lie close together: ranges are
 * parted again and again along the column in which they spread the most.
 *
 * @param points f32[rows × columns], row after row, finite; not changed
 * @param checkpoint called between parts of the work
 * @returns (rows,) the point at each place; the same points in the same order give the same
 *
 * Cost: O(rows × columns × log rows).
 */
export function treeOrder(
  points: Float32Array,
  rows: number,
  columns: number,
  checkpoint: () => void,
): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) order[i] = i
  const keys = new Float32Array(rows)
  const low = new Float32Array(columns)
  const high = new Float32Array(columns)
  const pending: [number, number][] = [[0, rows]]
  for (let range = pending.pop(); range !== undefined; range = pending.pop()) {
    const [start, end] = range
    const leaves = Math.ceil((end - start) / LEAF)
    if (leaves <= 1) continue
    // The largest power of two below: parents of any level then lie on one side of every cut above them.
    let left = 1
    while (left * 2 < leaves) left *= 2
    const middle = start + left * LEAF
    const column = widestColumn(points, columns, order, start, end, low, high)
    for (let i = start; i < end; i++) keys[i] = points[order[i]! * columns + column]!
    select(keys, order, start, end - 1, middle)
    pending.push([start, middle], [middle, end])
    if (end - start > 1000) checkpoint()
  }
  return order
}

function widestColumn(
  points: Float32Array,
  columns: number,
  order: Uint32Array,
  start: number,
  end: number,
  low: Float32Array,
  high: Float32Array,
): number {
  low.fill(Infinity)
  high.fill(-Infinity)
  for (let i = start; i < end; i++) {
    const at = order[i]! * columns
    for (let c = 0; c < columns; c++) {
      const value = points[at + c]!
      if (value < low[c]!) low[c] = value
      if (value > high[c]!) high[c] = value
    }
  }
  let widest = 0
  for (let c = 1; c < columns; c++) if (high[c]! - low[c]! > high[widest]! - low[widest]!) widest = c
  return widest
}

/**
 * Rearranges places [left, right] so that those before `middle` hold the least, by key and then by point
 * (Hoare's selection; the pivot is a median of three).
 */
function select(keys: Float32Array, order: Uint32Array, left: number, right: number, middle: number): void {
  while (left < right) {
    const centre = (left + right) >>> 1
    if (isBefore(keys, order, centre, left)) swap(keys, order, centre, left)
    if (isBefore(keys, order, right, left)) swap(keys, order, right, left)
    if (isBefore(keys, order, right, centre)) swap(keys, order, right, centre)
    const pivot = keys[centre]!
    const pivotPoint = order[centre]!
    let i = left
    let j = right
    while (i <= j) {
      while (keys[i]! < pivot || (keys[i]! === pivot && order[i]! < pivotPoint)) i++
      while (keys[j]! > pivot || (keys[j]! === pivot && order[j]! > pivotPoint)) j--
      if (i <= j) swap(keys, order, i++, j--)
    }
    if (middle <= j) right = j
    else if (middle >= i) left = i
    else return
  }
}

function isBefore(keys: Float32Array, order: Uint32Array, i: number, j: number): boolean {
  return keys[i]! < keys[j]! || (keys[i]! === keys[j]! && order[i]! < order[j]!)
}

function swap(keys: Float32Array, order: Uint32Array, i: number, j: number): void {
  const key = keys[i]!
  keys[i] = keys[j]!
  keys[j] = key
  const point = order[i]!
  order[i] = order[j]!
  order[j] = point
}
