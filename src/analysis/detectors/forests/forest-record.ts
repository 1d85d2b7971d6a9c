import type { Forest } from '../../kernels/forest.ts'
import { packArray } from '../model-record.ts'
import type { RecordReader } from '../model-record.ts'

/** The arrays of a forest as fields of a model record. */
export function packForest(forest: Forest): Record<string, string | number> {
  return {
    steps: forest.steps,
    treeStart: packArray(forest.treeStart),
    feature: packArray(forest.feature),
    split: packArray(forest.split),
    left: packArray(forest.left),
    size: packArray(forest.size),
    pathLength: packArray(forest.pathLength),
  }
}

/**
 * Reads a forest back and proves that it can be walked: every child lies after its parent inside
 * its own tree, every split is on a column that exists, every walk ends within `steps`.
 *
 * @throws InvalidModelError
 */
export function readForest(record: RecordReader, columnCount: number): Forest {
  const forest: Forest = {
    steps: record.integer('steps', 0, 1000),
    treeStart: record.int32('treeStart'),
    feature: record.int32('feature'),
    split: record.float32('split'),
    left: record.int32('left'),
    size: record.int32('size'),
    pathLength: record.float64('pathLength'),
  }
  const nodes = forest.feature.length
  const { treeStart, left, feature } = forest
  const sameLength = [forest.split, left, forest.size, forest.pathLength].every((a) => a.length === nodes)
  if (!sameLength || treeStart.length < 2 || treeStart[0] !== 0 || treeStart.at(-1) !== nodes) {
    record.fail('its trees are cut off')
  }
  const depth = new Int32Array(nodes)
  for (let t = 0; t + 1 < treeStart.length; t++) {
    const start = treeStart[t]!
    const end = treeStart[t + 1]!
    if (!(start < end && end <= nodes)) record.fail(`tree ${t + 1} is empty`)
    for (let node = start; node < end; node++) {
      const child = left[node]!
      const isLeaf = child === node
      const wellPlaced = isLeaf ? forest.split[node] === Infinity : child > node && child + 1 < end
      const wellSplit =
        feature[node]! >= 0 && feature[node]! < columnCount && !Number.isNaN(forest.split[node]!)
      const wellMeasured = Number.isFinite(forest.pathLength[node]!) && forest.size[node]! >= 0
      if (!wellPlaced || !wellSplit || !wellMeasured || depth[node]! > forest.steps) {
        record.fail(`node ${node} of tree ${t + 1} is damaged`)
      }
      if (!isLeaf) depth[child] = depth[child + 1] = depth[node]! + 1
    }
  }
  return forest
}
