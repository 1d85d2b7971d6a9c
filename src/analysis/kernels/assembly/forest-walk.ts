// The inner loop of every forest: compiled by scripts/build-kernels.ts, twin of ../forest-walk.ts.
//
// A node is one record of 8 bytes, so that a step touches one cache line of the tree:
//   0  f32  split: x > split goes right; +∞ at a leaf
//   4  u16  where the column's 8 values start within a group of rows: matrix column × 32
//   6  u16  address of the left child, the right one is 8 further on; a leaf's own address
// While a tree is walked it lies at address 0, which is what makes a child's address fit 16 bits
// and the walk free of additions. Rows come in groups of 8, column by column: the 8 walks of a
// group differ only in a constant offset.

const NODE: u32 = 8
const LANES: u32 = 8
/** Where the tree that is being walked lies: the first 64 KB. */
const SCRATCH: u32 = 0

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/**
 * Sums of path lengths of one block of rows over all trees, in tree order.
 *
 * @param trees how many
 * @param treeStart u32[trees + 1], node indices
 * @param nodes records of all trees, one after the other
 * @param pathLength f64[nodes]
 * @param steps after which every walk is in its leaf
 * @param columns f32[columnCount × stride], column-major
 * @param stride values from one column to the next, at least `rows` rounded up to 8
 * @param groups f32[stride × columnCount]: room for the block in groups of 8 rows
 * @param sums f64[rows rounded up to 8]: result
 */
export function sumPathLengths(
  trees: u32,
  treeStart: u32,
  nodes: u32,
  pathLength: u32,
  steps: u32,
  columns: u32,
  columnCount: u32,
  stride: u32,
  rows: u32,
  groups: u32,
  sums: u32,
): void {
  const groupCount = (rows + LANES - 1) / LANES
  const groupBytes = columnCount * LANES * 4
  memory.fill(sums, 0, groupCount * LANES * 8)
  intoGroups(columns, columnCount, stride, groupCount, groups)
  for (let t: u32 = 0; t < trees; t++) {
    const start = load<u32>(treeStart + t * 4)
    const end = load<u32>(treeStart + t * 4, 4)
    memory.copy(SCRATCH, nodes + start * NODE, (end - start) * NODE)
    walkGroups(pathLength + start * 8, steps, groups, groupCount, groupBytes, sums)
  }
}

/** Column-major rows to groups of 8; the last group may hold values of no row, whose sums are not read. */
function intoGroups(columns: u32, columnCount: u32, stride: u32, groupCount: u32, groups: u32): void {
  for (let c: u32 = 0; c < columnCount; c++) {
    let source = columns + c * stride * 4
    let target = groups + c * LANES * 4
    for (let g: u32 = 0; g < groupCount; g++) {
      store<u64>(target, load<u64>(source))
      store<u64>(target, load<u64>(source, 8), 8)
      store<u64>(target, load<u64>(source, 16), 16)
      store<u64>(target, load<u64>(source, 24), 24)
      source += LANES * 4
      target += columnCount * LANES * 4
    }
  }
}

/** Eight walks side by side, without a branch: each hides the others' waits for memory. */
function walkGroups(
  pathLength: u32,
  steps: u32,
  groups: u32,
  groupCount: u32,
  groupBytes: u32,
  sums: u32,
): void {
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
      a = <u32>load<u16>(a, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(a, 4), 0) > load<f32>(a))) << 3)
      b = <u32>load<u16>(b, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(b, 4), 4) > load<f32>(b))) << 3)
      c = <u32>load<u16>(c, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(c, 4), 8) > load<f32>(c))) << 3)
      d = <u32>load<u16>(d, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(d, 4), 12) > load<f32>(d))) << 3)
      e = <u32>load<u16>(e, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(e, 4), 16) > load<f32>(e))) << 3)
      f = <u32>load<u16>(f, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(f, 4), 20) > load<f32>(f))) << 3)
      h = <u32>load<u16>(h, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(h, 4), 24) > load<f32>(h))) << 3)
      i = <u32>load<u16>(i, 6) + ((<u32>(load<f32>(x + <u32>load<u16>(i, 4), 28) > load<f32>(i))) << 3)
    }
    store<f64>(sum, load<f64>(sum) + load<f64>(pathLength + a))
    store<f64>(sum, load<f64>(sum, 8) + load<f64>(pathLength + b), 8)
    store<f64>(sum, load<f64>(sum, 16) + load<f64>(pathLength + c), 16)
    store<f64>(sum, load<f64>(sum, 24) + load<f64>(pathLength + d), 24)
    store<f64>(sum, load<f64>(sum, 32) + load<f64>(pathLength + e), 32)
    store<f64>(sum, load<f64>(sum, 40) + load<f64>(pathLength + f), 40)
    store<f64>(sum, load<f64>(sum, 48) + load<f64>(pathLength + h), 48)
    store<f64>(sum, load<f64>(sum, 56) + load<f64>(pathLength + i), 56)
    x += groupBytes
    sum += 64
  }
}
