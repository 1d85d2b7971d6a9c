import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Forest } from '../../kernels/forest.ts'
import { kernelFor } from '../../kernels/forest-kernel.ts'
import { averagePathLength } from '../../math/harmonic.ts'
import { scoreByPathLength } from './forest-score.ts'
import { matrixOf, quietRun } from '../test-data.ts'

/** What scripts/golden/iforest.py wrote; its `meta` says versions, seed and shape. */
interface Golden {
  readonly meta: { readonly sampleSize: number }
  readonly columns: readonly (readonly number[])[]
  readonly trees: readonly {
    readonly left: readonly number[]
    readonly right: readonly number[]
    readonly feature: readonly number[]
    readonly threshold: readonly number[]
    readonly samples: readonly number[]
  }[]
  readonly scores: readonly number[]
  readonly c: Readonly<Record<string, number>>
}

const golden = JSON.parse(readFileSync(new URL('./golden/iforest.json', import.meta.url), 'utf8')) as Golden

describe('against scikit-learn', () => {
  it('gives its scores on its own fitted trees', () => {
    const x = matrixOf(golden.columns.map((column) => Float32Array.from(column)))
    const forest = forestOfGolden()
    expect(kernelFor(forest, x.columns.length)).not.toBeNull()
    const normaliser = golden.trees.length * logPathLength(golden.meta.sampleSize)
    const scores = scoreByPathLength(forest, x, normaliser, quietRun(1))
    expect(scores.length).toBe(golden.scores.length)
    // Only the rounding of our score to Float32 is left: half of 2⁻²⁴ at scores of .5 to 1.
    for (const [row, score] of scores.entries()) {
      expect(Math.abs(score - golden.scores[row]!)).toBeLessThan(1e-7)
    }
  })

  it('has exact c(n)', () => {
    for (const [n, c] of Object.entries(golden.c)) {
      expect(Math.abs(averagePathLength(Number(n)) - c)).toBeLessThan(1e-14 * Math.max(1, c))
    }
    expect(averagePathLength(1)).toBe(0)
    expect(averagePathLength(2)).toBe(1)
  })
})

/** scikit-learn's trees in our arrays: children side by side, thresholds as the Float32 at or below. */
function forestOfGolden(): Forest {
  const treeStart = [0]
  const feature: number[] = []
  const split: number[] = []
  const left: number[] = []
  const size: number[] = []
  const pathLength: number[] = []
  for (const tree of golden.trees) {
    const base = feature.length
    const queue = [{ node: 0, depth: 0 }]
    for (let at = 0; at < queue.length; at++) {
      const { node, depth } = queue[at]!
      const isLeaf = tree.left[node] === -1
      feature.push(isLeaf ? 0 : tree.feature[node]!)
      split.push(isLeaf ? Infinity : float32AtOrBelow(tree.threshold[node]!))
      left.push(isLeaf ? base + at : base + queue.length)
      size.push(tree.samples[node]!)
      pathLength.push(depth + logPathLength(tree.samples[node]!))
      if (!isLeaf) {
        queue.push(
          { node: tree.left[node]!, depth: depth + 1 },
          { node: tree.right[node]!, depth: depth + 1 },
        )
      }
    }
    treeStart.push(feature.length)
  }
  return {
    treeStart: Int32Array.from(treeStart),
    feature: Int32Array.from(feature),
    split: Float32Array.from(split),
    left: Int32Array.from(left),
    size: Int32Array.from(size),
    pathLength: Float64Array.from(pathLength),
    steps: Math.ceil(Math.log2(golden.meta.sampleSize)),
  }
}

/** scikit-learn's c(n): ln + γ in the place of the harmonic number. */
function logPathLength(n: number): number {
  if (n < 2) return 0
  if (n === 2) return 1
  return 2 * (Math.log(n - 1) + 0.5772156649015329) - (2 * (n - 1)) / n
}

function float32AtOrBelow(threshold: number): number {
  const near = Math.fround(threshold)
  if (near <= threshold) return near
  const value = new Float32Array([near])
  const bits = new Int32Array(value.buffer)
  bits[0] = bits[0]! + (near > 0 ? -1 : 1)
  return value[0]!
}
