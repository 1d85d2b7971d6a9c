// Places of rows along weighted directions, and their bins, two to eight rows at a time: compiled by
// scripts/build-kernels.ts, twin of ../directions.ts.

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/** values[i] = offset + Σ weight × value over a direction's columns, in order; up to 7 beyond the rows too. */
export function project(
  rows: u32,
  strideBytes: u32,
  rowCount: u32,
  columns: u32,
  weights: u32,
  width: u32,
  offset: f64,
  values: u32,
): void {
  const start = f64x2.splat(offset)
  const columnsEnd = columns + width * 4
  for (let i: u32 = 0; i < rowCount; i += 8) {
    let v0 = start
    let v1 = start
    let v2 = start
    let v3 = start
    const first = rows + i * 8
    let weight = weights
    for (let column = columns; column < columnsEnd; column += 4, weight += 8) {
      const from = first + load<u32>(column) * strideBytes
      const w = v128.load64_splat(weight)
      v0 = f64x2.add(v0, f64x2.mul(w, v128.load(from)))
      v1 = f64x2.add(v1, f64x2.mul(w, v128.load(from, 16)))
      v2 = f64x2.add(v2, f64x2.mul(w, v128.load(from, 32)))
      v3 = f64x2.add(v3, f64x2.mul(w, v128.load(from, 48)))
    }
    const to = values + i * 8
    v128.store(to, v0)
    v128.store(to, v1, 16)
    v128.store(to, v2, 32)
    v128.store(to, v3, 48)
  }
}

/** out = least and greatest of the values that are numbers, and how many those are. */
export function measure(values: u32, rowCount: u32, out: u32): void {
  let least0 = f64x2.splat(Infinity)
  let least1 = least0
  let greatest0 = f64x2.splat(-Infinity)
  let greatest1 = greatest0
  let known0 = i64x2.splat(0)
  let known1 = known0
  let i: u32 = 0
  for (; i + 4 <= rowCount; i += 4) {
    const v0 = v128.load(values + i * 8)
    const v1 = v128.load(values + i * 8, 16)
    // NaN is neither less nor more, and equals nothing; what is equal is −1.
    least0 = f64x2.pmin(least0, v0)
    least1 = f64x2.pmin(least1, v1)
    greatest0 = f64x2.pmax(greatest0, v0)
    greatest1 = f64x2.pmax(greatest1, v1)
    known0 = i64x2.sub(known0, f64x2.eq(v0, v0))
    known1 = i64x2.sub(known1, f64x2.eq(v1, v1))
  }
  least0 = f64x2.pmin(least0, least1)
  greatest0 = f64x2.pmax(greatest0, greatest1)
  known0 = i64x2.add(known0, known1)
  let least = min(f64x2.extract_lane(least0, 0), f64x2.extract_lane(least0, 1))
  let greatest = max(f64x2.extract_lane(greatest0, 0), f64x2.extract_lane(greatest0, 1))
  let known = i64x2.extract_lane(known0, 0) + i64x2.extract_lane(known0, 1)
  for (; i < rowCount; i++) {
    const value = load<f64>(values + i * 8)
    if (value == value) {
      least = min(least, value)
      greatest = max(greatest, value)
      known++
    }
  }
  // −0 becomes 0, whichever came first.
  store<f64>(out, least + 0)
  store<f64>(out + 8, greatest + 0)
  store<f64>(out + 16, <f64>known)
}

/** Counts the rows of each even bin; returns how many lie in none, whose numbers go to `rest` in order. */
export function count(
  values: u32,
  rowCount: u32,
  low: f64,
  perUnit: f64,
  even: f64,
  counts: u32,
  rest: u32,
): i32 {
  const lows = f64x2.splat(low)
  const perUnits = f64x2.splat(perUnit)
  const evens = f64x2.splat(even)
  const zero = f64x2.splat(0)
  let next = rest
  let i: u32 = 0
  for (; i + 4 <= rowCount; i += 4) {
    const at = values + i * 8
    const p0 = f64x2.mul(f64x2.sub(v128.load(at), lows), perUnits)
    const p1 = f64x2.mul(f64x2.sub(v128.load(at, 16), lows), perUnits)
    const in0 = v128.and(f64x2.ge(p0, zero), f64x2.lt(p0, evens))
    const in1 = v128.and(f64x2.ge(p1, zero), f64x2.lt(p1, evens))
    if (i64x2.bitmask(v128.and(in0, in1)) == 3) {
      const b0 = i32x4.trunc_sat_f64x2_s_zero(p0)
      const b1 = i32x4.trunc_sat_f64x2_s_zero(p1)
      tally(counts, i32x4.extract_lane(b0, 0))
      tally(counts, i32x4.extract_lane(b0, 1))
      tally(counts, i32x4.extract_lane(b1, 0))
      tally(counts, i32x4.extract_lane(b1, 1))
    } else {
      for (let j: u32 = i; j < i + 4; j++) next = countOne(values, j, low, perUnit, even, counts, next)
    }
  }
  for (; i < rowCount; i++) next = countOne(values, i, low, perUnit, even, counts, next)
  return (next - rest) >> 2
}

function tally(counts: u32, bin: i32): void {
  const at = counts + ((<u32>bin) << 2)
  store<i32>(at, load<i32>(at) + 1)
}

function countOne(values: u32, i: u32, low: f64, perUnit: f64, even: f64, counts: u32, next: u32): u32 {
  const place = (load<f64>(values + i * 8) - low) * perUnit
  if (place >= 0 && place < even) {
    tally(counts, <i32>place)
    return next
  }
  store<i32>(next, i)
  return next + 4
}

/** Adds to sums[i] what its even bin scores; returns how many rows lie in none, whose numbers go to `rest`. */
export function addScores(
  values: u32,
  rowCount: u32,
  low: f64,
  perUnit: f64,
  even: f64,
  scores: u32,
  sums: u32,
  rest: u32,
): i32 {
  const lows = f64x2.splat(low)
  const perUnits = f64x2.splat(perUnit)
  const evens = f64x2.splat(even)
  const zero = f64x2.splat(0)
  let next = rest
  let i: u32 = 0
  for (; i + 4 <= rowCount; i += 4) {
    const at = values + i * 8
    const p0 = f64x2.mul(f64x2.sub(v128.load(at), lows), perUnits)
    const p1 = f64x2.mul(f64x2.sub(v128.load(at, 16), lows), perUnits)
    const in0 = v128.and(f64x2.ge(p0, zero), f64x2.lt(p0, evens))
    const in1 = v128.and(f64x2.ge(p1, zero), f64x2.lt(p1, evens))
    if (i64x2.bitmask(v128.and(in0, in1)) == 3) {
      const b0 = i32x4.trunc_sat_f64x2_s_zero(p0)
      const b1 = i32x4.trunc_sat_f64x2_s_zero(p1)
      const s0 = v128.load64_lane(
        scores + (i32x4.extract_lane(b0, 1) << 3),
        v128.load64_zero(scores + (i32x4.extract_lane(b0, 0) << 3)),
        1,
      )
      const s1 = v128.load64_lane(
        scores + (i32x4.extract_lane(b1, 1) << 3),
        v128.load64_zero(scores + (i32x4.extract_lane(b1, 0) << 3)),
        1,
      )
      const to = sums + i * 8
      v128.store(to, f64x2.add(v128.load(to), s0))
      v128.store(to, f64x2.add(v128.load(to, 16), s1), 16)
    } else {
      for (let j: u32 = i; j < i + 4; j++) next = addOne(values, j, low, perUnit, even, scores, sums, next)
    }
  }
  for (; i < rowCount; i++) next = addOne(values, i, low, perUnit, even, scores, sums, next)
  return (next - rest) >> 2
}

function addOne(
  values: u32,
  i: u32,
  low: f64,
  perUnit: f64,
  even: f64,
  scores: u32,
  sums: u32,
  next: u32,
): u32 {
  const place = (load<f64>(values + i * 8) - low) * perUnit
  if (place >= 0 && place < even) {
    const to = sums + i * 8
    store<f64>(to, load<f64>(to) + load<f64>(scores + ((<i32>place) << 3)))
    return next
  }
  store<i32>(next, i)
  return next + 4
}
