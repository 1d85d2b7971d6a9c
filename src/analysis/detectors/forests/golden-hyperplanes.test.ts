import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HyperplaneForest } from '../../kernels/hyperplane-forest.ts'
import { hyperplaneKernelFor } from '../../kernels/hyperplane-kernel.ts'
import { matrixOf, quietRun } from '../test-data.ts'
import { cutAtPooledGain } from './cut-rules.ts'
import { scoreHyperplanes } from './hyperplane-model.ts'
import { createHyperplaneBuilder, nodeValue, type Scoring } from './hyperplane-tree-fit.ts'

interface GoldenNode {
  readonly size: number
  readonly depth: number
  readonly columns?: readonly number[]
  readonly weights?: readonly number[]
  readonly cut?: number
  readonly share?: number
  readonly left?: number
  readonly right?: number
}

/** What scripts/golden/forests.py wrote; its `meta` says versions, seed and shape. */
interface Golden {
  readonly meta: { readonly sampleSize: number; readonly width: number }
  readonly columns: readonly (readonly number[])[]
  readonly trees: readonly (readonly GoldenNode[])[]
  readonly density: readonly number[]
  readonly depth: readonly number[]
  readonly cuts: readonly {
    readonly values: readonly number[]
    readonly gain: number
    readonly threshold: number
    readonly fraction: number
  }[]
}

const golden = JSON.parse(readFileSync(new URL('./golden/forests.json', import.meta.url), 'utf8')) as Golden

describe('against the formulas, worked by numpy', () => {
  it.each(['density', 'depth'] as const)('scores by %s on the same trees', (scoring) => {
    const x = matrixOf(golden.columns.map((column) => Float32Array.from(column)))
    const forest = forestOfGolden(scoring)
    expect(hyperplaneKernelFor(forest)).not.toBeNull()
    const model = { columnCount: x.columns.length, sampleSize: golden.meta.sampleSize, scoring, forest }
    const scores = scoreHyperplanes(model, x, quietRun(1))
    expect(scores.length).toBe(golden[scoring].length)
    for (const [row, score] of scores.entries()) {
      expect(Math.abs(score - golden[scoring][row]!)).toBeLessThan(1e-6)
    }
  })

  it('finds the cut with the greatest pooled gain', () => {
    for (const { values, gain, threshold, fraction } of golden.cuts) {
      const cut = cutAtPooledGain(Float64Array.from(values), values.length)!
      // The spread of a single row is 0 but for what is left of differences: √(10⁻¹⁶).
      expect(cut.gain).toBeCloseTo(gain, 7)
      expect(cut.threshold).toBeCloseTo(threshold, 12)
      expect(cut.fraction).toBeCloseTo(fraction, 12)
    }
    expect(cutAtPooledGain(Float64Array.of(3, 3, 3), 3)).toBeNull()
  })
})

describe('createHyperplaneBuilder', () => {
  it('is given a sample without a column that varies, and makes a leaf of it', () => {
    const builder = createHyperplaneBuilder({
      sampleSize: 4,
      width: 1,
      scoring: 'density',
      heightLimit: 5,
      candidates: 1,
      rule: cutAtPooledGain,
    })
    builder.addTree(
      { size: 4, values: new Float32Array(4), columnCount: 1 },
      Float64Array.of(1),
      quietRun(1).rng,
    )
    const forest = builder.finish(new Float32Array(1))
    expect(forest.left).toEqual(Int32Array.of(0))
    expect(forest.value).toEqual(Float64Array.of(0))
  })
})

/** numpy's trees in our arrays: children side by side. */
function forestOfGolden(scoring: Scoring): HyperplaneForest {
  const { width, sampleSize } = golden.meta
  const treeStart = [0]
  const treeSteps: number[] = []
  const [columns, coefficients, threshold, left, size, value]: number[][] = [[], [], [], [], [], []]
  for (const tree of golden.trees) {
    const base = left!.length
    const queue = [{ node: tree[0]!, value: nodeValue(scoring, 0, sampleSize, sampleSize, 1, 0) }]
    for (let at = 0; at < queue.length; at++) {
      const { node, value: own } = queue[at]!
      const isLeaf = node.cut === undefined
      for (let k = 0; k < width; k++) {
        columns!.push(node.columns?.[k] ?? 0)
        coefficients!.push(node.weights?.[k] ?? 0)
      }
      threshold!.push(isLeaf ? Infinity : node.cut)
      left!.push(isLeaf ? base + at : base + queue.length)
      size!.push(node.size)
      value!.push(own)
      if (isLeaf) continue
      for (const [child, share] of [
        [tree[node.left!]!, node.share!],
        [tree[node.right!]!, 1 - node.share!],
      ] as const) {
        queue.push({ node: child, value: nodeValue(scoring, own, node.size, child.size, share, child.depth) })
      }
    }
    treeStart.push(left!.length)
    treeSteps.push(Math.max(...tree.map(({ depth }) => depth)))
  }
  return {
    width,
    treeStart: Int32Array.from(treeStart),
    treeSteps: Int32Array.from(treeSteps),
    columns: Int32Array.from(columns!),
    coefficients: Float64Array.from(coefficients!),
    centres: new Float32Array(columns!.length),
    threshold: Float64Array.from(threshold!),
    left: Int32Array.from(left!),
    size: Int32Array.from(size!),
    value: Float64Array.from(value!),
    fill: new Float32Array(golden.columns.length),
  }
}
