// Sums of products between columns, two rows at a time: compiled by scripts/build-kernels.ts, twin of
// ../cross-products.ts. A panel is a block of rows, column by column: f64[columns × stride], each column
// starting on a multiple of 16 bytes and padded with zeros to an even number of rows.

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/** Replaces a column of the panel by value × scale − shift, and returns the sum of that. */
export function centre(column: u32, rows: u32, shift: f64, scale: f64): f64 {
  const shifts = f64x2.splat(shift)
  const scales = f64x2.splat(scale)
  const end = column + (rows & ~1) * 8
  let a = f64x2.splat(0)
  let b = f64x2.splat(0)
  let at = column
  for (; at + 32 <= end; at += 32) {
    const first = f64x2.sub(f64x2.mul(v128.load(at), scales), shifts)
    const second = f64x2.sub(f64x2.mul(v128.load(at, 16), scales), shifts)
    v128.store(at, first)
    v128.store(at, second, 16)
    a = f64x2.add(a, first)
    b = f64x2.add(b, second)
  }
  for (; at < end; at += 16) {
    const first = f64x2.sub(f64x2.mul(v128.load(at), scales), shifts)
    v128.store(at, first)
    a = f64x2.add(a, first)
  }
  a = f64x2.add(a, b)
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1)
  if (rows & 1) {
    const last = load<f64>(at) * scale - shift
    store<f64>(at, last)
    store<f64>(at, 0, 8)
    sum += last
  }
  return sum
}

/**
 * The same for a column with gaps (NaN, ±∞), which become 0; also writes 1 where there is a value and 0
 * where there is none into `mask`.
 */
export function centreWithGaps(column: u32, mask: u32, rows: u32, shift: f64, scale: f64): f64 {
  const shifts = f64x2.splat(shift)
  const scales = f64x2.splat(scale)
  const ones = f64x2.splat(1)
  const zeros = f64x2.splat(0)
  const end = ((rows + 1) & ~1) * 8
  if (rows & 1) store<f64>(column + rows * 8, NaN)
  let sums = zeros
  for (let at: u32 = 0; at < end; at += 16) {
    const value = v128.load(column + at)
    // Infinity − Infinity and NaN − NaN are NaN, which equals nothing.
    const there = f64x2.eq(f64x2.sub(value, value), zeros)
    const centred = v128.and(f64x2.sub(f64x2.mul(value, scales), shifts), there)
    v128.store(column + at, centred)
    v128.store(mask + at, v128.and(ones, there))
    sums = f64x2.add(sums, centred)
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
}

/** target = column², element by element. */
export function square(column: u32, target: u32, rows: u32): void {
  const end = ((rows + 1) & ~1) * 8
  for (let at: u32 = 0; at < end; at += 16) {
    const value = v128.load(column + at)
    v128.store(target + at, f64x2.mul(value, value))
  }
}

/**
 * sums[i × rightCount + j] += Σ over rows of left[i] × right[j].
 *
 * @param left panel of leftCount columns
 * @param right panel of rightCount columns; the same stride
 * @param triangle 1: left and right are the same panel, and only tiles that reach j ≥ i are worked out
 */
export function addProducts(
  left: u32,
  leftCount: u32,
  right: u32,
  rightCount: u32,
  stride: u32,
  rows: u32,
  sums: u32,
  triangle: u32,
): void {
  const step = stride * 8
  const bytes = ((rows + 1) & ~1) * 8
  const rowStep = rightCount * 8
  let i: u32 = 0
  for (; i + 3 <= leftCount; i += 3) {
    let j: u32 = triangle ? i : 0
    for (; j + 3 <= rightCount; j += 3) {
      tile(left + i * step, right + j * step, step, bytes, sums + i * rowStep + j * 8, rowStep)
    }
    for (; j < rightCount; j++) {
      for (let k: u32 = 0; k < 3; k++) {
        single(left + (i + k) * step, right + j * step, bytes, sums + (i + k) * rowStep + j * 8)
      }
    }
  }
  for (; i < leftCount; i++) {
    for (let j: u32 = triangle ? i : 0; j < rightCount; j++) {
      single(left + i * step, right + j * step, bytes, sums + i * rowStep + j * 8)
    }
  }
}

/** Three columns by three: nine sums stay in registers, six loads serve nine products. */
function tile(left: u32, right: u32, step: u32, bytes: u32, sums: u32, rowStep: u32): void {
  const left1 = left + step
  const left2 = left1 + step
  const right1 = right + step
  const right2 = right1 + step
  let s00 = f64x2.splat(0)
  let s01 = f64x2.splat(0)
  let s02 = f64x2.splat(0)
  let s10 = f64x2.splat(0)
  let s11 = f64x2.splat(0)
  let s12 = f64x2.splat(0)
  let s20 = f64x2.splat(0)
  let s21 = f64x2.splat(0)
  let s22 = f64x2.splat(0)
  for (let at: u32 = 0; at < bytes; at += 16) {
    const a = v128.load(left + at)
    const b = v128.load(left1 + at)
    const c = v128.load(left2 + at)
    let x = v128.load(right + at)
    s00 = f64x2.add(s00, f64x2.mul(a, x))
    s10 = f64x2.add(s10, f64x2.mul(b, x))
    s20 = f64x2.add(s20, f64x2.mul(c, x))
    x = v128.load(right1 + at)
    s01 = f64x2.add(s01, f64x2.mul(a, x))
    s11 = f64x2.add(s11, f64x2.mul(b, x))
    s21 = f64x2.add(s21, f64x2.mul(c, x))
    x = v128.load(right2 + at)
    s02 = f64x2.add(s02, f64x2.mul(a, x))
    s12 = f64x2.add(s12, f64x2.mul(b, x))
    s22 = f64x2.add(s22, f64x2.mul(c, x))
  }
  addLanes(sums, s00)
  addLanes(sums + 8, s01)
  addLanes(sums + 16, s02)
  addLanes(sums + rowStep, s10)
  addLanes(sums + rowStep + 8, s11)
  addLanes(sums + rowStep + 16, s12)
  addLanes(sums + 2 * rowStep, s20)
  addLanes(sums + 2 * rowStep + 8, s21)
  addLanes(sums + 2 * rowStep + 16, s22)
}

function single(left: u32, right: u32, bytes: u32, sum: u32): void {
  let a = f64x2.splat(0)
  for (let at: u32 = 0; at < bytes; at += 16) {
    a = f64x2.add(a, f64x2.mul(v128.load(left + at), v128.load(right + at)))
  }
  addLanes(sum, a)
}

function addLanes(at: u32, sum: v128): void {
  store<f64>(at, load<f64>(at) + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)))
}
