// The inner loop of forests whose splits use up to three columns: compiled by scripts/build-kernels.ts,
// twin of ../hyperplane-walk.ts.
//
// A node is one record of 40 bytes:
//   0, 8, 16    f64  coefficients of three columns; at a leaf the first is the leaf's value, the others 0
//   24          f64  threshold: a projection above it goes right; +∞ at a leaf
//   32, 34, 36  u16  where the columns' 8 values start within a group of rows: matrix column × 32
//   38          u16  address of the left child / 8, the right one is 40 further on; a leaf's own address / 8
// While a tree is walked it lies at address 0, which is what makes a child's address fit 16 bits. Rows come
// in groups of 8, column by column: the 8 walks of a group differ only in a constant offset.

const NODE: u32 = 40
const LANES: u32 = 8
/** Where the tree that is being walked lies. */
const SCRATCH: u32 = 0
const FLOAT32_MAX: f32 = 3.4028234663852886e38

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/**
 * Sums of leaf values of one block of rows over all trees, in tree order.
 *
 * @param trees how many
 * @param width columns per split, 1 to 3
 * @param treeStart u32[trees + 1], node indices
 * @param treeSteps u32[trees], after which every walk of the tree is in its leaf
 * @param nodes records of all trees, one after the other
 * @param columns f32[columnCount × stride], column-major
 * @param fill f32[columnCount], what NaN counts as
 * @param stride values from one column to the next, at least `rows` rounded up to 8
 * @param groups f32[stride × columnCount]: room for the block in groups of 8 rows
 * @param sums f64[rows rounded up to 8]: result
 */
export function sumLeafValues(
  trees: u32,
  width: u32,
  treeStart: u32,
  treeSteps: u32,
  nodes: u32,
  columns: u32,
  fill: u32,
  columnCount: u32,
  stride: u32,
  rows: u32,
  groups: u32,
  sums: u32,
): void {
  const groupCount = (rows + LANES - 1) / LANES
  const groupBytes = columnCount * LANES * 4
  memory.fill(sums, 0, groupCount * LANES * 8)
  intoGroups(columns, fill, columnCount, stride, groupCount, groups)
  for (let t: u32 = 0; t < trees; t++) {
    const start = load<u32>(treeStart + t * 4)
    const end = load<u32>(treeStart + t * 4, 4)
    memory.copy(SCRATCH, nodes + start * NODE, (end - start) * NODE)
    const steps = load<u32>(treeSteps + t * 4)
    if (width == 1) walkOne(steps, groups, groupCount, groupBytes, sums)
    else if (width == 2) walkTwo(steps, groups, groupCount, groupBytes, sums)
    else walkThree(steps, groups, groupCount, groupBytes, sums)
  }
}

/** Column-major rows to groups of 8, finite; the last group may hold values of no row, whose sums are not read. */
function intoGroups(
  columns: u32,
  fill: u32,
  columnCount: u32,
  stride: u32,
  groupCount: u32,
  groups: u32,
): void {
  for (let c: u32 = 0; c < columnCount; c++) {
    const instead = load<f32>(fill + c * 4)
    let source = columns + c * stride * 4
    let target = groups + c * LANES * 4
    for (let g: u32 = 0; g < groupCount; g++) {
      for (let lane: u32 = 0; lane < LANES * 4; lane += 4) {
        const value = load<f32>(source + lane)
        const seen = value == value ? value : instead
        store<f32>(target + lane, min<f32>(max<f32>(seen, -FLOAT32_MAX), FLOAT32_MAX))
      }
      source += LANES * 4
      target += columnCount * LANES * 4
    }
  }
}

/** Eight walks side by side, without a branch: each hides the others' waits for memory. Splits of one column. */
// prettier-ignore
function walkOne(steps: u32, groups: u32, groupCount: u32, groupBytes: u32, sums: u32): void {
  let x = groups
  let sum = sums
  for (let g: u32 = 0; g < groupCount; g++) {
    let a: u32 = SCRATCH
    let b: u32 = SCRATCH
    let c: u32 = SCRATCH
    let d: u32 = SCRATCH
    let e: u32 = SCRATCH
    let f: u32 = SCRATCH
    let h: u32 = SCRATCH
    let i: u32 = SCRATCH
    for (let s: u32 = 0; s < steps; s++) {
      a = (<u32>load<u16>(a, 38) << 3) + (load<f64>(a) * <f64>load<f32>(x + <u32>load<u16>(a, 32), 0) > load<f64>(a, 24) ? NODE : 0)
      b = (<u32>load<u16>(b, 38) << 3) + (load<f64>(b) * <f64>load<f32>(x + <u32>load<u16>(b, 32), 4) > load<f64>(b, 24) ? NODE : 0)
      c = (<u32>load<u16>(c, 38) << 3) + (load<f64>(c) * <f64>load<f32>(x + <u32>load<u16>(c, 32), 8) > load<f64>(c, 24) ? NODE : 0)
      d = (<u32>load<u16>(d, 38) << 3) + (load<f64>(d) * <f64>load<f32>(x + <u32>load<u16>(d, 32), 12) > load<f64>(d, 24) ? NODE : 0)
      e = (<u32>load<u16>(e, 38) << 3) + (load<f64>(e) * <f64>load<f32>(x + <u32>load<u16>(e, 32), 16) > load<f64>(e, 24) ? NODE : 0)
      f = (<u32>load<u16>(f, 38) << 3) + (load<f64>(f) * <f64>load<f32>(x + <u32>load<u16>(f, 32), 20) > load<f64>(f, 24) ? NODE : 0)
      h = (<u32>load<u16>(h, 38) << 3) + (load<f64>(h) * <f64>load<f32>(x + <u32>load<u16>(h, 32), 24) > load<f64>(h, 24) ? NODE : 0)
      i = (<u32>load<u16>(i, 38) << 3) + (load<f64>(i) * <f64>load<f32>(x + <u32>load<u16>(i, 32), 28) > load<f64>(i, 24) ? NODE : 0)
    }
    store<f64>(sum, load<f64>(sum, 0) + load<f64>(a), 0)
    store<f64>(sum, load<f64>(sum, 8) + load<f64>(b), 8)
    store<f64>(sum, load<f64>(sum, 16) + load<f64>(c), 16)
    store<f64>(sum, load<f64>(sum, 24) + load<f64>(d), 24)
    store<f64>(sum, load<f64>(sum, 32) + load<f64>(e), 32)
    store<f64>(sum, load<f64>(sum, 40) + load<f64>(f), 40)
    store<f64>(sum, load<f64>(sum, 48) + load<f64>(h), 48)
    store<f64>(sum, load<f64>(sum, 56) + load<f64>(i), 56)
    x += groupBytes
    sum += 64
  }
}

/** The same for splits of two columns. */
// prettier-ignore
function walkTwo(steps: u32, groups: u32, groupCount: u32, groupBytes: u32, sums: u32): void {
  let x = groups
  let sum = sums
  for (let g: u32 = 0; g < groupCount; g++) {
    let a: u32 = SCRATCH
    let b: u32 = SCRATCH
    let c: u32 = SCRATCH
    let d: u32 = SCRATCH
    let e: u32 = SCRATCH
    let f: u32 = SCRATCH
    let h: u32 = SCRATCH
    let i: u32 = SCRATCH
    for (let s: u32 = 0; s < steps; s++) {
      a = (<u32>load<u16>(a, 38) << 3) + (load<f64>(a) * <f64>load<f32>(x + <u32>load<u16>(a, 32), 0) + load<f64>(a, 8) * <f64>load<f32>(x + <u32>load<u16>(a, 34), 0) > load<f64>(a, 24) ? NODE : 0)
      b = (<u32>load<u16>(b, 38) << 3) + (load<f64>(b) * <f64>load<f32>(x + <u32>load<u16>(b, 32), 4) + load<f64>(b, 8) * <f64>load<f32>(x + <u32>load<u16>(b, 34), 4) > load<f64>(b, 24) ? NODE : 0)
      c = (<u32>load<u16>(c, 38) << 3) + (load<f64>(c) * <f64>load<f32>(x + <u32>load<u16>(c, 32), 8) + load<f64>(c, 8) * <f64>load<f32>(x + <u32>load<u16>(c, 34), 8) > load<f64>(c, 24) ? NODE : 0)
      d = (<u32>load<u16>(d, 38) << 3) + (load<f64>(d) * <f64>load<f32>(x + <u32>load<u16>(d, 32), 12) + load<f64>(d, 8) * <f64>load<f32>(x + <u32>load<u16>(d, 34), 12) > load<f64>(d, 24) ? NODE : 0)
      e = (<u32>load<u16>(e, 38) << 3) + (load<f64>(e) * <f64>load<f32>(x + <u32>load<u16>(e, 32), 16) + load<f64>(e, 8) * <f64>load<f32>(x + <u32>load<u16>(e, 34), 16) > load<f64>(e, 24) ? NODE : 0)
      f = (<u32>load<u16>(f, 38) << 3) + (load<f64>(f) * <f64>load<f32>(x + <u32>load<u16>(f, 32), 20) + load<f64>(f, 8) * <f64>load<f32>(x + <u32>load<u16>(f, 34), 20) > load<f64>(f, 24) ? NODE : 0)
      h = (<u32>load<u16>(h, 38) << 3) + (load<f64>(h) * <f64>load<f32>(x + <u32>load<u16>(h, 32), 24) + load<f64>(h, 8) * <f64>load<f32>(x + <u32>load<u16>(h, 34), 24) > load<f64>(h, 24) ? NODE : 0)
      i = (<u32>load<u16>(i, 38) << 3) + (load<f64>(i) * <f64>load<f32>(x + <u32>load<u16>(i, 32), 28) + load<f64>(i, 8) * <f64>load<f32>(x + <u32>load<u16>(i, 34), 28) > load<f64>(i, 24) ? NODE : 0)
    }
    store<f64>(sum, load<f64>(sum, 0) + load<f64>(a), 0)
    store<f64>(sum, load<f64>(sum, 8) + load<f64>(b), 8)
    store<f64>(sum, load<f64>(sum, 16) + load<f64>(c), 16)
    store<f64>(sum, load<f64>(sum, 24) + load<f64>(d), 24)
    store<f64>(sum, load<f64>(sum, 32) + load<f64>(e), 32)
    store<f64>(sum, load<f64>(sum, 40) + load<f64>(f), 40)
    store<f64>(sum, load<f64>(sum, 48) + load<f64>(h), 48)
    store<f64>(sum, load<f64>(sum, 56) + load<f64>(i), 56)
    x += groupBytes
    sum += 64
  }
}

/** The same for splits of three columns. */
// prettier-ignore
function walkThree(steps: u32, groups: u32, groupCount: u32, groupBytes: u32, sums: u32): void {
  let x = groups
  let sum = sums
  for (let g: u32 = 0; g < groupCount; g++) {
    let a: u32 = SCRATCH
    let b: u32 = SCRATCH
    let c: u32 = SCRATCH
    let d: u32 = SCRATCH
    let e: u32 = SCRATCH
    let f: u32 = SCRATCH
    let h: u32 = SCRATCH
    let i: u32 = SCRATCH
    for (let s: u32 = 0; s < steps; s++) {
      a = (<u32>load<u16>(a, 38) << 3) + (load<f64>(a) * <f64>load<f32>(x + <u32>load<u16>(a, 32), 0) + load<f64>(a, 8) * <f64>load<f32>(x + <u32>load<u16>(a, 34), 0) + load<f64>(a, 16) * <f64>load<f32>(x + <u32>load<u16>(a, 36), 0) > load<f64>(a, 24) ? NODE : 0)
      b = (<u32>load<u16>(b, 38) << 3) + (load<f64>(b) * <f64>load<f32>(x + <u32>load<u16>(b, 32), 4) + load<f64>(b, 8) * <f64>load<f32>(x + <u32>load<u16>(b, 34), 4) + load<f64>(b, 16) * <f64>load<f32>(x + <u32>load<u16>(b, 36), 4) > load<f64>(b, 24) ? NODE : 0)
      c = (<u32>load<u16>(c, 38) << 3) + (load<f64>(c) * <f64>load<f32>(x + <u32>load<u16>(c, 32), 8) + load<f64>(c, 8) * <f64>load<f32>(x + <u32>load<u16>(c, 34), 8) + load<f64>(c, 16) * <f64>load<f32>(x + <u32>load<u16>(c, 36), 8) > load<f64>(c, 24) ? NODE : 0)
      d = (<u32>load<u16>(d, 38) << 3) + (load<f64>(d) * <f64>load<f32>(x + <u32>load<u16>(d, 32), 12) + load<f64>(d, 8) * <f64>load<f32>(x + <u32>load<u16>(d, 34), 12) + load<f64>(d, 16) * <f64>load<f32>(x + <u32>load<u16>(d, 36), 12) > load<f64>(d, 24) ? NODE : 0)
      e = (<u32>load<u16>(e, 38) << 3) + (load<f64>(e) * <f64>load<f32>(x + <u32>load<u16>(e, 32), 16) + load<f64>(e, 8) * <f64>load<f32>(x + <u32>load<u16>(e, 34), 16) + load<f64>(e, 16) * <f64>load<f32>(x + <u32>load<u16>(e, 36), 16) > load<f64>(e, 24) ? NODE : 0)
      f = (<u32>load<u16>(f, 38) << 3) + (load<f64>(f) * <f64>load<f32>(x + <u32>load<u16>(f, 32), 20) + load<f64>(f, 8) * <f64>load<f32>(x + <u32>load<u16>(f, 34), 20) + load<f64>(f, 16) * <f64>load<f32>(x + <u32>load<u16>(f, 36), 20) > load<f64>(f, 24) ? NODE : 0)
      h = (<u32>load<u16>(h, 38) << 3) + (load<f64>(h) * <f64>load<f32>(x + <u32>load<u16>(h, 32), 24) + load<f64>(h, 8) * <f64>load<f32>(x + <u32>load<u16>(h, 34), 24) + load<f64>(h, 16) * <f64>load<f32>(x + <u32>load<u16>(h, 36), 24) > load<f64>(h, 24) ? NODE : 0)
      i = (<u32>load<u16>(i, 38) << 3) + (load<f64>(i) * <f64>load<f32>(x + <u32>load<u16>(i, 32), 28) + load<f64>(i, 8) * <f64>load<f32>(x + <u32>load<u16>(i, 34), 28) + load<f64>(i, 16) * <f64>load<f32>(x + <u32>load<u16>(i, 36), 28) > load<f64>(i, 24) ? NODE : 0)
    }
    store<f64>(sum, load<f64>(sum, 0) + load<f64>(a), 0)
    store<f64>(sum, load<f64>(sum, 8) + load<f64>(b), 8)
    store<f64>(sum, load<f64>(sum, 16) + load<f64>(c), 16)
    store<f64>(sum, load<f64>(sum, 24) + load<f64>(d), 24)
    store<f64>(sum, load<f64>(sum, 32) + load<f64>(e), 32)
    store<f64>(sum, load<f64>(sum, 40) + load<f64>(f), 40)
    store<f64>(sum, load<f64>(sum, 48) + load<f64>(h), 48)
    store<f64>(sum, load<f64>(sum, 56) + load<f64>(i), 56)
    x += groupBytes
    sum += 64
  }
}
