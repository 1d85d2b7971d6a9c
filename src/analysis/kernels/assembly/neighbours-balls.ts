// The smallest ball around each row, subset by subset: compiled by scripts/build-kernels.ts, twin of
// ../neighbour-balls.ts. A lane is a row; sums of squares run over the columns in order.

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/**
 * @param centres f32[subsets × size × columns], within a subset by radius, the smallest first
 * @param radii f32[subsets × size], squared
 * @param isolation f32[subsets × size]
 * @param block f32[columns × stride], column by column; stride a multiple of 16
 * @param rows rounded up to 16: rows beyond are summed for too, and not read
 * @param sums f64[stride]: result
 */
export function sumIsolation(
  centres: u32,
  radii: u32,
  isolation: u32,
  subsets: u32,
  size: u32,
  columns: u32,
  block: u32,
  stride: u32,
  rows: u32,
  sums: u32,
): void {
  const rowStep = stride * 4
  const width = columns * 4
  for (let row: u32 = 0; row < rows; row += 16) {
    const at = sums + row * 8
    memory.fill(at, 0, 128)
    for (let subset: u32 = 0; subset < subsets; subset++) {
      let b0 = f32x4.splat(1)
      let b1 = b0
      let b2 = b0
      let b3 = b0
      let ball = (subset + 1) * size
      for (let left = size; left > 0; left--) {
        ball--
        let s0 = f32x4.splat(0)
        let s1 = s0
        let s2 = s0
        let s3 = s0
        let values = block + row * 4
        const first = centres + ball * width
        for (let centre = first; centre < first + width; centre += 4) {
          const c = v128.load32_splat(centre)
          let d = f32x4.sub(v128.load(values), c)
          s0 = f32x4.add(s0, f32x4.mul(d, d))
          d = f32x4.sub(v128.load(values, 16), c)
          s1 = f32x4.add(s1, f32x4.mul(d, d))
          d = f32x4.sub(v128.load(values, 32), c)
          s2 = f32x4.add(s2, f32x4.mul(d, d))
          d = f32x4.sub(v128.load(values, 48), c)
          s3 = f32x4.add(s3, f32x4.mul(d, d))
          values += rowStep
        }
        const radius = v128.load32_splat(radii + ball * 4)
        const own = v128.load32_splat(isolation + ball * 4)
        b0 = v128.bitselect(own, b0, f32x4.le(s0, radius))
        b1 = v128.bitselect(own, b1, f32x4.le(s1, radius))
        b2 = v128.bitselect(own, b2, f32x4.le(s2, radius))
        b3 = v128.bitselect(own, b3, f32x4.le(s3, radius))
      }
      add(at, b0)
      add(at + 32, b1)
      add(at + 64, b2)
      add(at + 96, b3)
    }
  }
}

/** Adds four Float32 values to four sums in double precision. */
function add(at: u32, values: v128): void {
  const high = v128.shuffle<i32>(values, values, 2, 3, 2, 3)
  v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(values)))
  v128.store(at, f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(high)), 16)
}
