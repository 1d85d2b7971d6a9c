// The nearest points of queries in a tree of boxes: compiled by scripts/build-kernels.ts, twin of
// ../neighbour-search.ts. A leaf holds 32 points column by column, so that a lane is a point and sums run over
// the columns in order. Some queries that lie close together walk the tree as a group: each box and each
// leaf is fetched once for all of them.

const LEAF: u32 = 32
const FANOUT: u32 = 4
/** Columns between two looks at whether any point of a leaf can still be near enough. */
const STRIDE: u32 = 16

/** Below the kernel's own memory: squared distances of one leaf; per query of a group the distances to four boxes; the stack. */
const SUMS: u32 = 1024
const BOUNDS: u32 = 2048
const STACK: u32 = 4096

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

let columns: u32 = 0
let leaves: u32 = 0
let levels: u32 = 0
/** u32[levels]: where the boxes of each level begin, from the parents of leaves up. */
let levelAt: u32 = 0
let k: u32 = 0
let queries: u32 = 0
let distances: u32 = 0
let ids: u32 = 0

export function setTree(columnCount: u32, leavesAt: u32, levelCount: u32, levelTable: u32): void {
  columns = columnCount
  leaves = leavesAt
  levels = levelCount
  levelAt = levelTable
}

/**
 * The leaf that each query lies in or close to: always down to the nearest box.
 *
 * @param at f32[count × columns]
 * @param home u32[count]: result
 */
export function locate(at: u32, count: u32, home: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    let node: u32 = 0
    for (let level: i32 = <i32>levels - 1; level >= 0; level--) {
      const boxes = load<u32>(levelAt + ((<u32>level) << 2)) + node * columns * 32
      v128.store(BOUNDS, boxDistances(boxes, at + i * columns * 4))
      let nearest: u32 = 0
      for (let c: u32 = 1; c < FANOUT; c++)
        if (load<f32>(BOUNDS + c * 4) < load<f32>(BOUNDS + nearest * 4)) nearest = c
      node = node * FANOUT + nearest
    }
    store<u32>(home + i * 4, node)
  }
}

/**
 * Finds the nearest points of each query, by distance and then by place.
 *
 * @param at f32[count × columns]
 * @param group queries that walk together, 1 to 32
 * @param want how many points per query
 * @param distancesAt f32[count × want]: result, squared, ascending. What it holds at first is an upper bound: +∞,
 *   or less where only points within that distance are wanted
 * @param idsAt u32[count × want]: result, places of points; 2³² − 1 at first, and where there is none
 */
export function search(at: u32, count: u32, group: u32, want: u32, distancesAt: u32, idsAt: u32): void {
  k = want
  for (let i: u32 = 0; i < count; i += group) {
    const size = min(group, count - i)
    queries = at + i * columns * 4
    distances = distancesAt + i * want * 4
    ids = idsAt + i * want * 4
    walk(size)
  }
}

/** Entries of the stack are: level, node, which queries still want it (a bit each), nearest bound. */
function walk(size: u32): void {
  let top = STACK
  store<u32>(top, levels - 1)
  store<u32>(top, 0, 4)
  store<u32>(top, size === 32 ? 0xffffffff : (1 << size) - 1, 8)
  store<f32>(top, 0, 12)
  top += 16
  while (top > STACK) {
    top -= 16
    const level = load<u32>(top)
    const node = load<u32>(top, 4)
    const wanting = stillWanting(load<u32>(top, 8), load<f32>(top, 12))
    if (wanting === 0) continue
    const boxes = load<u32>(levelAt + (level << 2)) + node * columns * 32

    let want0: u32 = 0
    let want1: u32 = 0
    let want2: u32 = 0
    let want3: u32 = 0
    let nearest = f32x4.splat(Infinity)
    for (let rest = wanting; rest !== 0; rest &= rest - 1) {
      const q = ctz(rest)
      const bounds = boxDistances(boxes, queries + q * columns * 4)
      v128.store(BOUNDS + q * 16, bounds)
      const limit = load<f32>(distances + (q * k + k - 1) * 4)
      const near = v128.and(f32x4.le(bounds, f32x4.splat(limit)), f32x4.lt(bounds, f32x4.splat(Infinity)))
      const bits = <u32>i32x4.bitmask(near)
      want0 |= (bits & 1) << q
      want1 |= ((bits >> 1) & 1) << q
      want2 |= ((bits >> 2) & 1) << q
      want3 |= ((bits >> 3) & 1) << q
      nearest = f32x4.pmin(nearest, v128.bitselect(bounds, f32x4.splat(Infinity), near))
    }
    // The children from the nearest on; for the stack the other way round.
    for (let turn: u32 = 0; turn < FANOUT; turn++) {
      const d0 = f32x4.extract_lane(nearest, 0)
      const d1 = f32x4.extract_lane(nearest, 1)
      const d2 = f32x4.extract_lane(nearest, 2)
      const d3 = f32x4.extract_lane(nearest, 3)
      let child: u32 = 0
      let bound: f32 = d0
      if (level === 0) {
        if (d1 < bound) {
          child = 1
          bound = d1
        }
        if (d2 < bound) {
          child = 2
          bound = d2
        }
        if (d3 < bound) {
          child = 3
          bound = d3
        }
        if (bound === <f32>Infinity) break
      } else {
        bound = d0 < <f32>Infinity ? d0 : -1
        if (d1 < <f32>Infinity && d1 > bound) {
          child = 1
          bound = d1
        }
        if (d2 < <f32>Infinity && d2 > bound) {
          child = 2
          bound = d2
        }
        if (d3 < <f32>Infinity && d3 > bound) {
          child = 3
          bound = d3
        }
        if (bound < 0) break
      }
      const want = child === 0 ? want0 : child === 1 ? want1 : child === 2 ? want2 : want3
      if (child === 0) nearest = f32x4.replace_lane(nearest, 0, Infinity)
      else if (child === 1) nearest = f32x4.replace_lane(nearest, 1, Infinity)
      else if (child === 2) nearest = f32x4.replace_lane(nearest, 2, Infinity)
      else nearest = f32x4.replace_lane(nearest, 3, Infinity)
      if (level === 0) {
        const leaf = node * FANOUT + child
        for (let rest = want; rest !== 0; rest &= rest - 1) {
          const q = ctz(rest)
          const limit = load<f32>(distances + (q * k + k - 1) * 4)
          if (load<f32>(BOUNDS + q * 16 + child * 4) <= limit) scan(leaf, q)
        }
      } else {
        store<u32>(top, level - 1)
        store<u32>(top, node * FANOUT + child, 4)
        store<u32>(top, want, 8)
        store<f32>(top, bound, 12)
        top += 16
      }
    }
  }
}

/** Those of the queries whose farthest kept point is not nearer than the bound. */
function stillWanting(queryBits: u32, bound: f32): u32 {
  let left: u32 = 0
  for (let rest = queryBits; rest !== 0; rest &= rest - 1) {
    const q = ctz(rest)
    if (bound <= load<f32>(distances + (q * k + k - 1) * 4)) left |= 1 << q
  }
  return left
}

/** Squared distances from a query to the boxes of four children. */
function boxDistances(boxes: u32, query: u32): v128 {
  const zero = f32x4.splat(0)
  let sum = zero
  const end = query + columns * 4
  for (let at = query; at < end; at += 4) {
    const value = v128.load32_splat(at)
    const below = f32x4.sub(v128.load(boxes), value)
    const above = f32x4.sub(value, v128.load(boxes, 16))
    const outside = f32x4.pmax(zero, f32x4.pmax(below, above))
    sum = f32x4.add(sum, f32x4.mul(outside, outside))
    boxes += 32
  }
  return sum
}

/** Offers the points of one leaf to one query. */
function scan(leaf: u32, q: u32): void {
  const last = distances + (q * k + k - 1) * 4
  const limit = v128.load32_splat(last)
  let query = queries + q * columns * 4
  let at = leaves + leaf * columns * LEAF * 4
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  let s4 = f32x4.splat(0)
  let s5 = f32x4.splat(0)
  let s6 = f32x4.splat(0)
  let s7 = f32x4.splat(0)
  let left = columns
  for (;;) {
    const step = min(left, STRIDE)
    const end = query + step * 4
    for (; query < end; query += 4) {
      const value = v128.load32_splat(query)
      let d = f32x4.sub(value, v128.load(at))
      s0 = f32x4.add(s0, f32x4.mul(d, d))
      d = f32x4.sub(value, v128.load(at, 16))
      s1 = f32x4.add(s1, f32x4.mul(d, d))
      d = f32x4.sub(value, v128.load(at, 32))
      s2 = f32x4.add(s2, f32x4.mul(d, d))
      d = f32x4.sub(value, v128.load(at, 48))
      s3 = f32x4.add(s3, f32x4.mul(d, d))
      d = f32x4.sub(value, v128.load(at, 64))
      s4 = f32x4.add(s4, f32x4.mul(d, d))
      d = f32x4.sub(value, v128.load(at, 80))
      s5 = f32x4.add(s5, f32x4.mul(d, d))
      d = f32x4.sub(value, v128.load(at, 96))
      s6 = f32x4.add(s6, f32x4.mul(d, d))
      d = f32x4.sub(value, v128.load(at, 112))
      s7 = f32x4.add(s7, f32x4.mul(d, d))
      at += 128
    }
    const nearest = f32x4.pmin(
      f32x4.pmin(f32x4.pmin(s0, s1), f32x4.pmin(s2, s3)),
      f32x4.pmin(f32x4.pmin(s4, s5), f32x4.pmin(s6, s7)),
    )
    if (!v128.any_true(f32x4.le(nearest, limit))) return
    left -= step
    if (left === 0) break
  }
  v128.store(SUMS, s0)
  v128.store(SUMS, s1, 16)
  v128.store(SUMS, s2, 32)
  v128.store(SUMS, s3, 48)
  v128.store(SUMS, s4, 64)
  v128.store(SUMS, s5, 80)
  v128.store(SUMS, s6, 96)
  v128.store(SUMS, s7, 112)
  const list = distances + q * k * 4
  const idList = ids + q * k * 4
  for (let v: u32 = 0; v < 8; v++) {
    const sums = v128.load(SUMS + v * 16)
    let bits = <u32>i32x4.bitmask(f32x4.le(sums, v128.load32_splat(last)))
    for (; bits !== 0; bits &= bits - 1) {
      const lane = v * 4 + ctz(bits)
      offer(list, idList, load<f32>(SUMS + lane * 4), leaf * LEAF + lane)
    }
  }
}

/** Takes a point into a sorted list of k if it comes before the last, by distance and then by place. */
function offer(list: u32, idList: u32, distance: f32, id: u32): void {
  let at = (k - 1) * 4
  const last = load<f32>(list + at)
  if (distance > last || (distance === last && id >= load<u32>(idList + at))) return
  if (distance === <f32>Infinity) return
  while (at > 0) {
    const before = load<f32>(list + at - 4)
    if (before < distance || (before === distance && load<u32>(idList + at - 4) < id)) break
    store<f32>(list + at, before)
    store<u32>(idList + at, load<u32>(idList + at - 4))
    at -= 4
  }
  store<f32>(list + at, distance)
  store<u32>(idList + at, id)
}
