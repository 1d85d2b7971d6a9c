// Which leaf of each tree a row falls into, and sums over the trees of a figure per leaf: compiled by
// scripts/build-kernels.ts, twin of ../leaf-walk.ts.
//
// Nodes, groups of 8 rows and the walk are those of forest-walk.ts. Leaves of a tree are numbered
// from 0 and there are at most 256, so that a leaf is one byte and a tree's figures are 1 KB. Leaves
// are kept block after block of BLOCK rows, within a block tree after tree, so that a sum reads them
// in one go from the first to the last.

const NODE: u32 = 8
const LANES: u32 = 8
const BLOCK: u32 = 1024
const TABLE: u32 = 1024
/** Where the tree that is being walked lies: the first 64 KB. */
const SCRATCH: u32 = 0

/** Grows the memory to at least `bytes`; returns 1 if it has them, else 0. */
export function reserve(bytes: u32): i32 {
  const have = <i32>memory.size()
  const want = <i32>((<u64>bytes + 65535) >> 16)
  return want <= have || memory.grow(want - have) >= 0 ? 1 : 0
}

/**
 * The leaves of one block of rows in every tree.
 *
 * @param trees how many
 * @param treeStart u32[trees + 1], node indices
 * @param nodes records of all trees, one after the other
 * @param leafOf u8[nodes]: the number of a leaf within its tree
 * @param steps after which every walk is in its leaf
 * @param columns f32[columnCount × BLOCK], column-major
 * @param groups f32[BLOCK × columnCount]: room for the block in groups of 8 rows
 * @param leaves u8[trees × BLOCK]: result
 */
export function findLeaves(
  trees: u32,
  treeStart: u32,
  nodes: u32,
  leafOf: u32,
  steps: u32,
  columns: u32,
  columnCount: u32,
  groups: u32,
  leaves: u32,
): void {
  const groupBytes = columnCount * LANES * 4
  intoGroups(columns, columnCount, groups)
  for (let t: u32 = 0; t < trees; t++) {
    const start = load<u32>(treeStart + t * 4)
    const end = load<u32>(treeStart + t * 4, 4)
    memory.copy(SCRATCH, nodes + start * NODE, (end - start) * NODE)
    walkGroups(leafOf + start, steps, groups, groupBytes, leaves + t * BLOCK)
  }
}

/**
 * sums[r] = the sum over the trees of the figure of row r's leaf, for one block of rows. Whole numbers: the order of
 * adding them makes no difference.
 *
 * @param trees how many
 * @param tables i32[trees × 256]
 * @param leaves u8[trees × BLOCK]
 * @param rows up to BLOCK, rounded up to 4
 * @param sums i32[BLOCK]: result
 */
export function sumTables(trees: u32, tables: u32, leaves: u32, rows: u32, sums: u32): void {
  memory.fill(sums, 0, rows * 4)
  const whole = trees & ~3
  for (let t: u32 = 0; t < whole; t += 4) sumFour(tables + t * TABLE, leaves + t * BLOCK, rows, sums)
  for (let t: u32 = whole; t < trees; t++) sumOne(tables + t * TABLE, leaves + t * BLOCK, rows, sums)
}

/** Four trees at once: a row's sum is loaded and stored once for the four; four rows' leaves are one load. */
function sumFour(table: u32, leaves: u32, rows: u32, sums: u32): void {
  let sum = sums
  for (let end = leaves + rows; leaves < end; leaves += 4) {
    const a = load<u32>(leaves)
    const b = load<u32>(leaves, 1024)
    const c = load<u32>(leaves, 2048)
    const d = load<u32>(leaves, 3072)
    store<i32>(
      sum,
      load<i32>(sum) +
        load<i32>(table + ((a & 255) << 2)) +
        load<i32>(table + ((b & 255) << 2), 1024) +
        load<i32>(table + ((c & 255) << 2), 2048) +
        load<i32>(table + ((d & 255) << 2), 3072),
    )
    store<i32>(
      sum,
      load<i32>(sum, 4) +
        load<i32>(table + ((a >>> 6) & 1020)) +
        load<i32>(table + ((b >>> 6) & 1020), 1024) +
        load<i32>(table + ((c >>> 6) & 1020), 2048) +
        load<i32>(table + ((d >>> 6) & 1020), 3072),
      4,
    )
    store<i32>(
      sum,
      load<i32>(sum, 8) +
        load<i32>(table + ((a >>> 14) & 1020)) +
        load<i32>(table + ((b >>> 14) & 1020), 1024) +
        load<i32>(table + ((c >>> 14) & 1020), 2048) +
        load<i32>(table + ((d >>> 14) & 1020), 3072),
      8,
    )
    store<i32>(
      sum,
      load<i32>(sum, 12) +
        load<i32>(table + ((a >>> 22) & 1020)) +
        load<i32>(table + ((b >>> 22) & 1020), 1024) +
        load<i32>(table + ((c >>> 22) & 1020), 2048) +
        load<i32>(table + ((d >>> 22) & 1020), 3072),
      12,
    )
    sum += 16
  }
}

function sumOne(table: u32, leaves: u32, rows: u32, sums: u32): void {
  for (let r: u32 = 0; r < rows; r++) {
    const sum = sums + r * 4
    store<i32>(sum, load<i32>(sum) + load<i32>(table + ((<u32>load<u8>(leaves + r)) << 2)))
  }
}

/** Column-major rows to groups of 8. */
function intoGroups(columns: u32, columnCount: u32, groups: u32): void {
  for (let c: u32 = 0; c < columnCount; c++) {
    let source = columns + c * BLOCK * 4
    let target = groups + c * LANES * 4
    for (let g: u32 = 0; g < BLOCK / LANES; g++) {
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
function walkGroups(leafOf: u32, steps: u32, groups: u32, groupBytes: u32, leaves: u32): void {
  let x = groups
  for (let g: u32 = 0; g < BLOCK / LANES; g++) {
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
    store<u8>(leaves, <u32>load<u8>(leafOf + (a >>> 3)))
    store<u8>(leaves, <u32>load<u8>(leafOf + (b >>> 3)), 1)
    store<u8>(leaves, <u32>load<u8>(leafOf + (c >>> 3)), 2)
    store<u8>(leaves, <u32>load<u8>(leafOf + (d >>> 3)), 3)
    store<u8>(leaves, <u32>load<u8>(leafOf + (e >>> 3)), 4)
    store<u8>(leaves, <u32>load<u8>(leafOf + (f >>> 3)), 5)
    store<u8>(leaves, <u32>load<u8>(leafOf + (h >>> 3)), 6)
    store<u8>(leaves, <u32>load<u8>(leafOf + (i >>> 3)), 7)
    x += groupBytes
    leaves += 8
  }
}
