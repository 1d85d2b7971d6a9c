import type { HyperplaneForest } from '../../kernels/hyperplane-forest.ts'
import { packArray } from '../model-record.ts'
import type { RecordReader } from '../model-record.ts'

/** The arrays of a forest as fields of a model record. */
export function packHyperplanes(forest: HyperplaneForest): Record<string, string | number> {
  return {
    width: forest.width,
    treeStart: packArray(forest.treeStart),
    treeSteps: packArray(forest.treeSteps),
    columns: packArray(forest.columns),
    coefficients: packArray(forest.coefficients),
    centres: packArray(forest.centres),
    threshold: packArray(forest.threshold),
    left: packArray(forest.left),
    size: packArray(forest.size),
    value: packArray(forest.value),
    fill: packArray(forest.fill),
  }
}

/**
 * Reads a forest back and proves that it can be walked: every child lies after its parent inside its own
 * tree, every split is on columns that exist, every walk ends within the tree's steps.
 *
 * @throws InvalidModelError
 */
export function readHyperplanes(
  record: RecordReader,
  columnCount: number,
  mostColumns: number,
): HyperplaneForest {
  const forest: HyperplaneForest = {
    width: record.integer('width', 1, mostColumns),
    treeStart: record.int32('treeStart'),
    treeSteps: record.int32('treeSteps'),
    columns: record.int32('columns'),
    coefficients: record.float64('coefficients'),
    centres: record.float32('centres'),
    threshold: record.float64('threshold'),
    left: record.int32('left'),
    size: record.int32('size'),
    value: record.float64('value'),
    fill: record.float32('fill'),
  }
  const { width, treeStart, left } = forest
  const nodes = left.length
  const perNode = [forest.threshold, forest.size, forest.value].every((a) => a.length === nodes)
  const perColumn = [forest.columns, forest.coefficients, forest.centres].every(
    (a) => a.length === nodes * width,
  )
  const trees = treeStart.length - 1
  if (
    !perNode ||
    !perColumn ||
    trees < 1 ||
    forest.treeSteps.length !== trees ||
    treeStart[0] !== 0 ||
    treeStart[trees] !== nodes
  ) {
    record.fail('its trees are cut off')
  }
  if (forest.fill.length !== columnCount || !forest.fill.every(Number.isFinite)) {
    record.fail('the field fill is damaged')
  }
  for (let t = 0; t < trees; t++) checkTree(forest, t, columnCount, record)
  return forest
}

function checkTree(forest: HyperplaneForest, tree: number, columnCount: number, record: RecordReader): void {
  const start = forest.treeStart[tree]!
  const end = forest.treeStart[tree + 1]!
  if (!(start < end && end <= forest.left.length)) record.fail(`tree ${tree + 1} is empty`)
  const depth = new Int32Array(end - start)
  for (let node = start; node < end; node++) {
    const child = forest.left[node]!
    const isLeaf = child === node
    const threshold = forest.threshold[node]!
    const wellPlaced = isLeaf
      ? threshold === Infinity
      : child > node && child + 1 < end && Number.isFinite(threshold)
    const wellMeasured = Number.isFinite(forest.value[node]!) && forest.size[node]! >= 0
    const wellReached = depth[node - start]! <= forest.treeSteps[tree]!
    if (!wellPlaced || !wellMeasured || !wellReached || !wellSplit(forest, node, columnCount)) {
      record.fail(`node ${node} of tree ${tree + 1} is damaged`)
    }
    if (!isLeaf) depth[child - start] = depth[child + 1 - start] = depth[node - start]! + 1
  }
}

function wellSplit(
  { width, columns, coefficients, centres }: HyperplaneForest,
  node: number,
  columnCount: number,
) {
  for (let k = node * width; k < (node + 1) * width; k++) {
    const fits = columns[k]! >= 0 && columns[k]! < columnCount
    if (!fits || !Number.isFinite(coefficients[k]!) || !Number.isFinite(centres[k]!)) return false
  }
  return true
}
