/**
 * Points under a tree of boxes, for finding the nearest ones. Leaves hold `LEAF` points that follow one another;
 * every `FANOUT` leaves have a parent, every `FANOUT` parents theirs, up to one root, so that the places of all
 * follow from the number of points alone. Any order of the points gives the right answers; `treeOrder` gives
 * one that is fast.
 */
export interface NeighbourTree {
  readonly rows: number
  readonly columns: number
  /** f32[leafCount × columns × LEAF]: a leaf's points column by column; +∞ where there is no point. */
  readonly leaves: Float32Array
  readonly leafCount: number
  /** Levels of parents from those of the leaves (0) to the root. */
  readonly levels: readonly BoxLevel[]
}

/** Per parent f32[columns × (FANOUT lows, FANOUT highs)]: the boxes of its children; where there is none low is +∞ and high −∞. */
export interface BoxLevel {
  readonly parents: number
  readonly boxes: Float32Array
}

export const LEAF = 32
export const FANOUT = 4

/**
 * Squared distance as every search here takes it: Float32 operations, columns in order. Differences of Float32
 * round alike for all that is nearer, so that the distance to a box is never above that to a point inside.
 */
export function squaredDistance(
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  columns: number,
): number {
  let sum = 0
  for (let c = 0; c < columns; c++) {
    const difference = Math.fround(a[aStart + c]! - b[bStart + c]!)
    sum = Math.fround(sum + Math.fround(difference * difference))
  }
  return sum
}

/**
 * @param points f32[rows × columns], row after row, finite; not changed
 *
 * Cost: one pass over the points.
 */
export function buildTree(points: Float32Array, rows: number, columns: number): NeighbourTree {
  const leafCount = Math.ceil(rows / LEAF)
  const leaves = new Float32Array(leafCount * columns * LEAF).fill(Infinity)
  for (let row = 0; row < rows; row++) {
    const leaf = Math.floor(row / LEAF)
    const at = leaf * columns * LEAF + (row - leaf * LEAF)
    for (let c = 0; c < columns; c++) leaves[at + c * LEAF] = points[row * columns + c]!
  }
  const levels: BoxLevel[] = []
  let children = leafCount
  do {
    const parents = Math.ceil(children / FANOUT)
    const boxes = emptyBoxes(parents, columns)
    const below = levels.at(-1)
    for (let child = 0; child < children; child++) {
      const at = boxPlace(child, columns)
      if (below === undefined) {
        const end = Math.min(rows, (child + 1) * LEAF)
        for (let row = child * LEAF; row < end; row++) growByPoint(boxes, at, points, row * columns, columns)
      } else {
        growByBoxes(boxes, at, below.boxes, child * columns * 2 * FANOUT, columns)
      }
    }
    levels.push({ parents, boxes })
    children = parents
  } while (children > 1)
  return { rows, columns, leaves, leafCount, levels }
}

/** Where the lows of a child's box begin; they are `2 × FANOUT` apart, and its highs `FANOUT` further on. */
function boxPlace(child: number, columns: number): number {
  const parent = Math.floor(child / FANOUT)
  return parent * columns * 2 * FANOUT + (child - parent * FANOUT)
}

function emptyBoxes(parents: number, columns: number): Float32Array {
  const boxes = new Float32Array(parents * columns * 2 * FANOUT)
  for (let at = 0; at < boxes.length; at += 2 * FANOUT) {
    boxes.fill(Infinity, at, at + FANOUT)
    boxes.fill(-Infinity, at + FANOUT, at + 2 * FANOUT)
  }
  return boxes
}

function growByPoint(
  boxes: Float32Array,
  at: number,
  points: Float32Array,
  from: number,
  columns: number,
): void {
  for (let c = 0; c < columns; c++) {
    const low = at + c * 2 * FANOUT
    const value = points[from + c]!
    if (value < boxes[low]!) boxes[low] = value
    if (value > boxes[low + FANOUT]!) boxes[low + FANOUT] = value
  }
}

/** Grows a box by all children's boxes of the parent that begins at `from`. */
function growByBoxes(
  boxes: Float32Array,
  at: number,
  below: Float32Array,
  from: number,
  columns: number,
): void {
  for (let c = 0; c < columns; c++) {
    const low = at + c * 2 * FANOUT
    const source = from + c * 2 * FANOUT
    for (let child = 0; child < FANOUT; child++) {
      const least = below[source + child]!
      const greatest = below[source + FANOUT + child]!
      if (least < boxes[low]!) boxes[low] = least
      if (greatest > boxes[low + FANOUT]!) boxes[low + FANOUT] = greatest
    }
  }
}
