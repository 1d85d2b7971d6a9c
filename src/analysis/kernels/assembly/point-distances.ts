// Squared distances between rows and points, eight rows at a time: compiled by scripts/build-kernels.ts, twin
// of ../point-distances.ts. Rows lie in groups of 8: f64[groups × width × 8]; points one after another.

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/** For each row the squared distances to the nearest point and the next, and the nearest one's number. */
export function nearestTwo(
  rows: u32,
  rowCount: u32,
  width: u32,
  points: u32,
  pointCount: u32,
  nearest: u32,
  second: u32,
  which: u32,
): void {
  const pointBytes = width * 8
  const infinity = f64x2.splat(Infinity)
  for (let i: u32 = 0; i < rowCount; i += 8) {
    let best0 = infinity
    let best1 = infinity
    let best2 = infinity
    let best3 = infinity
    let next0 = infinity
    let next1 = infinity
    let next2 = infinity
    let next3 = infinity
    let index0 = f64x2.splat(0)
    let index1 = index0
    let index2 = index0
    let index3 = index0
    let point = points
    for (let j: u32 = 0; j < pointCount; j++) {
      let s0 = f64x2.splat(0)
      let s1 = s0
      let s2 = s0
      let s3 = s0
      const end = point + pointBytes
      let row = rows + i * pointBytes
      for (; point < end; point += 8, row += 64) {
        const value = v128.load64_splat(point)
        const d0 = f64x2.sub(v128.load(row), value)
        const d1 = f64x2.sub(v128.load(row, 16), value)
        const d2 = f64x2.sub(v128.load(row, 32), value)
        const d3 = f64x2.sub(v128.load(row, 48), value)
        s0 = f64x2.add(s0, f64x2.mul(d0, d0))
        s1 = f64x2.add(s1, f64x2.mul(d1, d1))
        s2 = f64x2.add(s2, f64x2.mul(d2, d2))
        s3 = f64x2.add(s3, f64x2.mul(d3, d3))
      }
      const number = f64x2.splat(<f64>j)
      index0 = v128.bitselect(number, index0, f64x2.lt(s0, best0))
      index1 = v128.bitselect(number, index1, f64x2.lt(s1, best1))
      index2 = v128.bitselect(number, index2, f64x2.lt(s2, best2))
      index3 = v128.bitselect(number, index3, f64x2.lt(s3, best3))
      next0 = f64x2.pmin(next0, f64x2.pmax(best0, s0))
      next1 = f64x2.pmin(next1, f64x2.pmax(best1, s1))
      next2 = f64x2.pmin(next2, f64x2.pmax(best2, s2))
      next3 = f64x2.pmin(next3, f64x2.pmax(best3, s3))
      best0 = f64x2.pmin(best0, s0)
      best1 = f64x2.pmin(best1, s1)
      best2 = f64x2.pmin(best2, s2)
      best3 = f64x2.pmin(best3, s3)
    }
    const at = i * 8
    v128.store(nearest + at, best0)
    v128.store(nearest + at, best1, 16)
    v128.store(nearest + at, best2, 32)
    v128.store(nearest + at, best3, 48)
    v128.store(second + at, next0)
    v128.store(second + at, next1, 16)
    v128.store(second + at, next2, 32)
    v128.store(second + at, next3, 48)
    v128.store(which + at, index0)
    v128.store(which + at, index1, 16)
    v128.store(which + at, index2, 32)
    v128.store(which + at, index3, 48)
  }
}

/** sums[i] = Σ over points of weight × e^(−gamma × squared distance). */
export function kernelSums(
  rows: u32,
  rowCount: u32,
  width: u32,
  points: u32,
  weights: u32,
  pointCount: u32,
  gamma: f64,
  sums: u32,
): void {
  const pointBytes = width * 8
  const scale = f64x2.splat(-gamma)
  for (let i: u32 = 0; i < rowCount; i += 8) {
    let sum0 = f64x2.splat(0)
    let sum1 = sum0
    let sum2 = sum0
    let sum3 = sum0
    let point = points
    for (let j: u32 = 0; j < pointCount; j++) {
      let s0 = f64x2.splat(0)
      let s1 = s0
      let s2 = s0
      let s3 = s0
      const end = point + pointBytes
      let row = rows + i * pointBytes
      for (; point < end; point += 8, row += 64) {
        const value = v128.load64_splat(point)
        const d0 = f64x2.sub(v128.load(row), value)
        const d1 = f64x2.sub(v128.load(row, 16), value)
        const d2 = f64x2.sub(v128.load(row, 32), value)
        const d3 = f64x2.sub(v128.load(row, 48), value)
        s0 = f64x2.add(s0, f64x2.mul(d0, d0))
        s1 = f64x2.add(s1, f64x2.mul(d1, d1))
        s2 = f64x2.add(s2, f64x2.mul(d2, d2))
        s3 = f64x2.add(s3, f64x2.mul(d3, d3))
      }
      const weight = v128.load64_splat(weights + j * 8)
      sum0 = f64x2.add(sum0, f64x2.mul(weight, exponential(f64x2.mul(s0, scale))))
      sum1 = f64x2.add(sum1, f64x2.mul(weight, exponential(f64x2.mul(s1, scale))))
      sum2 = f64x2.add(sum2, f64x2.mul(weight, exponential(f64x2.mul(s2, scale))))
      sum3 = f64x2.add(sum3, f64x2.mul(weight, exponential(f64x2.mul(s3, scale))))
    }
    const at = sums + i * 8
    v128.store(at, sum0)
    v128.store(at, sum1, 16)
    v128.store(at, sum2, 32)
    v128.store(at, sum3, 48)
  }
}

/** sums[i] = Σ over points of (Σ of the products of the row's and the point's values)². */
export function squaredLengths(
  rows: u32,
  rowCount: u32,
  width: u32,
  points: u32,
  pointCount: u32,
  sums: u32,
): void {
  const pointBytes = width * 8
  for (let i: u32 = 0; i < rowCount; i += 8) {
    let sum0 = f64x2.splat(0)
    let sum1 = sum0
    let sum2 = sum0
    let sum3 = sum0
    let point = points
    for (let j: u32 = 0; j < pointCount; j++) {
      let s0 = f64x2.splat(0)
      let s1 = s0
      let s2 = s0
      let s3 = s0
      const end = point + pointBytes
      let row = rows + i * pointBytes
      for (; point < end; point += 8, row += 64) {
        const value = v128.load64_splat(point)
        s0 = f64x2.add(s0, f64x2.mul(v128.load(row), value))
        s1 = f64x2.add(s1, f64x2.mul(v128.load(row, 16), value))
        s2 = f64x2.add(s2, f64x2.mul(v128.load(row, 32), value))
        s3 = f64x2.add(s3, f64x2.mul(v128.load(row, 48), value))
      }
      sum0 = f64x2.add(sum0, f64x2.mul(s0, s0))
      sum1 = f64x2.add(sum1, f64x2.mul(s1, s1))
      sum2 = f64x2.add(sum2, f64x2.mul(s2, s2))
      sum3 = f64x2.add(sum3, f64x2.mul(s3, s3))
    }
    const at = sums + i * 8
    v128.store(at, sum0)
    v128.store(at, sum1, 16)
    v128.store(at, sum2, 32)
    v128.store(at, sum3, 48)
  }
}

/** e^x for x ≤ 0, step by step as in ../../math/exponential.ts; 0 below −708. */
function exponential(x: v128): v128 {
  const seen = f64x2.ge(x, f64x2.splat(-708))
  x = f64x2.pmax(x, f64x2.splat(-708))
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(0.5)))
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(6.9314718036912381649e-1)))
  const low = f64x2.mul(k, f64x2.splat(1.90821492927058770002e-10))
  const t = f64x2.sub(high, low)
  const correction = f64x2.sub(f64x2.sub(high, t), low)
  let p = f64x2.splat(1.0 / 6227020800.0)
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 479001600.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 39916800.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 3628800.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 362880.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 40320.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 5040.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 720.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 120.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 24.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(1.0 / 6.0))
  p = f64x2.add(f64x2.mul(p, t), f64x2.splat(0.5))
  const tail = f64x2.add(f64x2.mul(f64x2.mul(p, t), t), correction)
  const small = f64x2.add(f64x2.splat(1), f64x2.add(t, tail))
  // k + 1023 as an integer in the low bits, moved to where a double has its exponent: 2^k.
  const power = i64x2.shl(f64x2.add(k, f64x2.splat(6755399441055744.0 + 1023.0)), 52)
  return v128.and(f64x2.mul(small, power), seen)
}
